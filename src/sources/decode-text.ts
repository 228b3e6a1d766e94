/** The text of a file: UTF-8, or UTF-16 as PowerShell writes it with `>`; without the byte order mark. Throws where it is too long for a text. */
export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return buffer.toString("utf16le", 2);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? buffer.toString("utf8", 3) : buffer.toString("utf8");
}
