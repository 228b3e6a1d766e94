import { readPage } from "../documentation/markdown.ts";
import { rowsUnder } from "../documentation/tables.ts";
import { type PublishedCase, publishedCases } from "./published-cases.ts";

/** The cases that docs/azure-routing.md lists as known mismatches. They run, and must fail. */
export const KNOWN_MISMATCHES: ReadonlySet<string> = new Set(
  rowsUnder(readPage("docs/azure-routing.md"), "Known mismatches").map(([name = ""]) => name),
);

/** The cases that Chokepoint agrees with. */
export function agreeingCases(): readonly PublishedCase[] {
  return publishedCases().filter(({ name }) => !KNOWN_MISMATCHES.has(name));
}

/** Of the spellings every one for a case that is a file; one, in turn, for a written case: it is run in all of them in this process. */
export function spellingsOf<Spelling>(published: PublishedCase, index: number, spellings: readonly Spelling[]): readonly Spelling[] {
  return published.isWritten ? spellings.slice(index % spellings.length).slice(0, 1) : spellings;
}
