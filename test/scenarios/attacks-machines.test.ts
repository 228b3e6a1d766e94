import { analyse } from "../../src/analysis.ts";
import { type Properties, type PropertyValue, type Resource, UNKNOWN } from "../../src/resources/resource.ts";
import { peer, table } from "../support/world/hand-made.ts";
import { intentOf } from "../support/world/intent-of.ts";
import { renderWorld } from "../support/world/render-world.ts";
import { armId, urnOf } from "../support/world/spelling.ts";
import type { World } from "../support/world/world.ts";
import { changed, input, output, toBeMade, urn } from "./attack.ts";
import { appliance, ENDPOINTS, FIREWALL, isInterface, machine, machineId, made, VM_TYPE } from "./machines.ts";

/** What comes in by one interface of an appliance may leave by another of the same virtual machine, whose subnet routes differently. */

const IN = urn("NetworkInterface", "in");
const OUT = urn("NetworkInterface", "out");

type Change = (resources: readonly Resource[]) => readonly Resource[];

const withMachines =
  (...machines: readonly Resource[]): Change =>
  (resources) => [...resources, ...machines];

/** After a refresh: the interfaces know their machines. */
const refreshed =
  (machines: Readonly<Record<string, PropertyValue>>): Change =>
  (resources) =>
    resources.map((each) => {
      const isMeant = isInterface(each) && each.name in machines;
      return isMeant ? output({ virtualMachine: { id: machines[each.name] } })(each) : each;
    });

/** A preview that creates the interfaces, and the machines with them. */
const preview =
  (...machines: readonly Resource[]): Change =>
  (resources) => [
    ...resources.map((each) => {
      if (!isInterface(each)) return each;
      return output({ virtualMachine: UNKNOWN })(toBeMade(each));
    }),
    ...machines,
  ];

const both: Change = refreshed({ in: machineId("vm"), out: machineId("vm") });
const apart: Change = refreshed({ in: machineId("vm"), out: machineId("vm2") });
const and =
  (...changes: readonly Change[]): Change =>
  (resources) =>
    changes.reduce((all, change) => change(all), resources);

/** The verdict, and the one under `strict`. */
function verdicts(world: World, change: Change): readonly string[] {
  const resources = change(renderWorld(world, { style: "standalone", refreshed: true }));
  return [false, true].map((strict) => {
    const { paths } = analyse(resources, { ...intentOf(world), strict }).report;
    return paths.map(({ verdict, assumptions }) => [verdict, ...assumptions.map(({ code }) => code)].join(" ")).join(", ");
  });
}

type Row = readonly [string, Change, string, string];

const OPEN = ["inconclusive", "inconclusive"] as const;

describe("an appliance in front of the firewall, in a deployed network", () => {
  test.each<Row>([
    ["whose interfaces answer one machine that is not in sight", both, ...OPEN],
    ["whose machine names both", withMachines(machine("vm", ["in", "out"])), ...OPEN],
    ["whose machine names both, and is the one that they answer", and(both, withMachines(machine("vm", ["in", "out"]))), ...OPEN],
    ["whose machine names the other one too, in capitals", withMachines(machine("vm", ["IN", "OUT"])), ...OPEN],
    ["whose machine has another interface elsewhere", withMachines(machine("vm", ["in", "far"])), ...OPEN],
    ["whose machine makes interfaces itself", withMachines(machine("vm", ["in"], [], { networkInterfaceConfigurations: [{}] })), ...OPEN],
    ["whose machine is another stack's", refreshed({ in: machineId("vm") }), ...OPEN],
    ["whose machine is not known while the interface is updated", refreshed({ in: UNKNOWN }), ...OPEN],
    ["whose machine got the other one by hand", and(both, withMachines(machine("vm", ["in"]))), ...OPEN],
    ["that may be of a machine with unknown interfaces", withMachines(machine("vm", [UNKNOWN, UNKNOWN])), ...OPEN],
    ["with machines that are not in sight for each", apart, ...OPEN],
    ["with a machine for each", withMachines(machine("vm", ["in"]), machine("vm2", ["out"])), "inspected", "inspected"],
    [
      "with a machine for each, which they answer",
      and(apart, withMachines(machine("vm", ["in"]), machine("vm2", ["out"]))),
      "inspected",
      "inspected",
    ],
    ["beside a machine that has an unknown interface alone", withMachines(machine("vm", [UNKNOWN])), "inspected", "inspected"],
    ["without any machine", (resources) => resources, "inspected", "inspected"],
  ])("%s", (_, change, ...expected) => {
    expect(verdicts(appliance(FIREWALL), change)).toEqual(expected);
  });
});

describe("an appliance in front of the firewall, in a preview", () => {
  test.each<Row>([
    ["whose machine depends on both", preview(machine("vm", [UNKNOWN, UNKNOWN], [IN, OUT])), ...OPEN],
    ["whose machine has an unknown list that depends on both", preview(made("vm", { networkInterfaces: UNKNOWN }, [IN, OUT])), ...OPEN],
    ["whose machine has a profile that is not known", preview(made("vm", UNKNOWN)), ...OPEN],
    ["whose machine has two and depends on one", preview(machine("vm", [UNKNOWN, UNKNOWN], [IN])), ...OPEN],
    ["whose machine has two, of which one comes from elsewhere", preview(machine("vm", [UNKNOWN, UNKNOWN], [IN, OUT, "urn:x"])), ...OPEN],
    ["that may be of a machine with interfaces from elsewhere", preview(machine("vm", [UNKNOWN, UNKNOWN], ["urn:x"])), ...OPEN],
    [
      "with a machine for each",
      preview(machine("vm", [UNKNOWN], [IN]), machine("vm2", [UNKNOWN], [OUT])),
      "inspected",
      // Without dependencies: a machine with one interface has no other, whichever it is.
      "inspected",
    ],
    [
      "beside another machine with two",
      preview(machine("vm", [UNKNOWN], [IN]), machine("vm2", [UNKNOWN, UNKNOWN], [OUT, urn("NetworkInterface", "more")])),
      "inspected",
      "inconclusive",
    ],
    ["without any machine", preview(), "inspected", "inspected"],
  ])("%s", (_, change, ...expected) => {
    const more = { name: "more", subnet: "hub/out", address: "10.13.76.165", forwarding: true };
    const world = appliance(FIREWALL);
    expect(verdicts({ ...world, nics: [...world.nics, more] }, change)).toEqual(expected);
  });
});

describe("an appliance whose first subnet drops the packet", () => {
  test.each<Row>([
    ["and whose machine has another interface", withMachines(machine("vm", ["in", "out"])), ...OPEN],
    ["and whose machine will have another interface", preview(machine("vm", [UNKNOWN, UNKNOWN], [IN, OUT])), ...OPEN],
    ["and whose machine is another stack's", refreshed({ in: machineId("vm") }), ...OPEN],
    ["and whose machine has no other", withMachines(machine("vm", ["in"])), "undelivered", "undelivered"],
  ])("%s", (_, change, ...expected) => {
    expect(verdicts(appliance(`${ENDPOINTS} None`), change)).toEqual(expected);
  });
});

describe("an appliance that is the designated firewall", () => {
  test.each<Row>([
    ["with two interfaces", withMachines(machine("vm", ["in", "out"])), "inspected", "inspected"],
    ["with two interfaces, in a preview", preview(machine("vm", [UNKNOWN, UNKNOWN], [IN, OUT])), "inspected", "inconclusive"],
    ["with a machine that is another stack's", refreshed({ in: machineId("vm") }), "inspected CP-A01", "inconclusive"],
  ])("%s", (_, change, ...expected) => {
    expect(verdicts(appliance("10.99.0.0/16 None", "10.13.76.132"), change)).toEqual(expected);
  });
});

/** The spoke is joined to a transit network alone, and only a route of the subnet `out` leads there. */
test.each<readonly [string, Change, readonly string[]]>([
  ["may have another interface", refreshed({ in: machineId("vm") }), ["inconclusive"]],
  ["has no other", withMachines(machine("vm", ["in"])), []],
])("in a complete network there is a path behind an appliance whose machine %s", (_, change, expected) => {
  const base = appliance("10.99.0.0/16 None");
  const transit = { name: "nva", prefixes: ["10.15.0.0/24"], policies: "Disabled", routeTable: undefined } as const;
  const world: World = {
    ...base,
    networks: [
      ...base.networks.map((each) => ({
        ...each,
        subnets: each.subnets.map((subnet) => (subnet.name === "out" ? { ...subnet, routeTable: "transit" } : subnet)),
      })),
      { name: "transit", location: "westeurope", ranges: ["10.15.0.0/16"], subnets: [transit] },
    ],
    // No peering uses a gateway that is not there: it would prove one.
    peerings: [...peer("hub", "transit"), ...peer("transit", "spoke1").map((half) => ({ ...half, useRemoteGateways: false }))],
    routeTables: [...base.routeTables, table("transit", `${ENDPOINTS} via 10.15.0.4`)],
    nics: [
      ...base.nics.filter(({ name }) => name === "in"),
      { name: "next", subnet: "transit/nva", address: "10.15.0.4", forwarding: true },
    ],
    // On-premises is told of the spoke without gateway transit (R23).
    connections: base.connections.map((each) => ({ ...each, bgp: false })),
    configuration: { ...base.configuration, complete: true },
  };
  const { paths } = analyse(change(renderWorld(world, { style: "standalone", refreshed: true })), intentOf(world)).report;
  expect(paths.map(({ verdict }) => verdict)).toEqual(expected);
});

/** The machine makes its interface itself and joins the pool of the load balancer, behind which the firewall seemed to be alone. */
test.each<readonly [string, PropertyValue, readonly string[], string]>([
  ["names", armId("loadBalancers/lb/backendAddressPools/lb-pool"), [], "inconclusive"],
  ["will name", UNKNOWN, [urn("LoadBalancer", "lb")], "inconclusive"],
  ["does not name", armId("loadBalancers/other/backendAddressPools/p"), [], "inspected"],
])("a machine that %s the pool is behind the load balancer", (_, id, on, verdict) => {
  const base = appliance(FIREWALL, "10.13.76.132");
  const world: World = {
    ...base,
    routeTables: [table("gateway", `${ENDPOINTS} via 10.13.76.140`), table("onward", "10.99.0.0/16 None")],
    loadBalancers: [{ name: "lb", subnet: "hub/in", address: "10.13.76.140", backends: ["in"] }],
  };
  const ip: Properties = { name: "ip", loadBalancerBackendAddressPools: [{ id }] };
  const nic: Properties = { name: "nic", ipConfigurations: [ip] };
  const profile: Properties = { networkInterfaceConfigurations: [nic] };
  expect(verdicts(world, withMachines(made("vm", profile, on)))[0]).toBe(verdict);
});

test("the reason names the property of the machine", () => {
  const world = appliance(FIREWALL);
  const resources = withMachines(machine("vm", ["in", "far"]))(renderWorld(world, { style: "standalone", refreshed: true }));
  const [path] = analyse(resources, intentOf(world)).report.paths;
  expect(path?.gaps).toContainEqual({
    resource: urnOf(VM_TYPE, "vm"),
    property: "networkProfile.networkInterfaces[1].id",
    text: `refers to ${armId("networkInterfaces/far")}, which is not in the stack or its context; the machine may send on by interfaces that are not in sight`,
  });
});

test("an interface that does not forward leaves no gap about its machine", () => {
  const resources = refreshed({ in: machineId("vm") })(
    changed(
      renderWorld(appliance(FIREWALL), { style: "standalone", refreshed: true }),
      "NetworkInterface in",
      input({ enableIPForwarding: false }),
    ),
  );
  expect(
    analyse(resources, intentOf(appliance(FIREWALL))).network.gaps.filter(({ property }) => property.startsWith("virtualMachine")),
  ).toEqual([]);
});
