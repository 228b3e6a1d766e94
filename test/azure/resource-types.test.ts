import { isRelevantType, meaningOf, normaliseToken } from "../../src/azure/declarations/type-meaning.ts";
import { RESOURCE_TYPES } from "../../src/azure/types/resource-types.ts";
import { UNMODELLED_TYPES } from "../../src/azure/types/unmodelled-types.ts";

const SPELLINGS: readonly (readonly [string, (module: string, type: string) => string])[] = [
  ["the default version", (module, type) => `azure-native:${module}:${type}`],
  ["an old version", (module, type) => `azure-native:${module}/v20180801:${type}`],
  ["a preview version", (module, type) => `azure-native:${module}/v20230201preview:${type}`],
  ["a local SDK", (module, type) => `azure-native_${module}_v20250701:${module}:${type}`],
  ["a local SDK of a preview version", (module, type) => `azure-native_${module}_v20250701preview:${module}:${type}`],
];

describe.each(SPELLINGS)("in the spelling of %s", (_, spell) => {
  test.each(RESOURCE_TYPES.map((type) => [type.kind, type] as const))("%s is read", (kind, type) => {
    expect(meaningOf(spell(type.module, type.typeName))).toMatchObject({ kind: "read", type: { kind } });
  });

  const NATIVE = UNMODELLED_TYPES.filter(({ token }) => !token.startsWith("azure:"));

  test.each(NATIVE.map((type) => [type.token, type] as const))("%s is known as not modelled", (token, type) => {
    const [module = "", name = ""] = token.split(":");
    expect(meaningOf(spell(module, name))).toEqual({ kind: "unmodelled", type });
  });
});

test.each([
  "azure-native:storage:StorageAccount",
  "azure-native:network:PublicIPAddress",
  "azure-native:network:subnet",
  "azure-native:privatedns:VirtualNetworkLink",
  "azure-native:network:VirtualNetwork:extra",
  "aws:ec2/subnet:Subnet",
  "my-azure-native:network:Subnet",
  "pulumi:providers:azure-native",
  "pulumi:pulumi:Stack",
  "acme:network:Hub",
  "",
])("the type %s is irrelevant", (token) => {
  expect(isRelevantType(token)).toBe(false);
});

test("a token without module is no token of azure-native", () => {
  expect(normaliseToken("azure-native:VirtualNetwork")).toBeUndefined();
});

test("parents come before their children in the table, resource groups before everything", () => {
  const kinds = RESOURCE_TYPES.map(({ kind }) => kind);
  expect(kinds[0]).toBe("resource-group");
  for (const { kind, parent } of RESOURCE_TYPES) {
    if (parent !== undefined) expect([kind, kinds.indexOf(parent.kind) < kinds.indexOf(kind)]).toEqual([kind, true]);
  }
});
