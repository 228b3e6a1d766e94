import { painterFor } from "../../src/cli/output.ts";
import { coloured, plain } from "../../src/report/render-paint.ts";

describe("colours are used", () => {
  test.each<[what: string, isTerminal: boolean, environment: Record<string, string>, isColoured: boolean]>([
    ["on a terminal", true, {}, true],
    ["on a terminal with a type", true, { TERM: "xterm-256color" }, true],
    ["not in a pipe or file", false, {}, false],
    ["not where NO_COLOR is set", true, { NO_COLOR: "1" }, false],
    ["not where NO_COLOR is set to anything", true, { NO_COLOR: "0" }, false],
    ["where NO_COLOR is empty", true, { NO_COLOR: "" }, true],
    ["not on a dumb terminal", true, { TERM: "dumb" }, false],
  ])("%s", (_what, isTerminal, environment, isColoured) => {
    expect(painterFor(isTerminal, environment)).toBe(isColoured ? coloured : plain);
  });
});
