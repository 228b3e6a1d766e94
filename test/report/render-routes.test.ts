import { renderRoutes } from "../../src/report/render-routes.ts";
import type { RoutesTable } from "../../src/report/routes-table.ts";
import { urn } from "./sample.ts";

const TABLE: RoutesTable = {
  subnet: "hub/GatewaySubnet",
  routes: [
    {
      source: "User",
      state: "Active",
      prefix: "10.0.0.0/8",
      nextHopType: "VirtualAppliance",
      nextHop: "10.13.76.68",
      presence: "certain",
      because: null,
      resource: urn("RouteTable", "rt"),
    },
    {
      source: "Default",
      state: "Invalid",
      prefix: "10.0.0.0/8",
      nextHopType: "None",
      nextHop: null,
      presence: "certain",
      because: "R2",
      resource: null,
    },
    {
      source: "Default",
      state: "Active",
      prefix: "10.1.0.0/16",
      nextHopType: "VNetPeering",
      nextHop: null,
      presence: "possible",
      because: "the other half is not in sight",
      resource: null,
    },
  ],
};

describe("the routes are a table like Azure's", () => {
  test.each<[what: string, width: number, lines: readonly string[]]>([
    [
      "with why and what where they fit",
      122,
      [
        "Source   State    Address Prefix  Next Hop Type     Next Hop IP  Because                                   Resource",
        "-------  -------  --------------  ----------------  -----------  ----------------------------------------  ---------------",
        "User     Active   10.0.0.0/8      VirtualAppliance  10.13.76.68                                            rt (RouteTable)",
        "Default  Invalid  10.0.0.0/8      None                           R2",
        "Default  Active   10.1.0.0/16     VNetPeering                    possible: the other half is not in sight",
      ],
    ],
    [
      "with why and what below the row",
      80,
      [
        "Source   State    Address Prefix  Next Hop Type     Next Hop IP",
        "-------  -------  --------------  ----------------  -----------",
        "User     Active   10.0.0.0/8      VirtualAppliance  10.13.76.68",
        "    rt (RouteTable)",
        "Default  Invalid  10.0.0.0/8      None",
        "    R2",
        "Default  Active   10.1.0.0/16     VNetPeering",
        "    possible: the other half is not in sight",
      ],
    ],
    [
      "with the next hop below too in a narrow terminal",
      60,
      [
        "Source   State    Address Prefix",
        "-------  -------  --------------",
        "User     Active   10.0.0.0/8",
        "    → VirtualAppliance 10.13.76.68; rt (RouteTable)",
        "Default  Invalid  10.0.0.0/8",
        "    → None; R2",
        "Default  Active   10.1.0.0/16",
        "    → VNetPeering; possible: the other half is not in sight",
      ],
    ],
  ])("%s", (_what, width, lines) => {
    expect([...renderRoutes(TABLE, { width })].join("")).toBe(`${lines.join("\n")}\n`);
  });

  test("an empty table has its titles", () => {
    expect([...renderRoutes({ subnet: "a/b", routes: [] }, { width: 80 })].join("")).toContain(
      "Source  State  Address Prefix  Next Hop Type  Next Hop IP",
    );
  });
});
