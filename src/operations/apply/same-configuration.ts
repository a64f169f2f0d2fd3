import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import type { SynthesizedStack } from "../synth/synthesized-stack";

/** What Terraform leaves in a stack's folder, and what an artifact adds to it. */
const left = /^(\.terraform([\\/]|$)|\.terraform\.lock\.hcl$|stack\.tfplan$|plan\.json$|.*\.tfstate)/;

/** Files of two stacks' folders that are not the same in both: their configuration, and the files that it uploads. */
export async function differingFiles(one: SynthesizedStack, other: SynthesizedStack): Promise<string[]> {
  const [before, after] = await Promise.all([filesOf(one), filesOf(other)]);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
}

/** Checksums by path. */
async function filesOf({ directory }: SynthesizedStack): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((file) => !left.test(file));
  return new Map(
    await Promise.all(
      files.map(
        async (file) =>
          [
            file,
            createHash("sha256")
              .update(await readFile(path.join(directory, file)))
              .digest("hex"),
          ] as const,
      ),
    ),
  );
}
