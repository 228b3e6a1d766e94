/** Wrong usage or unreadable input: the message names the file, resource, property and value, and what to do. Exit status 2. */
export class InputError extends Error {
  override readonly name = "InputError";
}
