import fc from "fast-check";
import { findJsonFault } from "../../src/sources/json-fault.ts";

describe("findJsonFault", () => {
  test.each<[string, number, boolean]>([
    ["", 0, true],
    ["x", 0, false],
    ["{", 1, true],
    ['{"a"', 4, true],
    ['{"a" 1}', 5, false],
    ['{"a":}', 5, false],
    ['{"a":1,}', 7, false],
    ["{a:1}", 1, false],
    ["[1 2]", 3, false],
    ["[1,]", 3, false],
    ["[1}", 2, false],
    ["{} {}", 3, false],
    ['"ab', 3, true],
    ['"a\nb"', 0, false],
    ["tru", 3, true],
    ["truth", 0, false],
    ["-", 1, true],
    ["[01]", 2, false],
    ['[{"a":[', 7, true],
  ])("%j stops at %i (cut off: %p)", (text, position, isCutOff) => {
    expect(findJsonFault(text)).toEqual({ position, isCutOff });
  });

  test("calls every beginning of an object or list cut off, and a stranger in it a fault at its place", () => {
    const texts = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(texts, fc.nat(), (text, at) => {
        const length = at % text.length;
        expect(findJsonFault(text.slice(0, length))).toEqual({ position: length, isCutOff: true });
        expect(findJsonFault(`${text}\u00a7`)).toEqual({ position: text.length, isCutOff: false });
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
