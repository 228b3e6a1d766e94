import { findPulumi } from "./find-pulumi.ts";

/** With `CHOKEPOINT_E2E=required` a missing CLI is a failure. */
export const REQUIRED = process.env["CHOKEPOINT_E2E"] === "required";

/** `describe` where a suitable CLI is found. Where none is, the tests are skipped, and pulumi-cli.test.ts says so. */
export const describeWithPulumi: typeof describe | typeof describe.skip =
  findPulumi().kind === "found" || REQUIRED ? describe : describe.skip;
