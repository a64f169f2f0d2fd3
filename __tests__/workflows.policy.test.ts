import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { beforeAll, expect, test } from "@jest/globals";

import { pythonEnvironment } from "../src/operations/policy/python-environment";
import { run } from "../src/operations/processes/child-process";

let zizmor: string;
beforeAll(async () => {
  const requirements = path.join(__dirname, "support/zizmor-requirements.txt");
  zizmor = path.join(path.dirname(await pythonEnvironment(requirements, "node_modules/.cache", run)), "zizmor");
});

/** What zizmor finds in workflows and actions, each by its audit and place. It is asked without a network. */
async function findingsOf(...places: readonly string[]): Promise<string[]> {
  const { stdout } = await run(zizmor, [
    "--offline",
    "--no-progress",
    "--format=json",
    "--config=.github/zizmor.yml",
    ...places,
  ]);
  const findings = JSON.parse(stdout) as { ident: string; locations: { symbolic: { key: object } }[] }[];
  return findings.map(({ ident, locations }) => `${ident} ${JSON.stringify(locations[0]?.symbolic.key)}`);
}

test("zizmor finds nothing in the workflows, their actions and the example for products", async () => {
  expect(await findingsOf(".github", "docs/examples/deploy-twiggy.yml")).toEqual([]);
});

test("zizmor finds a title that a script takes in as it is", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "workflow-"));
  const file = path.join(folder, "bad.yml");
  writeFileSync(
    file,
    [
      ...[
        "name: bad",
        "on: pull_request",
        "permissions: {}",
        "jobs:",
        "  one:",
        "    runs-on: ubuntu-latest",
        "    steps:",
      ],
      "      - run: echo ${{ github.event.pull_request.title }}",
    ].join("\n"),
  );
  expect(await findingsOf(file)).toEqual(expect.arrayContaining([expect.stringMatching(/^template-injection /)]));
  rmSync(folder, { recursive: true });
});
