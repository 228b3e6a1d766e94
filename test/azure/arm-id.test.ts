import { composeArmId, parentArmId, parseArmId } from "../../src/azure/values/arm-id.ts";

const GROUP = "/subscriptions/0000-A/resourceGroups/Net";

describe("parseArmId", () => {
  test.each([
    ["a resource", `${GROUP}/providers/Microsoft.Network/virtualNetworks/Hub`, "microsoft.network/virtualnetworks", ["Hub"]],
    [
      "a child",
      `${GROUP}/providers/Microsoft.Network/virtualNetworks/Hub/subnets/Ep`,
      "microsoft.network/virtualnetworks/subnets",
      ["Hub", "Ep"],
    ],
    [
      "an id in capitals",
      `${GROUP}/PROVIDERS/MICROSOFT.NETWORK/ROUTETABLES/RT`.replace("resourceGroups", "RESOURCEGROUPS"),
      "microsoft.network/routetables",
      ["RT"],
    ],
    ["a final slash", `${GROUP}/providers/Microsoft.Network/routeTables/rt/`, "microsoft.network/routetables", ["rt"]],
    ["a resource group", GROUP, "microsoft.resources/resourcegroups", ["Net"]],
  ])("takes apart %s", (_, text, type, names) => {
    const text2 = text.endsWith("/") ? text.slice(0, -1) : text;
    expect(parseArmId(text)).toEqual({ text: text2.toLowerCase(), subscription: "0000-a", resourceGroup: "net", type, names });
  });

  test.each([
    ["nothing", ""],
    ["a name", "hub"],
    ["a URN", "urn:pulumi:prod::network::azure-native:network:VirtualNetwork::hub"],
    ["a subscription alone", "/subscriptions/0"],
    ["an id without a final name", `${GROUP}/providers/Microsoft.Network/virtualNetworks`],
    ["an empty name", `${GROUP}/providers/Microsoft.Network/virtualNetworks//subnets/ep`],
    ["an empty group", "/subscriptions/0/resourceGroups//providers/Microsoft.Network/virtualNetworks/hub"],
    ["something before the id", `x${GROUP}/providers/Microsoft.Network/virtualNetworks/hub`],
    ["a resource of a subscription", "/subscriptions/0/providers/Microsoft.Network/virtualNetworks/hub"],
    ["letters that grow in lower case", `${GROUP}/providers/Microsoft.Network/virtualNetworks/\u0130`],
  ])("knows that %s is none", (_, text) => {
    expect(parseArmId(text)).toBeUndefined();
  });

  test("agrees with what is composed", () => {
    const id = composeArmId("S", "Net", "microsoft.network/virtualnetworks", "Hub");
    expect(parseArmId(id)).toMatchObject({ text: id, subscription: "s", resourceGroup: "net", names: ["hub"] });
    expect(parentArmId(`${id}/subnets/ep`)).toBe(id);
  });
});
