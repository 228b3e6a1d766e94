import { Secret, UnknownValueError, unknownCheckingProxy } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import * as wire from "@pulumi/pulumi/runtime/rpc";
import { readProperties } from "../../src/pulumi/unknown-values.ts";
import { UNKNOWN } from "../../src/resources/resource.ts";

// The SDK declares none of its sentinels; they are read from the module itself, so that a new one fails here.
const sdk: Record<string, unknown> = jest.requireActual("@pulumi/policy/proxy");
const sentinels = Object.entries(sdk).flatMap(([name, value]) =>
  name.startsWith("unknown") && typeof value === "string" ? [{ name, value }] : [],
);
const unknownString = String(sdk["unknownStringValue"]);

const SIGNATURE = wire.specialSigKey;

describe("a value that is not known yet", () => {
  it("has seven spellings", () => {
    expect(sentinels).toHaveLength(7);
  });

  it.each(sentinels)("is recognised as $name, at the top, in a list and in an object", ({ value }) => {
    const props = unknownCheckingProxy({ top: value, list: ["known", value], nested: { deep: [{ value }] } });
    expect(readProperties(props)).toEqual({ top: UNKNOWN, list: ["known", UNKNOWN], nested: { deep: [{ value: UNKNOWN }] } });
  });

  it("throws when read through the SDK's proxy, which is why the proxy is taken off", () => {
    const props = unknownCheckingProxy({ address: unknownString });
    expect(() => (props as { address: string }).address).toThrow(UnknownValueError);
    expect(readProperties(props)).toEqual({ address: UNKNOWN });
  });
});

describe("what the engine sends instead of a plain value", () => {
  const rows: readonly { what: string; value: unknown; read: unknown }[] = [
    { what: "a secret is unwrapped", value: { [SIGNATURE]: wire.specialSecretSig, value: "10.0.0.4" }, read: "10.0.0.4" },
    { what: "an unknown secret is unknown", value: { [SIGNATURE]: wire.specialSecretSig, value: unknownString }, read: UNKNOWN },
    { what: "an encrypted secret is unknown", value: { [SIGNATURE]: wire.specialSecretSig, ciphertext: "AAA" }, read: UNKNOWN },
    { what: "an output with a value is that value", value: { [SIGNATURE]: wire.specialOutputValueSig, value: ["a"] }, read: ["a"] },
    {
      what: "an output without a value is unknown",
      value: { [SIGNATURE]: wire.specialOutputValueSig, dependencies: ["u"] },
      read: UNKNOWN,
    },
    {
      what: "a resource reference is the id",
      value: { [SIGNATURE]: wire.specialResourceSig, urn: "u", id: "/subscriptions/s" },
      read: "/subscriptions/s",
    },
    {
      what: "a resource reference without an id is unknown",
      value: { [SIGNATURE]: wire.specialResourceSig, urn: "u", id: "" },
      read: UNKNOWN,
    },
    {
      what: "a resource reference with an unknown id is unknown",
      value: { [SIGNATURE]: wire.specialResourceSig, urn: "u", id: unknownString },
      read: UNKNOWN,
    },
    { what: "an asset on the wire is something, not absent", value: { [SIGNATURE]: wire.specialAssetSig, text: "x" }, read: UNKNOWN },
    { what: "an asset is something, not absent", value: new asset.StringAsset("x"), read: UNKNOWN },
    { what: "a mark that is not known is something, not absent", value: { [SIGNATURE]: "a new mark" }, read: UNKNOWN },
    { what: "null stays null", value: null, read: null },
    { what: "a number stays one", value: 0, read: 0 },
    { what: "false stays false", value: false, read: false },
    { what: "an empty list stays one", value: [], read: [] },
    {
      what: "a text of the length of a sentinel stays one",
      value: "11111111-2222-3333-4444-555555555555",
      read: "11111111-2222-3333-4444-555555555555",
    },
  ];

  it.each(rows)("$what", ({ value, read }) => {
    const properties = readProperties(unknownCheckingProxy({ value }));
    expect("value" in properties).toBe(true);
    expect(properties["value"]).toEqual(read);
  });
});

describe("properties without an unknown", () => {
  it("are not copied, behind a proxy or not", () => {
    const props = { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets: [{ name: "a" }] };
    expect(readProperties(unknownCheckingProxy(props))).toBe(props);
    expect(readProperties(props)).toBe(props);
  });

  it("of one branch are kept where another has an unknown", () => {
    const known = { addressPrefixes: ["10.0.0.0/16"] };
    const props = { addressSpace: known, id: unknownString };
    const read = readProperties(unknownCheckingProxy(props));
    expect(read["addressSpace"]).toBe(known);
    expect(props.id).toBe(unknownString);
  });

  it.each([undefined, null, "text", 1])("are none where %p was handed", (handed) => {
    expect(readProperties(handed)).toEqual({});
  });
});

describe("the properties that a remediation is handed", () => {
  const { secretsPreservingProxy } = jest.requireActual("@pulumi/policy/secret");
  const handed = () =>
    secretsPreservingProxy({ list: [{ name: "ep" }, new Secret("in plain")], secret: new Secret([{ a: unknownString }]) });

  it("are read with what is secret, at every level", () => {
    expect(readProperties(unknownCheckingProxy(handed()))).toEqual({ list: [{ name: "ep" }, "in plain"], secret: [{ a: UNKNOWN }] });
  });

  it("are copied: a later change to them changes nothing that was read", () => {
    const props = unknownCheckingProxy(handed());
    const read = readProperties(props);
    (props as { list: { name: string }[] }).list[0] = { name: "changed" };
    expect(read["list"]).toEqual([{ name: "ep" }, "in plain"]);
    expect((read["list"] as readonly unknown[]).map((each) => typeof each)).toEqual(["object", "string"]);
  });
});
