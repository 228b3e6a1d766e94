import type { Path, ReportedAssumption } from "../../../src/report/report.ts";
import type { Resource } from "../../../src/resources/resource.ts";
import type { Pair } from "../hiding/compare-hidden.ts";
import { valueAt } from "../hiding/places.ts";
import type { WanSketch } from "./wan-stack.ts";

/** All that is known of a WAN, and what somebody who knows less was told. */
export interface WanScene {
  readonly sketch: WanSketch;
  readonly truth: readonly Resource[];
  readonly told: readonly Resource[];
}

/** Whether the path rests on something that is not so. Assumptions about Azure hold in the full WAN as they do in part of it. */
export function restsOnFalsehood(path: Path, pair: Pair, scene: WanScene): boolean {
  return path.assumptions.some((assumption) => !isTrue(assumption, pair, scene));
}

function isTrue(assumption: ReportedAssumption, { endpoint, verdict }: Pair, scene: WanScene): boolean {
  switch (assumption.code) {
    case "CP-A01":
      // What comes to the designated firewall is sent on; in truth it may be lost.
      return verdict === "inspected" || verdict === "bypassed";
    case "CP-A03":
      return hasAddressOfDependency(assumption, scene);
    case "CP-A05":
      return dependencies(assumption, scene, ["subnet", "subnetId"]).some((name) =>
        [endpoint.replace(/-pe$/, "-ep"), endpoint.replace(/-pe$/, "")].includes(name),
      );
    default:
      return true;
  }
}

/** The next hop is the address of what it depends on: here always a hub's firewall. */
function hasAddressOfDependency(assumption: ReportedAssumption, scene: WanScene): boolean {
  const index = Number(/\[(\d+)\]/.exec(assumption.property ?? "")?.[1] ?? 0);
  const inputs = scene.truth.find(({ urn }) => urn === assumption.resource)?.inputs;
  const nextHop = ["nextHopIpAddress", "nextHopInIpAddress"].map((name) => valueAt(inputs, ["routes", index, name]));
  const depends = dependencies(assumption, scene, ["routes"]);
  return Object.entries(scene.sketch.hubs).some(([hub, { firewall }]) => depends.includes(`${hub}-fw`) && nextHop.includes(firewall));
}

/** The names of what the properties of the assumption's resource were told to depend on. */
function dependencies({ resource }: ReportedAssumption, { told }: WanScene, properties: readonly string[]): readonly string[] {
  const recorded = told.find(({ urn }) => urn === resource)?.propertyDependencies ?? {};
  return properties.flatMap((name) => recorded[name] ?? []).map((urn) => urn.split("::").at(-1) ?? "");
}
