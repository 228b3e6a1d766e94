import { address, prefix } from "../../src/address/prefix.ts";
import { InputError } from "../../src/certainty/input-error.ts";
import { readConfiguration } from "../../src/configuration/read-configuration.ts";
import type { Intent } from "../../src/model/intent.ts";

const DEFAULTS: Intent = {
  firewalls: [],
  onPremises: [],
  entries: [],
  complete: false,
  strict: false,
  onInconclusive: "advise",
  hostRouteOverride: {
    "vpn-active-active": "ignored",
    "vpn-active-standby": "unproven",
    "express-route": "unproven",
    "virtual-wan": "unproven",
  },
  levels: {},
  exemptions: [],
  today: "2026-11-26",
};

const ARM_ID = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/azureFirewalls/azfw";
const SUBNET_ID = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/hub/subnets/sdwan";
const URN = "urn:pulumi:prod::network::azure-native:network:AzureFirewall::azfw";

describe("a valid configuration gives the intent, with defaults filled in", () => {
  test.each<[string, unknown, Partial<Intent>]>([
    ["nothing", {}, {}],
    [
      "an address as a string",
      { firewalls: ["10.13.76.68"] },
      { firewalls: [{ address: address("10.13.76.68"), id: undefined, gateways: undefined }] },
    ],
    [
      "addresses and ids with gateways",
      { firewalls: [{ address: "10.0.0.4", gateways: ["vpn-*"] }, { id: ARM_ID }, { id: URN }] },
      {
        firewalls: [
          { address: address("10.0.0.4"), id: undefined, gateways: ["vpn-*"] },
          { address: undefined, id: ARM_ID, gateways: undefined },
          { address: undefined, id: URN, gateways: undefined },
        ],
      },
    ],
    [
      "prefixes as strings and as objects",
      { onPremises: ["192.168.0.0/24", { prefix: "10.200.0.0/16", name: "Berlin", gateways: ["er-**"] }] },
      {
        onPremises: [
          { prefix: prefix("192.168.0.0/24"), name: undefined, gateways: undefined },
          { prefix: prefix("10.200.0.0/16"), name: "Berlin", gateways: ["er-**"] },
        ],
      },
    ],
    [
      "one prefix behind two gateways",
      {
        onPremises: [
          { prefix: "10.0.0.0/8", gateways: ["a"] },
          { prefix: "10.0.0.0/8", gateways: ["b"] },
        ],
      },
      {
        onPremises: [
          { prefix: prefix("10.0.0.0/8"), name: undefined, gateways: ["a"] },
          { prefix: prefix("10.0.0.0/8"), name: undefined, gateways: ["b"] },
        ],
      },
    ],
    [
      "entries, with prefixes and without",
      {
        entries: [
          { subnet: "hub/sdwan", name: "sdwan", prefixes: ["10.99.0.0/16"] },
          { subnet: SUBNET_ID, name: "ipsec" },
        ],
      },
      {
        entries: [
          { subnet: "hub/sdwan", name: "sdwan", prefixes: [prefix("10.99.0.0/16")] },
          { subnet: SUBNET_ID, name: "ipsec", prefixes: [] },
        ],
      },
    ],
    ["switches", { complete: true, strict: true, onInconclusive: "fail" }, { complete: true, strict: true, onInconclusive: "fail" }],
    [
      "one kind of gateway of hostRouteOverride",
      { hostRouteOverride: { "express-route": "honoured" } },
      { hostRouteOverride: { ...DEFAULTS.hostRouteOverride, "express-route": "honoured" } },
    ],
    ["levels", { levels: { "CP-G02": "mandatory", "CP-B03": "disabled" } }, { levels: { "CP-G02": "mandatory", "CP-B03": "disabled" } }],
    [
      "an exemption",
      { exemptions: [{ endpoint: "**::sql", category: "waiver", reason: "r", approvedBy: "a", expires: "2024-02-29" }] },
      {
        exemptions: [
          {
            gateway: undefined,
            endpoint: "**::sql",
            subnet: undefined,
            stacks: undefined,
            max: 1,
            category: "waiver",
            reason: "r",
            approvedBy: "a",
            expires: "2024-02-29",
          },
        ],
      },
    ],
    ["a reference to the schema, for editors", { $schema: "node_modules/chokepoint/schema/configuration.json" }, {}],
  ])("%s", (_name, value, changes) => {
    expect(readConfiguration(value, "chokepoint.yaml", { today: DEFAULTS.today })).toEqual({ ...DEFAULTS, ...changes });
  });
});

const NO_SEGMENT = "has no literal segment, so that it could match anything; expected for example **/privateEndpoints/sql";

/** A valid exemption with changes, and what is wrong with it: the property, the text and what quotes the value in front of it. */
function wrongExemptions(
  rows: readonly (readonly [changes: object, property: string, text: string, quoted?: string])[],
): [string, unknown, string][] {
  const valid = { endpoint: "**::sql", category: "waiver", reason: "r", approvedBy: "a", expires: "2027-01-31" };
  return rows.map(([changes, property, text, quoted = ""]) => [
    `an exemption with ${JSON.stringify(changes)}`,
    JSON.parse(JSON.stringify({ exemptions: [{ ...valid, ...changes }] })),
    `${property}: ${quoted}${text}`,
  ]);
}

describe("what is wrong is named with property, value and what was expected", () => {
  test.each<[string, unknown, string]>([
    ["no object", "10.0.0.4", `the configuration: "10.0.0.4", expected an object`],
    ["null", null, "the configuration: null, expected an object"],
    ["a list", [], "the configuration: [], expected an object"],
    ["a misspelt property", { firewals: [] }, "firewals: unknown property, did you mean firewalls?"],
    [
      "a misspelt property of a firewall",
      { firewalls: [{ adress: "10.0.0.4" }] },
      "firewalls[0].adress: unknown property, did you mean address?",
    ],
    [
      "a property that resembles none",
      { colour: "red" },
      "colour: unknown property, expected one of $schema, firewalls, onPremises, entries, complete, strict, onInconclusive, hostRouteOverride …",
    ],
    [
      "a name that every object inherits",
      { hostRouteOverride: { constructor: "x" } },
      "hostRouteOverride.constructor: unknown property, expected one of vpn-active-active, vpn-active-standby, express-route, virtual-wan",
    ],
    ["context", { context: [] }, "context: not supported by this version of Chokepoint, leave it out"],
    ["trustedContext", { trustedContext: [] }, "trustedContext: not supported by this version of Chokepoint, leave it out"],
    ...wrongExemptions([
      [{ endpoint: undefined }, "exemptions[0]", "neither a gateway, an endpoint nor a subnet, expected at least one of them"],
      [
        { endpoint: "sql" },
        "exemptions[0].endpoint",
        "expected a glob over ARM ids or URNs, for example **/privateEndpoints/sql or **::sql",
        '"sql", ',
      ],
      [{ endpoint: "**" }, "exemptions[0].endpoint", `"**" ${NO_SEGMENT}`],
      [{ endpoint: "/s*/**" }, "exemptions[0].endpoint", `"/s*/**" ${NO_SEGMENT}`],
      [{ subnet: "urn:*::sql*" }, "exemptions[0].subnet", `"urn:*::sql*" ${NO_SEGMENT}`],
      [{ stacks: "prod" }, "exemptions[0].stacks", "expected PROJECT/STACK, for example network/prod or network/*", '"prod", '],
      [{ stacks: "a/b/c" }, "exemptions[0].stacks", "expected PROJECT/STACK, for example network/prod or network/*", '"a/b/c", '],
      [{ stacks: "*/*" }, "exemptions[0].stacks", `"*/*" has no literal segment; leave it out to mean every stack`],
      [{ max: 0 }, "exemptions[0].max", "0, expected 1 or more"],
      [{ max: 1.5 }, "exemptions[0].max", "1.5, expected a whole number"],
      [{ max: "2" }, "exemptions[0].max", `"2", expected a number`],
      [{ category: "accepted" }, "exemptions[0].category", `"accepted", expected "waiver" or "mitigated"`],
      [{ reason: " " }, "exemptions[0].reason", `" ", expected a text`],
      [{ approvedBy: undefined }, "exemptions[0].approvedBy", "missing"],
      [{ expires: undefined }, "exemptions[0].expires", "missing"],
      [{ expires: "2027-02-29" }, "exemptions[0].expires", `"2027-02-29" is no date, expected for example 2027-01-31`],
      [{ expires: "31.1.2027" }, "exemptions[0].expires", `"31.1.2027" is no date, expected for example 2027-01-31`],
      [{ expires: "2027-01-31T00:00:00Z" }, "exemptions[0].expires", `"2027-01-31T00:00:00Z" is no date, expected for example 2027-01-31`],
      [{ expire: "2027-01-31" }, "exemptions[0].expire", "unknown property, did you mean expires?"],
    ]),
    ["one firewall instead of a list", { firewalls: "10.0.0.4" }, `firewalls: "10.0.0.4", expected a list`],
    ["a number as a firewall", { firewalls: [5] }, "firewalls[0]: 5, expected a string or an object"],
    ["a list as a firewall", { firewalls: [["10.0.0.4"]] }, `firewalls[0]: ["10.0.0.4"], expected an object`],
    ["a malformed address", { firewalls: ["10.0.0.300"] }, `firewalls[0]: "10.0.0.300" is no IPv4 address, expected for example 10.1.0.4`],
    [
      "a malformed address in an object",
      { firewalls: ["10.0.0.4", { address: "10.0.0" }] },
      `firewalls[1].address: "10.0.0" is no IPv4 address, expected for example 10.1.0.4`,
    ],
    [
      "a prefix as an address",
      { firewalls: ["10.0.0.4/32"] },
      `firewalls[0]: "10.0.0.4/32" is no IPv4 address, expected for example 10.1.0.4`,
    ],
    ["nobody's address", { firewalls: ["0.0.0.0"] }, `firewalls[0]: "0.0.0.0" is nobody's address`],
    [
      "an id that is none",
      { firewalls: [{ id: "azfw" }] },
      `firewalls[0].id: "azfw", expected an ARM id (/subscriptions/…) or a URN (urn:pulumi:…)`,
    ],
    [
      "a firewall with an address and an id",
      { firewalls: [{ address: "10.0.0.4", id: ARM_ID }] },
      "firewalls[0]: both an address and an id, expected exactly one of them",
    ],
    [
      "a firewall with neither",
      { firewalls: [{ gateways: ["a"] }] },
      'firewalls[0]: neither an address nor an id, expected for example { "address": "10.13.76.68" }',
    ],
    [
      "an entry that names no subnet",
      { entries: [{ subnet: "sdwan", name: "sdwan" }] },
      `entries[0].subnet: "sdwan", expected NETWORK/SUBNET, the ARM id of a subnet or its URN, for example hub/sdwan`,
    ],
    [
      "an entry in whatever network",
      { entries: [{ subnet: "*/sdwan", name: "sdwan" }] },
      `entries[0].subnet: "*/sdwan", a part without a literal character fits everything, for example *, expected hub-*/sdwan`,
    ],
    [
      "an entry with a glob across parts",
      { entries: [{ subnet: "hub**/sdwan", name: "sdwan" }] },
      `entries[0].subnet: "hub**/sdwan", ** does not stand for anything here, expected * within a part`,
    ],
    ["an entry without a name", { entries: [{ subnet: "hub/sdwan" }] }, "entries[0].name: missing"],
    [
      "an entry whose name would cut path ids",
      { entries: [{ subnet: "hub/sdwan", name: "hub/sdwan" }] },
      `entries[0].name: "hub/sdwan", expected a name without /, * and spaces around it, for example sdwan`,
    ],
    [
      "an entry with a prefix that is none",
      { entries: [{ subnet: "hub/sdwan", name: "sdwan", prefixes: ["10.99.0.1/16"] }] },
      `entries[0].prefixes[0]: "10.99.0.1/16" has host bits set, expected 10.99.0.0/16`,
    ],
    [
      "two entries with one name",
      {
        entries: [
          { subnet: "hub/a", name: "sdwan" },
          { subnet: "hub/b", name: "SDWAN" },
        ],
      },
      `entries[1].name: two entries with one name: "SDWAN" stands at entries[0] already`,
    ],
    [
      "two entries in one subnet",
      {
        entries: [
          { subnet: "hub/a", name: "one" },
          { subnet: "Hub/A", name: "two" },
        ],
      },
      `entries[1].subnet: two entries with one subnet: "Hub/A" stands at entries[0] already`,
    ],
    [
      "two firewalls with one address",
      { firewalls: ["10.0.0.4", { address: "10.0.0.4" }] },
      "firewalls[1]: two firewalls with one address: 10.0.0.4 stands at firewalls[0] already",
    ],
    [
      "two firewalls with one id, in another case",
      { firewalls: [{ id: ARM_ID }, { id: ARM_ID.toUpperCase() }] },
      `firewalls[1]: two firewalls with one id: ${ARM_ID.toLowerCase()} stands at firewalls[0] already`,
    ],
    [
      "one prefix twice",
      { onPremises: ["10.0.0.0/8", { prefix: "10.0.0.0/8", name: "all" }] },
      "onPremises[1]: the same prefix for the same gateways stands at onPremises[0] already",
    ],
    ["host bits", { onPremises: ["10.0.0.1/8"] }, `onPremises[0]: "10.0.0.1/8" has host bits set, expected 10.0.0.0/8`],
    [
      "a prefix that is too long",
      { onPremises: ["10.0.0.0/33"] },
      `onPremises[0]: "10.0.0.0/33" is no IPv4 prefix, expected for example 10.1.0.0/16`,
    ],
    [
      "an address as a prefix",
      { onPremises: ["10.0.0.0"] },
      `onPremises[0]: "10.0.0.0" is no IPv4 prefix, expected for example 10.1.0.0/16`,
    ],
    ["an entry without its prefix", { onPremises: [{ name: "Berlin" }] }, "onPremises[0].prefix: missing"],
    [
      "a glob that matches everything",
      { firewalls: [{ address: "10.0.0.4", gateways: ["*/**"] }] },
      `firewalls[0].gateways[0]: "*/**", expected a glob with a literal part, for example vpngw-*`,
    ],
    [
      "globs that match nothing",
      { firewalls: [{ address: "10.0.0.4", gateways: [] }] },
      "firewalls[0].gateways: an empty list matches no gateway, leave it out to mean every gateway",
    ],
    ["a text as a switch", { strict: "yes" }, `strict: "yes", expected true or false`],
    ["another choice", { onInconclusive: "warn" }, `onInconclusive: "warn", expected "advise" or "fail"`],
    [
      "honoured where the opposite was measured",
      { hostRouteOverride: { "vpn-active-active": "honoured" } },
      `hostRouteOverride.vpn-active-active: "honoured", expected "ignored" or "unproven"`,
    ],
    ["a code without its prefix", { levels: { G02: "mandatory" } }, "levels.G02: unknown property, did you mean CP-G02?"],
    ["a misspelt code", { levels: { "CP-G2": "mandatory" } }, "levels.CP-G2: unknown property, did you mean CP-G02?"],
    [
      "the code of an assumption",
      { levels: { "CP-A02": "mandatory" } },
      "levels.CP-A02: an assumption, which has no level of its own; strict makes the verdicts that rest on one inconclusive",
    ],
    ["another level", { levels: { "CP-G02": "high" } }, `levels.CP-G02: "high", expected "advisory" or "mandatory" or "disabled"`],
  ])("%s", (_name, value, expected) => {
    expect(() => readConfiguration(value, "chokepoint.yaml")).toThrow(new InputError(`chokepoint.yaml: ${expected}`));
  });
});

test("everything that is wrong is in one error", () => {
  const value = { firewalls: ["10.0.0.300", { adress: "10.0.0.4" }], onPremises: ["10.0.0.1/8"], strict: "yes", complet: 1 };
  expect(() => readConfiguration(value, "chokepoint.yaml")).toThrow(
    new InputError(
      [
        "chokepoint.yaml: 5 things are wrong with the configuration",
        `  firewalls[0]: "10.0.0.300" is no IPv4 address, expected for example 10.1.0.4`,
        "  firewalls[1].adress: unknown property, did you mean address?",
        `  onPremises[0]: "10.0.0.1/8" has host bits set, expected 10.0.0.0/8`,
        `  strict: "yes", expected true or false`,
        "  complet: unknown property, did you mean complete?",
      ].join("\n"),
    ),
  );
});

test("a long value is shortened", () => {
  const read = (): Intent => readConfiguration({ strict: "x".repeat(200) }, "chokepoint.yaml");
  expect(read).toThrow(new InputError(`chokepoint.yaml: strict: "${"x".repeat(79)}…, expected true or false`));
});

test("it is an input error, which the command tells from a defect", () => {
  expect(() => readConfiguration(null, "chokepoint.yaml")).toThrow(InputError);
});
