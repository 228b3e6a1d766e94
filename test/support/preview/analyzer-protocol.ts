import {
  AnalyzeRequest,
  type AnalyzeResponse,
  type AnalyzerInfo,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig as PolicyConfigMessage,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import type {
  AnalysisResponse,
  AnalyzedOptions,
  AnalyzedResource,
  AnalyzedStackResource,
  EnforcementLevel,
  PackInfo,
  PolicySeverity,
  Remediation,
} from "./analysis-request.ts";
import type { ReconciledConfig } from "./policy-config.ts";
import { fromStruct, toStruct } from "./struct.ts";

/** In the order of the protocol's numbers. */
const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "disabled", "remediate"];
const SEVERITIES: readonly PolicySeverity[] = ["unspecified", "low", "medium", "high", "critical"];

export function analyzeRequest(resource: AnalyzedResource): AnalyzeRequest {
  return filled(new AnalyzeRequest(), resource);
}

export function analyzeStackRequest(resources: readonly AnalyzedStackResource[]): AnalyzeStackRequest {
  const request = new AnalyzeStackRequest();
  request.setResourcesList(
    resources.map((resource) => {
      const message = filled(new AnalyzerResource(), resource);
      message.setParent(resource.parent ?? "");
      message.setDependenciesList([...(resource.dependencies ?? [])]);
      for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
        const dependencies = new AnalyzerPropertyDependencies();
        dependencies.setUrnsList([...urns]);
        message.getPropertydependenciesMap().set(property, dependencies);
      }
      return message;
    }),
  );
  return request;
}

function filled<Message extends AnalyzeRequest | AnalyzerResource>(message: Message, resource: AnalyzedResource): Message {
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  message.setProperties(toStruct(resource.properties));
  message.setOptions(optionsMessage(resource.options ?? {}));
  if (resource.provider !== undefined) {
    const provider = new AnalyzerProviderResource();
    provider.setUrn(resource.provider.urn);
    provider.setType(resource.provider.type);
    provider.setName(resource.provider.name);
    provider.setProperties(toStruct(resource.provider.properties));
    message.setProvider(provider);
  }
  return message;
}

function optionsMessage(options: Partial<AnalyzedOptions>): AnalyzerResourceOptions {
  const message = new AnalyzerResourceOptions();
  message.setProtect(options.protect ?? false);
  message.setIgnorechangesList([...(options.ignoreChanges ?? [])]);
  message.setAliasesList([...(options.aliases ?? [])]);
  message.setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])]);
  message.setDeletebeforereplacedefined(options.deleteBeforeReplace !== undefined);
  message.setDeletebeforereplace(options.deleteBeforeReplace ?? false);
  message.setParent(options.parent ?? "");
  // Always there: without it the server takes the engine for one that is too old.
  message.setCustomtimeouts(new AnalyzerResourceOptions.CustomTimeouts());
  return message;
}

export function configureRequest(config: ReconciledConfig): ConfigureAnalyzerRequest {
  const request = new ConfigureAnalyzerRequest();
  for (const [policy, { enforcementLevel, properties }] of Object.entries(config)) {
    const message = new PolicyConfigMessage();
    message.setEnforcementlevel(LEVELS.indexOf(enforcementLevel));
    message.setProperties(toStruct(properties));
    request.getPolicyconfigMap().set(policy, message);
  }
  return request;
}

export function analysisFromProto(response: AnalyzeResponse): AnalysisResponse {
  return {
    diagnostics: response.getDiagnosticsList().map((diagnostic) => ({
      policyName: diagnostic.getPolicyname(),
      policyPackName: diagnostic.getPolicypackname(),
      policyPackVersion: diagnostic.getPolicypackversion(),
      message: diagnostic.getMessage(),
      description: diagnostic.getDescription(),
      enforcementLevel: LEVELS[diagnostic.getEnforcementlevel()] ?? "advisory",
      severity: SEVERITIES[diagnostic.getSeverity()] ?? "unspecified",
      urn: diagnostic.getUrn(),
    })),
    notApplicable: response.getNotApplicableList().map((entry) => ({ policyName: entry.getPolicyName(), reason: entry.getReason() })),
  };
}

export function remediationsFromProto(response: RemediateResponse): readonly Remediation[] {
  return response.getRemediationsList().map((remediation) => ({
    policyName: remediation.getPolicyname(),
    policyPackName: remediation.getPolicypackname(),
    policyPackVersion: remediation.getPolicypackversion(),
    description: remediation.getDescription(),
    properties: remediation.hasProperties() ? fromStruct(remediation.getProperties()) : undefined,
    diagnostic: remediation.getDiagnostic(),
  }));
}

export function packInfoFromProto(info: AnalyzerInfo): PackInfo {
  return {
    name: info.getName(),
    version: info.getVersion(),
    policies: info.getPoliciesList().map((policy) => ({
      name: policy.getName(),
      description: policy.getDescription(),
      enforcementLevel: LEVELS[policy.getEnforcementlevel()] ?? "advisory",
      configSchema: policy.hasConfigschema() ? fromStruct(policy.getConfigschema()?.getProperties()) : undefined,
    })),
  };
}
