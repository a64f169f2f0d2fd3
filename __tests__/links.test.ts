import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

import { expect, test } from "@jest/globals";

const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && existsSync(file));

interface Link {
  readonly page: string;
  readonly target: string;
}

/** Links of a page to other places of the repository; code is no link. */
function linksOf(page: string): Link[] {
  const text = readFileSync(page, "utf8")
    .replaceAll(/^( *)(`{3,})[\s\S]*?\n\1\2/gm, "")
    .replaceAll(/`[^`\n]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => ({ page, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** The headings of a page, as GitHub names their anchors. */
function anchorsOf(page: string): Set<string> {
  const headings = [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(/\s/g, "-"),
    ),
  );
}

function isThere({ page, target }: Link): boolean {
  const [file = "", anchor] = target.split("#");
  const found = file === "" ? page : path.join(path.dirname(page), file);
  if (!existsSync(found)) return false;
  return anchor === undefined || statSync(found).isDirectory() || anchorsOf(found).has(anchor);
}

test("every link of a page leads somewhere", () => {
  const broken = pages.flatMap(linksOf).filter((link) => !isThere(link));
  expect(broken).toEqual([]);
});
