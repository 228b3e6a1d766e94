// Writes out/chokepoint: what is published to npm and to Pulumi Cloud. Without devDependencies, because hosts that fetch a pack install
// everything that its package.json names.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const target = "out/chokepoint";
const { devDependencies, scripts, ...manifest } = JSON.parse(readFileSync("package.json", "utf8"));

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of [...manifest.files, "README.md", "LICENSE"])
  cpSync(name, `${target}/${name}`, { recursive: true, filter: (path) => !/\.(tsbuildinfo|map)$/.test(path) });
writeFileSync(`${target}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
