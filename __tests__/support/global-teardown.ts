import { rmSync } from "node:fs";

/** Removes the folder that the setup made. */
export default function globalTeardown(): void {
  const { TMPDIR } = process.env;
  if (TMPDIR) rmSync(TMPDIR, { recursive: true, force: true });
}
