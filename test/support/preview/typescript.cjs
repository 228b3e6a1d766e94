/**
 * Lets Node load TypeScript: `node --require …/typescript.cjs program.ts`. Types are stripped, not checked.
 * Node 20 cannot do it alone, and only what `npm ci` installed may be needed.
 */
const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { transformSync } = require("@swc/core");

Module._extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs" },
    sourceMaps: "inline",
  });
  module._compile(code, filename);
};
