import { type handleUnaryCall, Server, ServerCredentials, type sendUnaryData, status } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity, SetRootResourceResponse } from "@pulumi/pulumi/proto/engine_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  type ReadResourceRequest,
  ReadResourceResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  type ResourceInvokeRequest,
  type SupportsFeatureRequest,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fromStruct, toStruct } from "../struct.ts";
import { UNKNOWN_ON_THE_WIRE } from "../wire.ts";
import type { Deployment } from "./deployment.ts";
import type { Registration } from "./resource-state.ts";

/** The two services that a program's process talks to: the resource monitor and the engine. */
export interface MonitorServer {
  /** `127.0.0.1:port`, of both services. */
  readonly address: string;
  /** What the program logged as errors, its uncaught exceptions among them. */
  readonly errors: readonly string[];
  stop(): void;
}

/** What the SDK may use. Transforms and hooks would need calls back into the program. */
const FEATURES: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
]);

const MANY_BYTES = 400 * 1024 * 1024;

export async function startMonitor(deployment: Deployment): Promise<MonitorServer> {
  const errors: string[] = [];
  const server = new Server({ "grpc.max_receive_message_length": MANY_BYTES });
  server.addService(ResourceMonitorService, {
    supportsFeature: unary((request: SupportsFeatureRequest) => new SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId()))),
    registerResource: unary((request: RegisterResourceRequest) => registerResource(deployment, request)),
    readResource: unary((request: ReadResourceRequest) => readResource(deployment, request)),
    registerResourceOutputs: unary((request: RegisterResourceOutputsRequest) => {
      deployment.setOutputs(request.getUrn(), fromStruct(request.getOutputs()));
      return new Empty();
    }),
    invoke: unary((request: ResourceInvokeRequest) =>
      new InvokeResponse().setReturn(toStruct(deployment.invoke(request.getTok(), fromStruct(request.getArgs())))),
    ),
    signalAndWaitForShutdown: unary(() => new Empty()),
  });
  server.addService(EngineService, {
    log: unary((request: LogRequest) => {
      if (request.getSeverity() === LogSeverity.ERROR) errors.push(request.getMessage());
      return new Empty();
    }),
    setRootResource: unary(() => new SetRootResourceResponse()),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { address: `127.0.0.1:${port}`, errors, stop: () => server.forceShutdown() };
}

async function registerResource(deployment: Deployment, request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    propertyDependencies[property] = [...dependencies.getUrnsList()].sort();
  });
  const state = await deployment.register({
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    provider: request.getProvider(),
    version: request.getVersion(),
    inputs: fromStruct(request.getObject()),
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies,
    options: {
      protect: request.getProtect() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      aliases: [],
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
      parent: request.getParent(),
    },
  });
  const response = new RegisterResourceResponse();
  response.setUrn(state.urn);
  response.setId(state.id === UNKNOWN_ON_THE_WIRE ? "" : (state.id ?? ""));
  response.setObject(toStruct(state.outputs));
  return response;
}

async function readResource(deployment: Deployment, request: ReadResourceRequest): Promise<ReadResourceResponse> {
  const registration: Registration = {
    type: request.getType(),
    name: request.getName(),
    custom: true,
    parent: request.getParent(),
    provider: request.getProvider(),
    version: request.getVersion(),
    inputs: fromStruct(request.getProperties()),
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: {},
    options: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      deleteBeforeReplace: undefined,
      parent: request.getParent(),
    },
  };
  const state = await deployment.read(registration, request.getId());
  return new ReadResourceResponse().setUrn(state.urn).setProperties(toStruct(state.outputs));
}

/** A handler from a function: what it throws reaches the program as the failure of its call. */
function unary<Request, Response>(answer: (request: Request) => Response | Promise<Response>): handleUnaryCall<Request, Response> {
  return (call, callback: sendUnaryData<Response>) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}
