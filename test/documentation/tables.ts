/** The rows of the table under a heading of a page, without its two first lines; cells without the blanks around them. */
export function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  const [, , ...rows] = linesUnder(page, heading);
  return rows.map((line) =>
    line
      .slice(1, line.lastIndexOf("|"))
      .split("|")
      .map((cell) => cell.trim()),
  );
}

/** The page with other rows in the table under the heading, its columns aligned. */
export function withRowsUnder(page: string, heading: string, rows: readonly (readonly string[])[]): string {
  const lines = linesUnder(page, heading);
  const [titles = []] = lines.map((line) =>
    line
      .slice(1, line.lastIndexOf("|"))
      .split("|")
      .map((cell) => cell.trim()),
  );
  const widths = titles.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  const written = [titles, widths.map((width) => "-".repeat(width)), ...rows].map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  return page.replace(lines.join("\n"), () => written.join("\n"));
}

function linesUnder(page: string, heading: string): readonly string[] {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === heading);
  if (start < 0) throw new Error(`no heading "${heading}"`);
  const first = lines.findIndex((line, index) => index > start && line.startsWith("|"));
  const after = lines.findIndex((line, index) => index > first && !line.startsWith("|"));
  if (first < 0) throw new Error(`no table under "${heading}"`);
  return lines.slice(first, after < 0 ? undefined : after);
}
