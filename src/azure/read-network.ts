import type { Network } from "../model/network.ts";
import type { Resource } from "../resources/resource.ts";
import { withAssociatedTables } from "./associated-tables.ts";
import { asNative } from "./classic/read-classic.ts";
import { allSubnets, buildDirectory } from "./directory.ts";
import { familiesOf } from "./families.ts";
import { gapLog } from "./gap-log.ts";
import { addressesOfHolders, withHiddenRanges } from "./hidden-ranges.ts";
import { takeInventory } from "./inventory.ts";
import { noteNewVersions } from "./not-known.ts";
import { noteUnmodelledProperties, noteUnmodelledTypes } from "./not-modelled.ts";
import { readAssociations } from "./read-associations.ts";
import { readBgpPeers } from "./read-bgp-peers.ts";
import { readConnection } from "./read-connection.ts";
import { readEndpoints } from "./read-endpoints.ts";
import { readCircuit } from "./read-fast-path.ts";
import { readGateway } from "./read-gateway.ts";
import { readHolders } from "./read-holders.ts";
import { readHubAppliances } from "./read-hub-appliances.ts";
import { readLocalNetworkGateway } from "./read-local-network-gateway.ts";
import { readRouteServers } from "./read-route-servers.ts";
import { readRouteTables } from "./read-route-tables.ts";
import { readVirtualHubs } from "./read-virtual-hubs.ts";
import { readVirtualNetworks } from "./read-virtual-networks.ts";
import { startReading } from "./reading.ts";
import { sortByType } from "./sort-resources.ts";
import { findTwins, scopeOfTwin } from "./twins.ts";

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
