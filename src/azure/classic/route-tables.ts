import { items, oneOf, reference, same, spelling, table } from "./property.ts";

const INLINE_ROUTE = table([
  same("addressPrefix", "addressPrefix"),
  same("nextHopType", "nextHopType"),
  same("nextHopIpAddress", "nextHopInIpAddress"),
]);

export const ROUTE_TABLE = table(
  [
    same("routeTableName", "name"),
    same("name", "name"),
    oneOf(
      "disableBgpRoutePropagation",
      // Since late in version 5; before, the opposite.
      spelling("bgpRoutePropagationEnabled", (value) => (typeof value === "boolean" ? !value : value)),
      spelling("disableBgpRoutePropagation"),
    ),
    items("routes", "routes", INLINE_ROUTE),
  ],
  "subnets",
);

export const ROUTE = table([
  same("routeName", "name"),
  same("name", "name"),
  same("routeTableName", "routeTableName"),
  ...INLINE_ROUTE.properties,
]);

/** Azure has no such thing: it is how the classic provider says which route table a subnet has. */
export const ROUTE_TABLE_ASSOCIATION = table([reference("subnet", "subnetId"), reference("routeTable", "routeTableId")]);
