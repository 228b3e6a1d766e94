import { ALL_CODES, CODES, codeEntry, isAssumptionCode } from "../../src/report/codes.ts";

test("every code has its form, once", () => {
  expect(ALL_CODES.filter((code) => !/^CP-[BIUNHGWEA][0-9]{2}$/.test(code))).toEqual([]);
});

test.each(ALL_CODES.map((code) => [code, CODES[code]] as const))("%s has a short title and one full sentence", (_code, { title, text }) => {
  expect(title).toMatch(/^[^.]{3,40}$/);
  expect(text).toMatch(/^[A-Z][^.]*(\.[0-9][^.]*)*\.$/);
});

describe("by default", () => {
  test("a bypass fails, and nothing else", () => {
    expect(ALL_CODES.filter((code) => CODES[code].level === "mandatory")).toEqual(ALL_CODES.filter((code) => code.startsWith("CP-B")));
  });

  test("assumptions are listed with paths, not reported by themselves, and no other code is", () => {
    expect(ALL_CODES.filter((code) => CODES[code].level === "disabled")).toEqual(ALL_CODES.filter(isAssumptionCode));
  });
});

test("what is no code has no entry", () => {
  expect([codeEntry(null), codeEntry("CP-X01"), codeEntry("toString")]).toEqual([undefined, undefined, undefined]);
});
