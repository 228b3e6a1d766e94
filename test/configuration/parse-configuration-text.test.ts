import { InputError } from "../../src/certainty/input-error.ts";
import { parseConfigurationText } from "../../src/configuration/parse-configuration-text.ts";

const EXPECTED = { firewalls: ["10.13.76.68"], strict: true };

describe("JSON and YAML give the same", () => {
  test.each([
    ["JSON", '{ "firewalls": ["10.13.76.68"], "strict": true }'],
    ["JSON indented with tabs", '{\n\t"firewalls": [\n\t\t"10.13.76.68"\n\t],\n\t"strict": true\n}\n'],
    ["JSON with escapes", '{ "firewalls": ["10.13\\u002e76.68"], "strict": true }'],
    ["YAML blocks", "# the hub\nfirewalls:\n  - 10.13.76.68\nstrict: true\n"],
    ["YAML with flow lists", "firewalls: [10.13.76.68]\nstrict: true\n"],
    ["YAML with Windows line ends", "firewalls:\r\n  - 10.13.76.68\r\nstrict: true\r\n"],
    ["a document start", "---\nfirewalls: [10.13.76.68]\nstrict: true\n"],
    ["a byte order mark", '\ufeff{ "firewalls": ["10.13.76.68"], "strict": true }'],
  ])("%s", (_name, text) => {
    expect(parseConfigurationText(text, "chokepoint.yaml")).toEqual(EXPECTED);
  });
});

test("only true and false are switches, as YAML 1.2 has it", () => {
  expect(parseConfigurationText("strict: yes", "chokepoint.yaml")).toEqual({ strict: "yes" });
});

describe("what is no configuration names the file and the place", () => {
  test.each([
    ["an empty file", " \n", "chokepoint.yaml is empty; write {} for the defaults"],
    ["a file of comments", "# nothing\n", "chokepoint.yaml holds no configuration; write {} for the defaults"],
    [
      "a key twice in YAML",
      "strict: true\nstrict: false\n",
      "chokepoint.yaml, line 2, column 1: no valid JSON or YAML: duplicated mapping key",
    ],
    [
      "a key twice in JSON",
      '{ "strict": true, "strict": false }',
      "chokepoint.yaml, line 1, column 19: no valid JSON or YAML: duplicated mapping key",
    ],
    [
      "several documents",
      "strict: true\n---\nstrict: false\n",
      "chokepoint.yaml: no valid JSON or YAML: expected a single document in the stream, but found more",
    ],
    [
      "truncated JSON",
      '{ "strict": tr',
      "chokepoint.yaml, line 2, column 1: no valid JSON or YAML: unexpected end of the stream within a flow collection",
    ],
    [
      "a tag that makes an object",
      "strict: !!js/function x",
      "chokepoint.yaml, line 1, column 24: no valid JSON or YAML: unknown tag !<tag:yaml.org,2002:js/function>",
    ],
  ])("%s", (_name, text, message) => {
    expect(() => parseConfigurationText(text, "chokepoint.yaml")).toThrow(new InputError(message));
  });
});
