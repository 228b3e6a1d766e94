import { join } from "node:path";
import * as network from "@pulumi/azure-native/network";
import type { Diagnostic } from "../support/preview/analysis-request.ts";
import { cliText } from "../support/preview/cli-text.ts";
import { EmbeddedStack } from "../support/preview/embedded-engine.ts";
import { type PolicyServer, startPolicyServer } from "../support/preview/policy-server.ts";
import { previewAgainst, previewWithPolicies } from "../support/preview/preview-with-policies.ts";
import { UNKNOWN_ON_THE_WIRE as UNKNOWN } from "../support/preview/wire.ts";

// Every server is a process of its own.
jest.setTimeout(60_000);

/** A pack that reports what it is shown. */
const pack = join(__dirname, "packs", "recorder");

function program(): void {
  const hub = new network.VirtualNetwork("hub", { resourceGroupName: "net", virtualNetworkName: "hub", location: "westeurope" });
  new network.Subnet("ep", { resourceGroupName: "net", virtualNetworkName: hub.name, addressPrefix: "10.0.0.0/24" });
}

function messagesOf(diagnostics: readonly Diagnostic[], policy: string): readonly string[] {
  return diagnostics.filter(({ policyName }) => policyName === policy).map(({ message }) => message);
}

describe("the real policy server", () => {
  let server: PolicyServer;
  beforeAll(async () => {
    server = await startPolicyServer({ pack });
  });
  afterAll(() => server.stop());

  test("says what the pack is", () => {
    expect(server.info).toMatchObject({ name: "recorder", version: "1.2.3" });
    expect(server.info.policies.map(({ name, enforcementLevel }) => `${name}: ${enforcementLevel}`)).toEqual([
      "inputs: advisory",
      "outputs: mandatory",
      "silent: mandatory",
      "policies: disabled",
      "careless: disabled",
    ]);
  });

  test("shows a resource policy every resource as it is registered, the stack and its default provider too", async () => {
    await server.configure({});
    const { diagnostics } = await previewAgainst(server, program, new EmbeddedStack());
    expect(messagesOf(diagnostics, "inputs").map((message) => message.split("\n")[1])).toEqual([
      "seen pulumi:pulumi:Stack::network-prod",
      expect.stringMatching(/^seen pulumi:providers:azure-native::default_/),
      "seen azure-native:network:VirtualNetwork::hub",
      "seen azure-native:network:Subnet::ep",
    ]);
  });

  test("shows a stack policy the outputs, and where inputs come from", async () => {
    await server.configure({});
    const { diagnostics } = await previewAgainst(server, program, new EmbeddedStack());
    expect(diagnostics.filter(({ policyName }) => policyName === "outputs")).toEqual([
      expect.objectContaining({
        message: "known: azureApiVersion,enableDdosProtection,enableVmProtection,location; from: ",
        urn: "urn:pulumi:prod::network::azure-native:network:VirtualNetwork::hub",
        severity: "high",
        enforcementLevel: "mandatory",
      }),
      expect.objectContaining({
        message:
          "known: addressPrefix,azureApiVersion,privateEndpointNetworkPolicies,privateLinkServiceNetworkPolicies; from: virtualNetworkName←hub",
      }),
    ]);
  });

  test("passes on that a policy had nothing to check", async () => {
    await server.configure({});
    const { notApplicable } = await previewAgainst(server, program, new EmbeddedStack());
    expect(notApplicable).toContainEqual({ policyName: "silent", reason: "there is nothing to check" });
  });

  test.each([
    ["the defaults of the schema are filled in", {}, "seen"],
    ["what is given wins", { inputs: { greeting: "hello" } }, "hello"],
    ["a level alone keeps the defaults", { inputs: "mandatory" }, "seen"],
  ])("%s", async (_title, config, greeting) => {
    await server.configure(config);
    const { diagnostics } = await server.analyze({ urn: "urn:pulumi:s::p::t::n", type: "t", name: "n", properties: {} });
    expect(messagesOf(diagnostics, "inputs")).toEqual([`What a resource policy is shown.\n${greeting} t::n`]);
  });

  test.each([
    ["a violation of a mandatory policy fails the preview", {}, 1],
    ["one of an advisory policy does not", { outputs: "advisory" }, 0],
    ["nor does a disabled policy", { all: "disabled" }, 0],
    ["a level for all serves those that name none", { all: "mandatory", outputs: "disabled" }, 1],
  ] as const)("%s", async (_title, config, exitStatus) => {
    await server.configure(config);
    expect((await previewAgainst(server, program, new EmbeddedStack())).exitStatus).toBe(exitStatus);
  });

  test("a remediation changes the inputs before they are analysed and previewed", async () => {
    await server.configure({ policies: "remediate" });
    const { run, remediations } = await previewAgainst(server, program, new EmbeddedStack());
    const subnet = run.resources.find(({ name }) => name === "ep");
    expect(subnet?.inputs).toMatchObject({ privateEndpointNetworkPolicies: "RouteTableEnabled", virtualNetworkName: UNKNOWN });
    expect(subnet?.outputs["privateEndpointNetworkPolicies"]).toBe("RouteTableEnabled");
    expect(remediations.map(({ policyName, urn }) => [policyName, urn])).toEqual([["policies", subnet?.urn]]);
  });

  test("a remediation that reads an unknown value cannot run, and fails nothing", async () => {
    await server.configure({ all: "disabled", careless: "remediate" });
    const preview = await previewAgainst(server, program, new EmbeddedStack());
    expect(preview).toMatchObject({ exitStatus: 0, remediations: [] });
    expect(preview.diagnostics).toEqual([
      expect.objectContaining({ enforcementLevel: "advisory", message: expect.stringContaining("can't run remediation 'careless'") }),
    ]);
  });

  test("an unknown policy in the configuration is an error", async () => {
    await expect(server.configure({ outputz: "advisory" })).rejects.toThrow("the pack recorder has no policy outputz");
  });
});

describe("one preview with policies", () => {
  test("reads like the CLI's", async () => {
    const preview = await previewWithPolicies(program, { pack, policyConfig: { inputs: "disabled" } });
    expect(cliText(preview, { stack: "prod", packPath: "../recorder" })).toBe(
      [
        "Previewing update (prod):",
        " +  pulumi:pulumi:Stack network-prod create",
        " +  azure-native:network:VirtualNetwork hub create",
        " +  azure-native:network:Subnet ep create",
        "",
        "Policies:",
        "    ❌ recorder@v1.2.3 (local: ../recorder)",
        "        - [mandatory] [severity: high]  outputs  (azure-native:network:Subnet: ep)",
        "          known: addressPrefix,azureApiVersion,privateEndpointNetworkPolicies,privateLinkServiceNetworkPolicies; from: virtualNetworkName←hub",
        "        - [mandatory] [severity: high]  outputs  (azure-native:network:VirtualNetwork: hub)",
        "          known: azureApiVersion,enableDdosProtection,enableVmProtection,location; from: ",
        "",
        "Diagnostics:",
        "  pulumi:pulumi:Stack (network-prod):",
        "    error: preview failed",
        "",
      ].join("\n"),
    );
  });

  test("without violations is marked so", async () => {
    const preview = await previewWithPolicies(program, { pack, policyConfig: { all: "disabled" } });
    expect(cliText(preview, { stack: "prod", packPath: "p", resources: false })).toBe(
      "Previewing update (prod):\n\nPolicies:\n    ✅ recorder@v1.2.3 (local: p)\n\nResources:\n    + 3 to create\n",
    );
  });

  test("a pack that cannot be loaded is an error with what it wrote", async () => {
    await expect(startPolicyServer({ pack: join(__dirname, "packs") })).rejects.toThrow("the policy server ended with status");
  });
});
