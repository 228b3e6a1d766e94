/** The day in UTC, `2027-01-31`. Dates of this form are in the order of their texts. */
export function utcDate(time: Date): string {
  return time.toISOString().slice(0, "2027-01-31".length);
}

/** Whether the text is a day of the calendar, written `2027-01-31`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  // JavaScript makes the 3rd of March of the 31st of February, or nothing at all.
  return !Number.isNaN(time.getTime()) && utcDate(time) === text;
}
