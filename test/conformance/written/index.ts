import { GATEWAYS } from "./gateways.ts";
import { HOST_ROUTES } from "./host-routes.ts";
import { PEERINGS } from "./peerings.ts";
import { WITH_RESOURCES } from "./resources.ts";
import { SETTINGS } from "./settings.ts";
import { SYSTEM_ROUTES } from "./system-routes.ts";
import type { WrittenCase } from "./written-case.ts";

/** The published cases that are written down as code. */
export const WRITTEN_CASES: readonly WrittenCase[] = [
  ...SYSTEM_ROUTES,
  ...PEERINGS,
  ...HOST_ROUTES,
  ...GATEWAYS,
  ...SETTINGS,
  ...WITH_RESOURCES,
];
