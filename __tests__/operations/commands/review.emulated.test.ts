import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import { saveArtifact } from "../../../src/operations/plan/plan-artifact";
import { readStacks } from "../../../src/operations/synth/synthesized-stack";
import { terraformProgram } from "../../../src/operations/terraform/terraform-program";
import { type CommandResult, FixtureApp } from "../support/fixture-app";

const environment = "fixture-staging";
let emulator: Emulator;
/** Where a pull request is planned and reviewed, and where what was reviewed is applied: two clones that share nothing. */
let reviewer: FixtureApp;
let deployer: FixtureApp;

beforeAll(async () => {
  emulator = await Emulator.start({ accountId: "111122223333", region: "us-east-1" });
  [reviewer, deployer] = [new FixtureApp(emulator.environment), new FixtureApp(emulator.environment)];
  for (const { folder } of [reviewer, deployer]) commitEverything(folder);
  await new Route53Client({
    region: "us-east-1",
    endpoint: emulator.url,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  }).send(new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "1" }));
  await reviewer.run("bootstrap", environment);
});

afterAll(async () => {
  reviewer.remove();
  deployer.remove();
  await emulator.stop();
});

function commitEverything(folder: string): void {
  const git = gitIn(folder);
  git("init");
  writeFileSync(path.join(folder, ".gitignore"), "node_modules\ncdktf.out\n");
  git("add", "--all");
  git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--message", "as it is");
}

function gitIn(folder: string): (...args: readonly string[]) => string {
  return (...args) => execFileSync("git", args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" });
}

/** Applies an artifact in the other clone, as the workflow does: it knows which commit was reviewed. */
function apply(name: string, ...options: readonly string[]): Promise<CommandResult> {
  const commit = gitIn(reviewer.folder)("rev-parse", "HEAD").trim();
  return deployer.run("apply", artifact(name), "--commit", commit, ...options);
}

/** Changes what the fixture says, for as long as a command runs in it. */
async function changed<T>(app: FixtureApp, from: string, to: string, use: () => Promise<T>): Promise<T> {
  const file = path.join(app.folder, "main.ts");
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
  try {
    return await use();
  } finally {
    writeFileSync(file, text);
  }
}

function artifact(name: string): string {
  return path.join(reviewer.folder, "cdktf.out", `${name}.plan`);
}

test("what was reviewed in one clone is applied in another one, and then there is nothing left to do", async () => {
  const whole = path.join(reviewer.folder, "cdktf.out", "whole-review.md");
  const review = await reviewer.run(
    ...["review", environment, "--save", artifact("first"), "--format", "markdown"],
    ...["--whole", whole, "--whole-at", "https://github.com/acme/shop/actions/runs/1"],
  );
  expect(review.exitCode).toBe(2);
  expect(review.output).toContain("## `fixture-staging`: ");
  expect(review.output).toContain("`whole-review.md` in <https://github.com/acme/shop/actions/runs/1>");
  const text = readFileSync(whole, "utf8");
  expect(text).toContain("Terraform will perform the following actions:");
  for (const [, address = ""] of text.matchAll(/^ {2}# (\S+) will be created$/gm)) {
    expect(text).toContain(`\n${address} (create)\n`);
  }
  const checksum = /SHA-256 ([0-9a-f]{64})/.exec(review.output)?.[1] ?? "";

  const tampered = await apply("first", "--checksum", checksum.replace(/^./, "x"));
  expect(tampered).toMatchObject({ exitCode: 1, output: expect.stringContaining("is not what was reviewed") });

  const another = await apply("first", "--environment", "fixture-production");
  expect(another.exitCode).toBe(1);
  expect(another.output).toContain("is a plan of fixture-staging, not of fixture-production; nothing was changed.");

  const unnamed = await deployer.run("apply", artifact("first"));
  expect(unnamed).toMatchObject({ exitCode: 1, output: expect.stringContaining("--commit <sha>") });
  const elsewhere = await deployer.run("apply", artifact("first"), "--commit", "0".repeat(40));
  expect(elsewhere).toMatchObject({ exitCode: 1, output: expect.stringContaining(`not from ${"0".repeat(40)}`) });

  const applied = await apply("first", "--checksum", checksum);
  expect(applied.output).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed/);
  expect(applied.exitCode).toBe(0);
  expect((await reviewer.run("review", environment)).exitCode).toBe(0);
});

test("the artifact shows nothing of what is in it", () => {
  const content = readFileSync(artifact("first"));
  for (const text of ["fixture-staging-slow", "aws_sqs_queue", "cdk.tf.json"])
    expect(content.includes(text)).toBe(false);
});

describe("after the first apply", () => {
  const rename = ["`${name}-events`", "`${name}-occurrences`"] as const;
  const dropSecret = [
    'new SecretsmanagerSecret(this, "operators-secret"',
    'if (false) new SecretsmanagerSecret(this, "operators-secret"',
  ] as const;

  test("a plan that the state has left behind is refused and changes nothing", async () => {
    await changed(reviewer, ...rename, () => reviewer.run("review", environment, "--save", artifact("stale")));
    const other = await changed(reviewer, "`/${name}/topic`", "`/${name}/subject`", () =>
      reviewer.run("deploy", environment, "--auto-approve"),
    );
    expect(other.exitCode).toBe(0);

    const stale = await changed(deployer, ...rename, () => apply("stale"));
    expect(stale.exitCode).toBe(1);
    expect(stale.output).toMatch(
      new RegExp(
        `The plan of ${environment} would change something else by now than what was reviewed, so nothing was changed: aws_ssm_parameter\\.[\\w-]+\\.`,
      ),
    );
  });

  test("a blocked plan is refused until its address is acknowledged", async () => {
    const blocked = await changed(reviewer, ...dropSecret, () =>
      reviewer.run("review", environment, "--save", artifact("blocked"), "--format", "json"),
    );
    expect(blocked.exitCode).toBe(3);
    const refused = await changed(deployer, ...dropSecret, () => apply("blocked"));
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain(`The plan of ${environment} is blocked, so nothing was changed.`);

    const address = /aws_secretsmanager_secret\.operators-secret[\w-]*/.exec(blocked.output)?.[0] ?? "";
    const description = path.join(reviewer.folder, "description.md");
    writeFileSync(description, `The operator's secret is not needed any more.\n\nAcknowledge: ${address}\n`);
    const acknowledged = await changed(reviewer, ...dropSecret, () =>
      reviewer.run("review", environment, "--save", artifact("released"), "--acknowledgements", description),
    );
    expect(acknowledged.exitCode).toBe(2);
    expect(acknowledged.output).toContain("DANGEROUS (acknowledged)");
    const nothing = path.join(deployer.folder, "cdktf.out", "description.md");
    writeFileSync(nothing, "This description releases nothing.\n");
    const unreleased = await changed(deployer, ...dropSecret, () => apply("released", "--acknowledgements", nothing));
    expect(unreleased.output).toContain(`The plan of ${environment} is blocked, so nothing was changed.`);

    const applied = await changed(deployer, ...dropSecret, () => apply("released"));
    expect(applied.output).toMatch(/Apply complete!/);
    expect(applied.exitCode).toBe(0);
  });
});

describe("a plan that no reviewer saw", () => {
  const evil = ["`${name}-events`", "`${name}-stolen`"] as const;

  test("is not applied when it was made from another configuration than the one that was merged", async () => {
    await changed(reviewer, ...evil, () => reviewer.run("review", environment, "--save", artifact("altered")));

    const refused = await apply("altered");
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain(
      `The plan of ${environment} was made from another configuration than this checkout's, so nothing was changed: cdk.tf.json.`,
    );
  });

  test("is not applied when it lies beside the configuration that was merged", async () => {
    await deployer.run("synth", environment);
    const [honest] = readStacks(path.join(deployer.folder, "cdktf.out")).filter(({ name }) => name === environment);
    const planFile = await changed(reviewer, ...evil, async () => {
      await reviewer.run("synth", environment);
      const directory = path.join(reviewer.folder, "cdktf.out/stacks", environment);
      const run = (...args: readonly string[]): unknown =>
        execFileSync(terraformProgram(), args, {
          cwd: directory,
          stdio: "ignore",
          env: { ...process.env, ...emulator.environment },
        });
      run("init", "-input=false");
      run("plan", "-input=false", "-out=evil.tfplan");
      return path.join(directory, "evil.tfplan");
    });
    if (!honest) throw new Error("the clone was not synthesized");
    const commit = gitIn(reviewer.folder)("rev-parse", "HEAD").trim();
    const forged = { stack: honest, planFile, commit, acknowledged: [], unprotected: [] };
    Object.assign(process.env, emulator.environment); // whoever may use the key can make such a file
    await saveArtifact(artifact("forged"), forged);

    const refused = await apply("forged");
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain("would change something else by now than what was reviewed");
    expect((await reviewer.run("review", environment)).output).not.toContain("stolen");
  });
});

test("prevent_destroy that leaves the configuration is noticed beside the revision that has it", async () => {
  await reviewer.run("deploy", "fixture-production", "--auto-approve");
  const lost = await changed(
    reviewer,
    ", lifecycle: { preventDestroy: true } });\n    }\n  }",
    " });\n    }\n  }",
    () => reviewer.run("review", "fixture-production", "--against", "HEAD"),
  );
  expect(lost.output).toContain("is no longer protected by prevent_destroy");
  expect(lost.exitCode).toBe(3);
});

test("only the stacks whose JSON differs are affected", async () => {
  const comment = await changed(reviewer, "const app = new App();", "const app = new App(); // the app", () =>
    reviewer.run("affected", "HEAD", "--format", "json"),
  );
  expect(comment.output.trim()).toBe("[]");
  const staging = await changed(reviewer, '"fixture-staging", "delete"', '"fixture-staging", "retain"', () =>
    reviewer.run("affected", "HEAD", "--format", "json"),
  );
  expect(staging.output.trim()).toBe('["fixture-staging"]');
});

test("a plan of something else is refused", async () => {
  const file = path.join(reviewer.folder, "other.json");
  writeFileSync(file, '{"format_version":"1.2","resource_changes":[]}');
  const { exitCode, output } = await reviewer.run("review", "--plan", file);
  expect(exitCode).toBe(1);
  expect(output).toContain("The plan does not say which stack it is for: it is not one of this project's.");
});
