import type { Network } from "../model/network.ts";
import type { Resource } from "../resources/resource.ts";
import { asNative } from "./classic/read-classic.ts";
import { allSubnets, buildDirectory } from "./declarations/directory.ts";
import { familiesOf } from "./declarations/families.ts";
import { takeInventory } from "./declarations/inventory.ts";
import { noteNewVersions } from "./declarations/not-known.ts";
import { startReading } from "./declarations/reading.ts";
import { sortByType } from "./declarations/sort-resources.ts";
import { findTwins, scopeOfTwin } from "./declarations/twins.ts";
import { readEndpoints } from "./endpoints/read-endpoints.ts";
import { readConnection } from "./gateways/read-connection.ts";
import { readCircuit } from "./gateways/read-fast-path.ts";
import { readGateway } from "./gateways/read-gateway.ts";
import { readLocalNetworkGateway } from "./gateways/read-local-network-gateway.ts";
import { readHolders } from "./holders/read-holders.ts";
import { withAssociatedTables } from "./networks/associated-tables.ts";
import { addressesOfHolders, withHiddenRanges } from "./networks/hidden-ranges.ts";
import { readAssociations } from "./networks/read-associations.ts";
import { readRouteTables } from "./networks/read-route-tables.ts";
import { readVirtualNetworks } from "./networks/read-virtual-networks.ts";
import { noteInterrupted } from "./unmodelled/interrupted.ts";
import { noteUnmodelledProperties, noteUnmodelledTypes } from "./unmodelled/not-modelled.ts";
import { gapLog } from "./values/gap-log.ts";
import { readBgpPeers } from "./wan/read-bgp-peers.ts";
import { readHubAppliances } from "./wan/read-hub-appliances.ts";
import { readRouteServers } from "./wan/read-route-servers.ts";
import { readVirtualHubs } from "./wan/read-virtual-hubs.ts";

/**
 * Returns the network that the resources declare. Bad input is never an error: what cannot be read or resolved is a gap, in place
 * and in `gaps`, and the rest is read all the same.
 */
export function readNetwork(given: readonly Resource[]): Network {
  const { resources, nameOf } = asNative(given);
  const log = gapLog(nameOf);
  const sorted = sortByType(resources);
  const inventory = takeInventory(sorted, log);
  const subnetFamilies = familiesOf(inventory, "virtual-network", "subnet", log);
  const peeringFamilies = familiesOf(inventory, "virtual-network", "peering", log);
  const routeFamilies = familiesOf(inventory, "route-table", "route", log);
  const subnetDeclarations = allSubnets(subnetFamilies);
  const reading = startReading(buildDirectory(resources, inventory, subnetFamilies, log), log);

  const { virtualNetworks, subnets, peerings, networkOf } = readVirtualNetworks(inventory, subnetFamilies, peeringFamilies, reading);
  const associations = readAssociations(inventory, reading);
  const routeTables = readRouteTables(inventory, routeFamilies, reading);
  const wan = readVirtualHubs(inventory, reading);
  const routeServers = readRouteServers(inventory, reading);
  const bgp = readBgpPeers(inventory, routeServers, reading);
  const gateways = [...inventory.ofKind("gateway").map((gateway) => readGateway(gateway, reading)), ...wan.gateways];
  const connections = inventory.ofKind("connection").map((connection) => readConnection(connection, reading));
  const circuits = inventory.ofKind("circuit").map((circuit) => readCircuit(circuit, reading));
  const localNetworkGateways = inventory.ofKind("local-network-gateway").map((site) => readLocalNetworkGateway(site, log));
  const holders = readHolders(inventory, networkOf, reading);
  const { endpoints, located } = readEndpoints(inventory, subnetDeclarations, subnets, reading);

  noteUnmodelledProperties(inventory.ofKind("private-endpoint"), reading);
  noteUnmodelledTypes(sorted, networkOf, reading);
  for (const twin of findTwins(inventory, log)) reading.noteUnmodelled("R79", twin.gap, scopeOfTwin(twin, reading.directory.parentOf));
  noteInterrupted(resources, reading);
  noteNewVersions([...sorted.read.values(), ...sorted.unmodelled.values()].flat(), log);
  // References may have told of more subnets than are declared.
  const declared = { virtualNetworks, subnets: [...subnets, ...reading.directory.missing.all()] };
  const spaces = withHiddenRanges(declared, [...located, ...addressesOfHolders(holders)], log);
  return {
    virtualNetworks: [...spaces.virtualNetworks, ...wan.virtualNetworks],
    subnets: [...withAssociatedTables(spaces.subnets, subnetDeclarations, associations, inventory, reading), ...wan.subnets],
    peerings: [...peerings, ...wan.peerings],
    routeTables,
    endpoints,
    gateways,
    hubs: wan.hubs,
    routeServers: [...routeServers.servers, ...bgp.servers],
    bgpPeers: bgp.peers,
    hubAppliances: readHubAppliances(inventory, reading),
    connections,
    circuits,
    localNetworkGateways,
    holders,
    assumptions: log.assumptions(),
    unmodelled: reading.unmodelled,
    gaps: log.gaps,
  };
}
