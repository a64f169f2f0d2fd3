import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, test } from "@jest/globals";

/*
 * A team removes the samples and lists its own products, as `docs/operating/removing-a-product.md` says. Every check then succeeds
 * as before.
 */

const repository = path.resolve(__dirname, "../..");
let checkout: string;

/** A copy of every file that git tracks or would track. */
beforeEach(() => {
  checkout = mkdtempSync(path.join(tmpdir(), "clone-"));
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
  });
  for (const file of files.trim().split("\n")) cpSync(path.join(repository, file), path.join(checkout, file));
  symlinkSync(path.join(repository, "node_modules"), path.join(checkout, "node_modules"));
  execFileSync("git", ["init"], { cwd: checkout, stdio: "ignore" });
});

afterEach(() => {
  rmSync(checkout, { recursive: true });
});

function succeed(command: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: checkout, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${[command, ...args].join(" ")} failed:\n${stdout}\n${stderr}`);
}

function edit(file: string, change: (text: string) => string): void {
  const target = path.join(checkout, file);
  writeFileSync(target, change(readFileSync(target, "utf8")));
}

/** Removes a product's file, its tests and its pages. */
function removeFiles(product: string): void {
  const pages = readdirSync(path.join(checkout, "docs/environments")).filter((file) => file.startsWith(`${product}-`));
  for (const file of [
    `environments/${product}.ts`,
    `__tests__/environments/${product}`,
    ...pages.map((page) => `docs/environments/${page}`),
  ])
    rmSync(path.join(checkout, file), { recursive: true });
}

function removeRetained(...products: readonly string[]): void {
  edit("environments/retained.json", (text) => {
    const stacks = Object.entries(JSON.parse(text) as object);
    const isGone = (stack: string): boolean =>
      products.some((product) => stack.startsWith(`${product}-`) || stack === `foundation-${product}`);
    return `${JSON.stringify(Object.fromEntries(stacks.filter(([stack]) => !isGone(stack))), undefined, 2)}\n`;
  });
}

/** What a contributor runs; of the checks the one that may notice, of the tests those that depend on what is listed. */
function checkEverything(): void {
  succeed("npm", "run", "retain");
  succeed("npm", "run", "docs");
  succeed("npx", "tsc");
  succeed("npm", "run", "synth");
  const byPath = ["__tests__/links.test.ts", "__tests__/workflows.test.ts"];
  succeed("npx", "jest", "--findRelatedTests", "environments/index.ts", "environments/retained.json", ...byPath);
}

test("everything succeeds without one of the samples", () => {
  removeFiles("twiggy");
  removeRetained("twiggy");
  edit("environments/index.ts", (text) =>
    text
      .replace(/import \{[^}]*\} from "\.\/twiggy";\n/, "")
      .replace(", twiggyAccount", "")
      .replace(", twiggyNonprod", ""),
  );

  checkEverything();
});

test("everything succeeds with another product in the place of the samples", () => {
  for (const product of ["finance-app", "twiggy"]) removeFiles(product);
  removeRetained("finance-app", "twiggy");
  edit("environments/index.ts", (text) =>
    text
      .replace(/import \{[^}]*\} from "\.\/twiggy";\n/, "")
      .replace(/import \{[^}]*\} from "\.\/finance-app";\n/, 'import { harborAccount, harborLive } from "./harbor";\n')
      .replace(/accounts: \[.*\]/, "accounts: [harborAccount]")
      .replace(/environments: \[.*\]/, "environments: [harborLive]"),
  );
  writeFileSync(path.join(checkout, "environments/harbor.ts"), harbor);

  checkEverything();
});

const harbor = `import { defineAccount } from "../src/config/account";
import { defineEnvironment } from "../src/config/environment";

export const harborAccount = defineAccount({
  name: "harbor",
  id: "777788889999",
  region: "ap-southeast-2",
  repositories: { "harbor/berths": {} },
});

export const harborLive = defineEnvironment({
  product: "harbor",
  stage: "live",
  account: "777788889999",
  region: "ap-southeast-2",
  onDestroy: "retain",
  network: { kind: "managed", cidr: "10.9.0.0/16", zones: ["a", "b"] },
  loadBalancers: { inner: { scheme: "internal" } },
  dns: { zone: "harbor.example" },
  services: {
    berths: {
      repository: "harbor/berths",
      port: 8000,
      cpu: 256,
      memoryMiB: 512,
      secrets: { generated: ["COOKIE_KEY"] },
      egress: { mail: { port: 587 } },
      ingress: { hosts: ["berths.harbor.example"], healthCheck: { path: "/" } },
      scaling: { minTasks: 1, maxTasks: 2, cpuPercent: 60 },
    },
  },
});
`;
