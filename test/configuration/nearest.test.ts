import { nearest } from "../../src/configuration/nearest.ts";

const WORDS = ["firewalls", "onPremises", "strict", "format", "from"];

test.each<[word: string, expected: string | undefined, why: string]>([
  ["firewals", "firewalls", "a letter is missing"],
  ["firewallss", "firewalls", "a letter too many"],
  ["fierwalls", "firewalls", "two letters swapped"],
  ["onpremises", "onPremises", "another case"],
  ["formt", "format", "the nearer of two"],
  ["strict", "strict", "the word itself"],
  ["colour", undefined, "nothing like it"],
  ["x", undefined, "too short to be anything"],
])("%s is taken for %s: %s", (word, expected) => {
  expect(nearest(word, WORDS)).toBe(expected);
});
