import { join } from "node:path";

/** This project's folder, which is the policy pack. */
export const ROOT = join(__dirname, "..", "..", "..");
