import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { meaningOf } from "../../src/azure/declarations/type-meaning.ts";
import { RESOURCE_TYPES } from "../../src/azure/types/resource-types.ts";
import { readPage } from "../documentation/markdown.ts";
import { rowsUnder } from "../documentation/tables.ts";

/** The page on resource types against the types of the SDK: nothing new goes unnoticed. */

const FOLDER = join(dirname(require.resolve("@pulumi/azure-native/package.json")), "network");
const SDK_TYPES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".d.ts") && !/^(?:get|list)[A-Z]|^index\./.test(file))
  .map((file) => `${file.charAt(0).toUpperCase()}${file.slice(1, -".d.ts".length)}`);

const MEANINGS: Readonly<Record<string, string>> = { read: "read", "not modelled": "unmodelled", irrelevant: "irrelevant" };
const PAGE = readPage("docs/resource-types.md");
const ROWS = PAGE.split("\n").flatMap((line) => {
  const [, name = "", meaning = "", why = ""] = /^\| (\w+) +\| (read|not modelled|irrelevant) +\| (.*?) *\|$/.exec(line) ?? [];
  return name === "" ? [] : [{ name, meaning, why }];
});

test("every network type of the SDK is on the page, once, and no other", () => {
  expect(SDK_TYPES.length).toBeGreaterThan(100);
  expect(ROWS.map(({ name }) => name).sort()).toEqual([...SDK_TYPES].sort());
});

const OTHERS = rowsUnder(PAGE, "Modules beside `network`").map(([token = "", meaning = "", why = ""]) => ({ token, meaning, why }));

test.each(OTHERS.map(({ token, meaning, why }) => [token, meaning, why] as const))(
  "%s is what the page says: %s",
  (token, meaning, why) => {
    const [module = "", name = ""] = token.split(":");
    expect(existsSync(join(dirname(FOLDER), module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`))).toBe(true);
    expect(meaningOf(`azure-native:${token}`).kind).toBe(MEANINGS[meaning]);
    expect(why).not.toBe("");
  },
);

test("every type of another module that is read is on the page", () => {
  const read = RESOURCE_TYPES.filter(({ module }) => module !== "network").map(({ module, typeName }) => `${module}:${typeName}`);
  expect(
    OTHERS.filter(({ meaning }) => meaning === "read")
      .map(({ token }) => token)
      .sort(),
  ).toEqual(read.sort());
});

test.each(ROWS.map(({ name, meaning, why }) => [name, meaning, why] as const))("%s is what the page says: %s", (name, meaning, why) => {
  expect(meaningOf(`azure-native:network:${name}`).kind).toBe(MEANINGS[meaning]);
  expect(why !== "" || meaning === "read").toBe(true);
});
