import { renderExplanationsJson, renderJson, renderRoutesJson } from "../../src/report/render-json.ts";
import type { RouteRow } from "../../src/report/routes-table.ts";
import { inspectedPath, path, report } from "./sample.ts";

const FULL = report([path(), inspectedPath("web", "10.13.77.7")], { unadvertised: [path({ name: "hidden" })] });

test("the report is all there", () => {
  expect(JSON.parse([...renderJson(FULL)].join(""))).toEqual(FULL);
});

test("an empty report is JSON too", () => {
  expect(JSON.parse([...renderJson(report([]))].join(""))).toEqual(report([]));
});

test("the properties have one order, whatever order the report was built in", () => {
  const backwards = Object.fromEntries(Object.entries(FULL).reverse()) as unknown as typeof FULL;
  expect([...renderJson(backwards)].join("")).toBe([...renderJson(FULL)].join(""));
});

test("a path is a line, and a piece: no text is as large as the report", () => {
  const pieces = [...renderJson(FULL)];
  expect(
    pieces
      .join("")
      .split("\n")
      .filter((line) => line.includes(`"id":"vpngw/`)),
  ).toHaveLength(3);
  expect(pieces.filter((piece) => piece.split(`"id":"vpngw/`).length > 2)).toEqual([]);
});

test("routes have the contract's order of properties", () => {
  const row: RouteRow = {
    resource: null,
    because: null,
    presence: "certain",
    nextHop: null,
    nextHopType: "VnetLocal",
    prefix: "10.0.0.0/16",
    state: "Active",
    source: "Default",
  };
  const [first] = JSON.parse(renderRoutesJson({ subnet: "hub/a", routes: [row] })).routes;
  expect(Object.keys(first)).toEqual(["source", "state", "prefix", "nextHopType", "nextHop", "presence", "because", "resource"]);
});

test("explanations have a version", () => {
  expect(JSON.parse(renderExplanationsJson([{ path: path(), questions: [], wayBack: [], remedy: undefined }]))).toEqual({
    version: 1,
    explanations: [{ path: path(), questions: [], wayBack: [], remedy: undefined }],
  });
});
