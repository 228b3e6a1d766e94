import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { meaningOf } from "../../src/azure/resource-types.ts";
import { ROOT } from "../documentation/markdown.ts";

/** The page on resource types against the types of the SDK: nothing new goes unnoticed. */

const FOLDER = join(dirname(require.resolve("@pulumi/azure-native/package.json")), "network");
const SDK_TYPES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".d.ts") && !/^(?:get|list)[A-Z]|^index\./.test(file))
  .map((file) => `${file.charAt(0).toUpperCase()}${file.slice(1, -".d.ts".length)}`);

const ROWS = readFileSync(join(ROOT, "docs/resource-types.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, name = "", meaning = "", why = ""] = /^\| (\w+) +\| (read|not modelled|irrelevant) +\| (.*?) *\|$/.exec(line) ?? [];
    return name === "" ? [] : [{ name, meaning, why }];
  });

test("every network type of the SDK is on the page, once, and no other", () => {
  expect(SDK_TYPES.length).toBeGreaterThan(100);
  expect(ROWS.map(({ name }) => name).sort()).toEqual([...SDK_TYPES].sort());
});

test.each(ROWS.map(({ name, meaning, why }) => [name, meaning, why] as const))("%s is what the page says: %s", (name, meaning, why) => {
  const kind = { read: "read", "not modelled": "unmodelled", irrelevant: "irrelevant" }[meaning];
  expect(meaningOf(`azure-native:network:${name}`).kind).toBe(kind);
  expect(why !== "" || meaning === "read").toBe(true);
});
