/** Loaded into a program's process before the SDK. */
require("../typescript.cjs");

// The SDK maps stack frames back to its own sources, and Node 20's util.inspect, with which it prints a failure, never ends
// on a frame such as node_modules/@pulumi/config.ts. So the mapping is left out.
const mapping = require.resolve("source-map-support/register", { paths: [require.resolve("@pulumi/pulumi")] });
require.cache[mapping] = Object.assign(new module.constructor(mapping), { loaded: true });
