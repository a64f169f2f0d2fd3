import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { copyFile, lstat, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { bundleApp } from "./app-bundle";

/** Where a project keeps its bundle, as build tools do: it goes with the packages that it is made of. */
const store = path.join("node_modules", ".cache", "fargate-platform");

/** What npm writes at each installation: the packages with their versions. */
const installed = path.join("node_modules", ".package-lock.json");

const makers = ["app-bundle.ts", "lean-cdktf.ts", "kept-bundle.ts"].map((file) => path.join(__dirname, file));

/**
 * Bundles the `main.ts` of a project, or takes the bundle of an earlier time when nothing that it is made of differs:
 * compiling takes half of the time of a synthesis. Files are compared by their contents.
 *
 * @param use is given the file, which may be gone afterwards
 * @throws Failure when the app does not compile
 */
export async function withBundle<T>(project: string, use: (bundle: string) => Promise<T>): Promise<T> {
  const kept = await keptBundle(project);
  if (kept) return use(kept);
  const folder = await mkdtemp(path.join(tmpdir(), "synth-"));
  try {
    const bundle = path.join(folder, "main.cjs");
    const started = Date.now();
    const inputs = await bundleApp(path.join(project, "main.ts"), bundle);
    const ofProject = inputs.map((input) => path.relative(project, input));
    if (await mayKeep(project, ofProject, started)) await keep(project, bundle, ofProject);
    return await use(bundle);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function keptBundle(project: string): Promise<string | undefined> {
  try {
    const inputs = JSON.parse(readFileSync(path.join(project, store, "inputs.json"), "utf8")) as readonly string[];
    const bundle = path.join(project, store, nameOf(project, inputs));
    await stat(bundle);
    return path.resolve(bundle);
  } catch {
    return undefined; // nothing is kept yet, or a file that it was made of is gone
  }
}

/** The packages may be those of another project; and what changed while esbuild read it has other contents than the bundle. */
async function mayKeep(project: string, inputs: readonly string[], started: number): Promise<boolean> {
  if (!existsSync(path.join(project, installed))) return false;
  if ((await lstat(path.join(project, "node_modules"))).isSymbolicLink()) return false;
  const changed = await Promise.all(inputs.map(async (input) => (await stat(path.join(project, input))).mtimeMs));
  return changed.every((time) => time < started);
}

async function keep(project: string, bundle: string, inputs: readonly string[]): Promise<void> {
  const folder = path.join(project, store);
  const name = nameOf(project, inputs);
  await mkdir(folder, { recursive: true });
  await atomically(path.join(folder, name), (file) => copyFile(bundle, file));
  await atomically(path.join(folder, "inputs.json"), (file) => writeFile(file, JSON.stringify(inputs)));
  await removeOld(folder, name);
}

/** Another synthesis may read the file meanwhile. */
async function atomically(file: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${file}.${String(process.pid)}`;
  await write(temporary);
  await rename(temporary, file);
}

/** Another synthesis may be about to start a bundle that is not the latest. */
async function removeOld(folder: string, latest: string): Promise<void> {
  const hourAgo = Date.now() - 3_600_000;
  for (const file of await readdir(folder)) {
    if (file === latest || file === "inputs.json") continue;
    const { mtimeMs } = await stat(path.join(folder, file));
    if (mtimeMs < hourAgo) await rm(path.join(folder, file), { force: true });
  }
}

/**
 * The name of a bundle, after all that decides what is in it: the files, what else is in their folders (an import may mean
 * another file when one is added), the installed packages, the compiler's configuration and the code here.
 *
 * @throws when a file is gone
 */
function nameOf(project: string, inputs: readonly string[]): string {
  const hash = createHash("sha256");
  const add = (name: string, content: string | Buffer): void => {
    hash.update(`${name}\0${String(content.length)}\0`).update(content);
  };
  for (const folder of foldersOf(inputs))
    add(folder, readdirSync(path.join(project, folder)).filter(isOfModules).join("\0"));
  const configuration = readdirSync(project).filter((file) => file.endsWith(".json"));
  for (const file of [...inputs, ...configuration, installed]) add(file, readFileSync(path.join(project, file)));
  for (const file of makers) add(path.basename(file), readFileSync(file));
  return `${hash.digest("hex")}.cjs`;
}

function isOfModules(name: string): boolean {
  return name === "node_modules" || /\.(?:[cm]?[jt]sx?|json)$/.test(name);
}

/** The folders of files, and all that these are in. */
function foldersOf(files: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const file of files) {
    let folder = path.dirname(file);
    while (!folders.has(folder)) {
      folders.add(folder);
      folder = path.dirname(folder);
    }
  }
  return folders;
}
