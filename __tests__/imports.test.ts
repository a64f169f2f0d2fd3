import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "@jest/globals";
import ts from "typescript";

const root = path.join(__dirname, "..");

test("no file imports itself through others", () => {
  expect(circles(importsOfFiles())).toEqual([]);
});

test("a circle of imports is found, whatever leads to it", () => {
  const imports = { a: ["b"], b: ["c"], c: ["d", "b"], d: [] };

  expect(circles(new Map(Object.entries(imports)))).toEqual(["b → c → b"]);
});

function importsOfFiles(): Map<string, readonly string[]> {
  const files = execFileSync("git", ["ls-files", "main.ts", "src/**/*.ts", "environments/*.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  return new Map(
    files
      .trim()
      .split("\n")
      .filter((file) => existsSync(path.join(root, file)))
      .map((file) => [file, importsOf(file)]),
  );
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), "utf8"));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith("."))
    .flatMap(({ fileName }) => {
      const named = path.join(path.dirname(file), fileName);
      return [`${named}.ts`, path.join(named, "index.ts")].filter((one) => existsSync(path.join(root, one)));
    });
}

/** Every circle that a search from each file meets, once. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const begin = trail.indexOf(file);
    if (begin >= 0) found.push([...trail.slice(begin), file].join(" → "));
    if (begin >= 0 || finished.has(file)) return;
    for (const imported of imports.get(file) ?? []) visit(imported, [...trail, file]);
    finished.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}
