import { readdir, stat } from "node:fs/promises";
import path from "node:path";

import { imageId } from "../emulator/engine";

/** What is looked at for changes. */
export interface Watched {
  /** Files and folders of the project. */
  readonly files: readonly string[];
  /** Images of the engine's, by ECR repositories. */
  readonly images: Readonly<Record<string, string>>;
}

/** How all that is watched stands at one moment. */
export interface Sight {
  /** Changes whenever a file does. */
  readonly files: string;
  /** The images' ids by ECR repositories; `undefined` for one that the engine does not have. */
  readonly images: Readonly<Record<string, string | undefined>>;
}

export interface Changed {
  readonly configuration: boolean;
  /** The ECR repositories whose image is another one. */
  readonly repositories: readonly string[];
}

export const unchanged: Changed = { configuration: false, repositories: [] };

export async function look({ files, images }: Watched): Promise<Sight> {
  const ids = Object.entries(images).map(async ([repository, image]) => [repository, await imageId(image)] as const);
  const stamps = await Promise.all(files.map((file) => stampsOf(file)));
  return { files: stamps.flat().join("\n"), images: Object.fromEntries(await Promise.all(ids)) };
}

/** An image that is gone is about to be built again: only another one counts. */
export function changesBetween(before: Sight, now: Sight): Changed {
  const repositories = Object.keys(now.images).filter((repository) => {
    const id = now.images[repository];
    return id !== undefined && id !== before.images[repository];
  });
  return { configuration: before.files !== now.files, repositories };
}

export function together(one: Changed, other: Changed): Changed {
  return {
    configuration: one.configuration || other.configuration,
    repositories: [...new Set([...one.repositories, ...other.repositories])],
  };
}

export function isChange({ configuration, repositories }: Changed): boolean {
  return configuration || repositories.length > 0;
}

/** The files below a path, each with its size and the time of its last change. Editors leave files for a moment. */
async function stampsOf(file: string): Promise<string[]> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [`${file} ${String(found.size)} ${String(found.mtimeMs)}`];
  const names = (await readdir(file)).filter((name) => !name.startsWith(".") && !name.endsWith("~")).toSorted();
  return (await Promise.all(names.map((name) => stampsOf(path.join(file, name))))).flat();
}
