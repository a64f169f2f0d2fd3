import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { Failure } from "./failure";

/** What the file system says is wrong, without its code and the name of the file: the message around it has that. */
export function fileProblem(error: unknown): string {
  return (error as Error).message.replace(/^[A-Z]+: /, "").replace(/, \w+(?: '.*')?$/, "");
}

/**
 * Writes what a command has to say to a file, with the folders above it, or to standard output when there is no file.
 *
 * @throws Failure when the file cannot be written
 */
export async function writeResult(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new Failure(`${file} cannot be written: ${fileProblem(error)}`);
  }
}
