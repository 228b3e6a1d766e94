// Writes out/chokepoint: what is published to npm and to Pulumi Cloud. Without devDependencies, because hosts that fetch a pack install
// everything that its package.json names; without source maps, and with comments in the declarations only, because it is downloaded often.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const target = "out/chokepoint";
const { devDependencies, scripts, ...manifest } = JSON.parse(readFileSync("package.json", "utf8"));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of [...manifest.files, "README.md", "LICENSE"]) {
  cpSync(name, `${target}/${name}`, { recursive: true, filter: (path) => !/\.(tsbuildinfo|map)$/.test(path) });
}
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const plain = ["--composite", "false", "--declaration", "false", "--sourceMap", "false", "--removeComments"];
execFileSync(process.execPath, [compiler, "-p", "src", "--outDir", `${target}/dist`, ...plain], { stdio: "inherit" });
writeFileSync(`${target}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
