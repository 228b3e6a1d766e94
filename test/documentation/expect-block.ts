import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, ROOT, readPage, withBlockText } from "./markdown.ts";

/**
 * The documentation is executed: a block must say what the code says. `UPDATE_DOCS=1 npx jest test/documentation` writes it into the page
 * instead; look at the difference before you commit it.
 */
export function expectBlock(file: string, block: Block, actual: string): void {
  const isUpdate = process.env["UPDATE_DOCS"] === "1";
  if (isUpdate && block.text !== actual) writeFileSync(join(ROOT, file), withBlockText(readPage(file), block, actual));
  else expect(block.text).toBe(actual);
}
