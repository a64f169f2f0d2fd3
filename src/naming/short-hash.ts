import { createHash } from "node:crypto";

/** Six hexadecimal characters that change with the text: enough to tell a thing from its replacement. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}
