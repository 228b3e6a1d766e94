import { InputError } from "../../src/certainty/input-error.ts";
import { type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { readStackExport, readStackExportBytes } from "../../src/sources/stack-export.ts";

const DO = "run `pulumi stack export --file <file>` and pass that file";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const VNET = "urn:pulumi:prod::network::acme:Hub$azure-native:network:VirtualNetwork::hub";

function exported(...resources: readonly object[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

function read(...resources: readonly object[]): readonly Resource[] {
  return readStackExport(exported(...resources), "stack.json");
}

const vnet = { urn: VNET, custom: true, type: "azure-native:network:VirtualNetwork" };

describe("a text that is no stack export is an error that says so", () => {
  test.each<[string, string, string]>([
    ["empty", "", "stack.json: is empty"],
    ["blank", " \n", "stack.json: is empty"],
    ["a byte order mark alone", "\uFEFF", "stack.json: is empty"],
    ["no JSON", "resources:\n  hub: {}", "stack.json: is no JSON at line 1, column 1"],
    ["no JSON further on", '{\n  "version": 3,\n  oops\n}', "stack.json: is no JSON at line 3, column 3"],
    [
      "truncated",
      exported(vnet).slice(0, -20),
      `stack.json: is cut off after ${exported(vnet).length - 20} characters: the JSON does not end`,
    ],
    ["truncated within a text", exported(vnet).slice(0, 60), "stack.json: is cut off after 60 characters: the JSON does not end"],
    ["a number", "7", "stack.json: holds a number; expected a stack export"],
    ["null", "null", "stack.json: holds null; expected a stack export"],
    ["a list", "[]", "stack.json: holds a list; expected a stack export"],
    ["an empty object", "{}", "stack.json: is no stack export: it has no `deployment`"],
    ["another object", '{"name":"x"}', "stack.json: is no stack export: it has no `deployment`"],
    [
      "a Terraform state",
      '{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"x","outputs":{},"resources":[]}',
      "stack.json: is a Terraform state; Chokepoint reads Pulumi stacks only",
    ],
    [
      "a Terraform plan",
      '{"format_version":"1.2","terraform_version":"1.9.0","planned_values":{},"resource_changes":[]}',
      "stack.json: is a Terraform plan; Chokepoint reads Pulumi stacks only",
    ],
    [
      "an ARM template",
      '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","resources":[]}',
      "stack.json: is an ARM template; Chokepoint reads Pulumi stacks only",
    ],
    [
      "a preview",
      '{"config":{},"steps":[],"changeSummary":{}}',
      "stack.json: is the result of `pulumi preview --json`, which is not read yet",
    ],
    [
      "a resource graph result",
      '{"totalRecords":1,"data":[]}',
      "stack.json: looks like an Azure Resource Graph result, which is not read yet",
    ],
    [
      "resource graph rows",
      '[{"id":"/subscriptions/x","properties":{}}]',
      "stack.json: looks like an Azure Resource Graph result, which is not read yet",
    ],
    ["a backend's file", '{"version":3,"checkpoint":{"latest":{}}}', "stack.json: is a state file of a Pulumi backend, not an export"],
    ["a deployment that is a text", '{"deployment":"x"}', "stack.json: is no stack export"],
    ["a list that is none", '{"version":3,"deployment":{"resources":{}}}', "stack.json: deployment.resources is no list"],
    ["a resource that is none", '{"version":3,"deployment":{"resources":[7]}}', "stack.json: deployment.resources[0] is no object"],
    [
      "a resource without URN",
      '{"version":3,"deployment":{"resources":[{"type":"x"}]}}',
      "stack.json: deployment.resources[0] has no type or URN",
    ],
    [
      "a version to come",
      '{"version":9,"deployment":{"resources":[]}}',
      "stack.json: is a stack export of version 9; versions 1 to 4 are read",
    ],
  ])("%s", (_, text, message) => {
    let error: unknown;
    try {
      readStackExport(text, "stack.json");
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toContain(message);
    if (!message.includes("versions")) expect((error as InputError).message.endsWith(DO)).toBe(true);
  });
});

describe("the resources of an export", () => {
  test("have both halves, the program's name and their dependencies", () => {
    const subnet = "urn:pulumi:prod::network::azure-native:network:Subnet::ep";
    expect(
      read({
        ...vnet,
        id: "/id",
        inputs: { a: 1 },
        outputs: { b: 2 },
        dependencies: [subnet],
        propertyDependencies: { subnets: [subnet], location: null },
      }),
    ).toEqual([
      {
        urn: VNET,
        type: "azure-native:network:VirtualNetwork",
        name: "hub",
        id: "/id",
        inputs: { a: 1 },
        outputs: { b: 2 },
        dependencies: [subnet],
        propertyDependencies: { subnets: [subnet] },
        origin: "stack.json",
      },
    ]);
  });

  describe("what an update that was cut off had begun with", () => {
    const pending = (type: string, resource: object = { ...vnet, inputs: {} }): readonly object[] => [{ type, resource }];
    const cutOff = (resources: readonly object[], pending_operations: unknown): string =>
      JSON.stringify({ version: 3, deployment: { resources, pending_operations } });

    test.each<[string, readonly object[], unknown, readonly (string | undefined)[]]>([
      ["a creation of which nothing is known", [], pending("creating"), ["creation"]],
      ["an update", [vnet], pending("updating"), ["update"]],
      ["a deletion", [vnet], pending("deleting"), ["deletion"]],
      ["an import", [], pending("importing"), ["import"]],
      ["a read", [vnet], pending("reading"), [undefined]],
      [
        "of another type",
        [vnet],
        pending("updating", { type: "random:index:RandomId", urn: "urn:pulumi:a::b::random:index:RandomId::c" }),
        [undefined],
      ],
      ["of nothing", [vnet], [{ type: "updating" }, 7, null], [undefined]],
      ["no list", [vnet], {}, [undefined]],
    ])("%s", (_, resources, operations, expected) => {
      const text = cutOff(resources, operations);
      expect(readStackExport(text, "f").map(({ interrupted }) => interrupted)).toEqual(expected);
      expect(readStackExportBytes(Buffer.from(text), "f")).toEqual(readStackExport(text, "f"));
    });
  });

  test.each<[string, object, number]>([
    ["a network", vnet, 1],
    ["one that awaits its deletion", { ...vnet, delete: true }, 0],
    ["one that is deleted and awaits its replacement", { ...vnet, pendingReplacement: true }, 0],
    ["the stack", { urn: "urn:pulumi:prod::network::pulumi:pulumi:Stack::network-prod", type: "pulumi:pulumi:Stack", custom: false }, 0],
    [
      "a provider",
      { urn: "urn:pulumi:prod::network::pulumi:providers:azure-native::default", type: "pulumi:providers:azure-native", custom: true },
      0,
    ],
    ["a component", { urn: "urn:pulumi:prod::network::acme:network:Hub::hub", type: "acme:network:Hub", custom: false }, 0],
    [
      "something that has no part in routing",
      { urn: "urn:pulumi:prod::network::azure-native:storage:StorageAccount::a", type: "azure-native:storage:StorageAccount" },
      0,
    ],
    [
      "something that is not modelled",
      { urn: "urn:pulumi:prod::network::azure-native:network:VirtualHub::a", type: "azure-native:network:VirtualHub" },
      1,
    ],
    [
      "something of the classic provider",
      { urn: "urn:pulumi:prod::network::azure:network/subnet:Subnet::a", type: "azure:network/subnet:Subnet" },
      1,
    ],
  ])("%s", (_, resource, count) => {
    expect(read(resource)).toHaveLength(count);
  });

  test("that were only read have no inputs", () => {
    expect(read({ ...vnet, external: true, inputs: { a: 1 }, outputs: { b: 2 } })).toMatchObject([
      { inputs: undefined, outputs: { b: 2 } },
    ]);
  });

  test("may be none", () => {
    for (const text of ['{"version":3,"deployment":{}}', '{"version":3,"deployment":{"resources":null}}', exported()])
      expect(readStackExport(text, "f")).toEqual([]);
  });

  test("are read past a byte order mark", () => {
    expect(readStackExport(`\uFEFF${exported(vnet)}`, "f")).toHaveLength(1);
  });
});

describe("the values of an export", () => {
  const secret = (more: object): object => ({ [SIGNATURE]: SECRET, ...more });

  test.each<[string, unknown, unknown]>([
    ["a text", "x", "x"],
    ["a number", 0, 0],
    ["false", false, false],
    ["null", null, null],
    ["a secret text", secret({ plaintext: '"10.0.0.4"' }), "10.0.0.4"],
    ["a secret list", secret({ plaintext: '[{"name":"r"}]' }), [{ name: "r" }]],
    ["a secret in a secret", secret({ plaintext: JSON.stringify({ x: secret({ plaintext: "1" }) }) }), { x: 1 }],
    ["an encrypted secret", secret({ ciphertext: "AAAB" }), UNKNOWN],
    ["a secret that is no JSON", secret({ plaintext: "10.0.0.4" }), UNKNOWN],
    ["an output", { [SIGNATURE]: OUTPUT, value: "x", secret: true }, "x"],
    ["an output without value", { [SIGNATURE]: OUTPUT, dependencies: [] }, UNKNOWN],
    ["an asset", { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "x" }, UNKNOWN],
    ["an unknown boolean", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", UNKNOWN],
    ["an unknown number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", UNKNOWN],
    ["an unknown text", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", UNKNOWN],
    ["an unknown list", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", UNKNOWN],
    ["an unknown asset", "030794c1-ac77-496b-92df-f27374a8bd58", UNKNOWN],
    ["an unknown archive", "e48ece36-62e2-4504-bad9-02848725956a", UNKNOWN],
    ["an unknown object", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", UNKNOWN],
    ["an unknown deep inside", [{ x: ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "y"] }], [{ x: [UNKNOWN, "y"] }]],
    ["what the engine keeps", { __defaults: [], x: 1 }, { x: 1 }],
  ])("%s", (_, value, expected) => {
    const [resource] = read({ ...vnet, inputs: { other: [1, { y: 2 }], value }, outputs: { value } });
    expect(resource!.inputs!["value"]).toEqual(expected);
    expect(resource!.outputs!["value"]).toEqual(expected);
    expect(resource!.inputs!["other"]).toEqual([1, { y: 2 }]);
  });

  test("do not hold the inputs that the provider keeps among the outputs", () => {
    expect(read({ ...vnet, outputs: { __inputs: secret({ ciphertext: "x" }), name: "hub" } })[0]!.outputs).toEqual({ name: "hub" });
  });

  test("may be a secret as a whole", () => {
    const [resource] = read({ ...vnet, inputs: secret({ ciphertext: "x" }), outputs: secret({ plaintext: '{"name":"hub"}' }) });
    expect(resource).toMatchObject({ inputs: undefined, outputs: { name: "hub" } });
  });
});
