import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, afterEach, describe, expect, jest, test } from "@jest/globals";

import { costCommand } from "../../../src/operations/commands/cost";
import type { NamedEstimate } from "../../../src/operations/cost/saved";
import { stackOf } from "../support/stack";

const folder = mkdtempSync(path.join(tmpdir(), "cost-"));
const secret = { aws_secretsmanager_secret: { api: { name: "api" } } };
const stacks = [
  stackOf("shop-staging", { resource: secret }),
  stackOf("shop-production", { resource: { ...secret, aws_kms_key: { main: {} } } }),
  stackOf("shop-queues", { resource: { ...secret, aws_sqs_queue: { jobs: {} } } }),
];

afterEach(() => {
  process.exitCode = undefined;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the command prints, and its exit code. */
async function cost(...args: string[]): Promise<{ output: string; exitCode: number }> {
  let output = "";
  const spy = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  try {
    await costCommand(() => Promise.resolve(stacks)).parseAsync(args, { from: "user" });
  } finally {
    spy.mockRestore();
  }
  return { output, exitCode: Number(process.exitCode ?? 0) };
}

function written(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** The form of a file of prices, with one price. */
function prices(usd: unknown): string {
  const head = { region: "us-east-1", currency: "USD", checked: "2026-11-22", checkedAgainst: "a contract" };
  return written("prices.json", {
    ...head,
    prices: [{ name: "kms.key", usd, unit: "key-month", source: "a contract" }],
  });
}

describe("npm run cost", () => {
  test("prints quantities, prices, subtotals and the total, and what they rest on", async () => {
    const { output, exitCode } = await cost("shop-production");

    expect(exitCode).toBe(0);
    expect(output).toMatch(/│ security +│ secrets +│ +1 │ secret-month +│ +0\.40 │ +0\.40 │/);
    expect(output).toMatch(/│ +│ security, together +│ +│ +│ +│ +1\.44 │/);
    expect(output).toMatch(/│ total +│ +│ +│ +│ +│ +1\.44 │/);
    expect(output).toMatch(/│ secretReadsPerMonth │ +1,000 │ how often each secret is read +│/);
    expect(output).toContain("by list prices checked on 2026-11-22");
    expect(output).toContain("shop-production costs about 1.44 dollars a month: 2 resources are priced, 0 are free.");
  });

  test("prints what is not priced, warns, and ends with exit code 3", async () => {
    const { output, exitCode } = await cost("shop-queues");

    expect(exitCode).toBe(3);
    expect(output).toMatch(/│ aws_sqs_queue\.jobs │ no rule says what this type costs │/);
    expect(output).toContain("WARNING: the total is incomplete: 1 item is not priced.");
  });

  test("says which prices the table lacks", async () => {
    const { output, exitCode } = await cost("shop-production", "--prices", prices(1));

    expect(exitCode).toBe(3);
    expect(output).toContain("the price table has no secretsmanager.secret for us-east-1");
    expect(output).toContain("WARNING: the total is incomplete: 3 items are not priced.");
  });

  test("prints JSON with every item, its address and its price", async () => {
    const estimate = JSON.parse((await cost("shop-production", "--json")).output) as NamedEstimate;

    expect(estimate).toMatchObject({ environment: "shop-production", notPriced: [] });
    expect(estimate.items[0]).toEqual({
      component: "security",
      what: "secrets",
      address: "aws_secretsmanager_secret.api",
      region: "us-east-1",
      price: "secretsmanager.secret",
      quantity: 1,
      unit: "secret-month",
      unitPrice: 0.4,
      monthly: 0.4,
    });
  });

  test("compares two environments, with the sign of each difference", async () => {
    const { output } = await cost("shop-staging", "shop-production");

    expect(output).toContain("From shop-staging to shop-production");
    expect(output).toMatch(/│ encryption keys +│ +– +│ +1 +│ key-month +│ +– +│ +1\.00 +│ +\+1\.00 +│/);
    expect((await cost("shop-production", "shop-staging")).output).toMatch(/│ encryption keys .*│ +-1\.00 +│/);
  });

  test("compares with a saved estimate, and says which assumptions are not the same", async () => {
    const saved = written("saved.json", (await cost("shop-staging", "--json")).output);
    const { output } = await cost("shop-staging", "--against", saved, "--set", "secretReadsPerMonth=2000");

    expect(output).toContain("secretReadsPerMonth: 1000 before, 2000 after");
    expect(output).toMatch(/secrets: reads +│ +0\.1 +│ +0\.2 /);
    expect((await cost("shop-staging", "--against", saved)).output).toContain("Nothing differs.");
  });

  test("compares with another output folder", async () => {
    const stack = { name: "shop-staging", workingDirectory: ".", synthesizedStackPath: "cdk.tf.json" };
    written("manifest.json", { stacks: { "shop-staging": stack } });
    written("cdk.tf.json", { ...stackOf("shop-staging").json, resource: { aws_kms_key: { main: {} } } });

    expect((await cost("shop-staging", "--against", folder)).output).toMatch(/│ encryption keys .*│ +-1\.00 +│/);
  });
});

describe("a change that Terraform ignores", () => {
  const limits = (minimum: number, maximum: number): object => ({
    aws_ecs_task_definition: { api: { cpu: "1024", memory: "2048", family: "api" } },
    aws_ecs_service: {
      api: {
        name: "api",
        task_definition: "${aws_ecs_task_definition.api.arn}",
        capacity_provider_strategy: [{ capacity_provider: "FARGATE", weight: 1 }],
      },
    },
    aws_appautoscaling_target: {
      api: {
        resource_id: "service/main/${aws_ecs_service.api.name}",
        min_capacity: minimum,
        max_capacity: maximum,
        lifecycle: { ignore_changes: ["min_capacity", "max_capacity"] },
      },
    },
  });

  test("saves nothing, and is named", async () => {
    const stack = { name: "shop-limits", workingDirectory: ".", synthesizedStackPath: "cdk.tf.json" };
    written("manifest.json", { stacks: { "shop-limits": stack } });
    written("cdk.tf.json", { ...stackOf("shop-limits").json, resource: limits(4, 8) });
    stacks.push(stackOf("shop-limits", { resource: limits(1, 2) as never }));

    const { output } = await cost("shop-limits", "--against", folder);
    expect(output).toContain("Nothing differs.");
    expect(output).toContain(
      [
        "Changed in the configuration, applied by no deploy and left out:",
        "  aws_appautoscaling_target.api: min_capacity (scheduled scaling)",
        "  aws_appautoscaling_target.api: max_capacity (scheduled scaling)",
      ].join("\n"),
    );
    const { comparison, ignored } = JSON.parse((await cost("shop-limits", "--against", folder, "--json")).output) as {
      comparison: { difference: number };
      ignored: { attribute: string }[];
    };
    expect(comparison.difference).toBe(0);
    expect(ignored.map(({ attribute }) => attribute)).toEqual(["min_capacity", "max_capacity"]);
  });
});

describe("bad input", () => {
  test.each([
    [
      "an unknown environment",
      ["shop-stagin"],
      'there is no environment "shop-stagin"; did you mean "shop-staging"?\nthere are: shop-staging, shop-production, shop-queues',
    ],
    [
      "two things to compare with",
      ["shop-staging", "shop-production", "--against", "main"],
      "compare with another environment or with --against, not with both",
    ],
    [
      "nothing to compare with",
      ["shop-staging", "--against", "nothing"],
      "--against nothing: neither an estimate saved with --json, nor a folder with synthesized stacks, nor a git revision",
    ],
  ])("is refused: %s", async (_, args, message) => {
    await expect(cost(...args)).rejects.toThrow(message);
  });

  test("is refused: a price below zero", async () => {
    const file = prices(-1);

    await expect(cost("shop-staging", "--prices", file)).rejects.toThrow(
      `${file} has 1 problem:\n  prices.0.usd: must not be negative, got -1`,
    );
  });

  test("is refused: a file that is no estimate", async () => {
    const file = prices(1);

    await expect(cost("shop-staging", "--against", file)).rejects.toThrow("  environment: missing; must be a text");
  });
});
