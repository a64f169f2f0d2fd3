import { once } from "node:events";

import { CreateKeyCommand, KMSClient, type KMSClientConfig, ListKeysCommand } from "@aws-sdk/client-kms";
import { CreateHostedZoneCommand, Route53Client, type Route53ClientConfig } from "@aws-sdk/client-route-53";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import { killTree } from "../../../src/operations/processes/process-tree";
import { FixtureApp } from "../support/fixture-app";

const accountId = "111122223333";
const region = "us-east-1";
const bucket = `${accountId}-fixture-state`;

/** How the AWS SDK meets an emulator from here, without its environment. */
function client({ url }: Emulator): S3ClientConfig & KMSClientConfig & Route53ClientConfig {
  return { region, endpoint: url, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
}

describe("with the credentials of another account", () => {
  let emulator: Emulator;
  let app: FixtureApp;

  beforeAll(async () => {
    emulator = await Emulator.start({ accountId: "999999999999", region });
    app = new FixtureApp(emulator.environment);
  });

  afterAll(async () => {
    app.remove();
    await emulator.stop();
  });

  test.each([["bootstrap"], ["deploy", "--auto-approve"], ["plan"], ["destroy", "--auto-approve"]])(
    "%s is refused before anything is created",
    async (command, ...options) => {
      const { exitCode, output } = await app.run(command, "fixture-staging", ...options);
      expect(exitCode).toBe(1);
      expect(output).toContain(`belongs to AWS account ${accountId}, but your credentials are for 999999999999`);
      expect(output).not.toMatch(/\n\s+at /);
      expect((await new S3Client(client(emulator)).send(new ListBucketsCommand())).Buckets).toEqual([]);
      expect((await new KMSClient(client(emulator)).send(new ListKeysCommand())).Keys).toEqual([]);
    },
  );
});

describe("in the account of the stacks", () => {
  let emulator: Emulator;
  let app: FixtureApp;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await Emulator.start({ accountId, region });
    app = new FixtureApp(emulator.environment);
    s3 = new S3Client(client(emulator));
    await new Route53Client(client(emulator)).send(
      new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "1" }),
    );
  });

  afterAll(async () => {
    app.remove();
    await emulator.stop();
  });

  test("a deploy before the bootstrap says how to bootstrap", async () => {
    const { exitCode, output } = await app.run("deploy", "fixture-staging", "--auto-approve");
    expect(exitCode).toBe(1);
    expect(output).toContain(`The state bucket ${bucket} does not exist yet.`);
    expect(output).toContain("npm run bootstrap -- fixture-staging");
  });

  test("a bootstrap completes what an interrupted one left, and another one changes nothing", async () => {
    const kms = new KMSClient(client(emulator));
    await kms.send(new CreateKeyCommand({ Description: "Terraform state", KeyUsage: "ENCRYPT_DECRYPT" }));
    const first = await app.run("bootstrap", "fixture-staging");
    expect(first.output).toContain("created S3 bucket");
    expect(first.exitCode).toBe(0);
    expect((await kms.send(new ListKeysCommand())).Keys).toHaveLength(1);
    expect((await app.run("bootstrap", "fixture")).output).toBe("foundation-fixture: nothing to change.\n");
  });

  test("without a terminal and without --auto-approve a deploy says what to do", async () => {
    const { exitCode, output } = await app.run("deploy", "fixture-staging");
    expect(exitCode).toBe(1);
    expect(output).toContain("There is no terminal to ask for your approval on.");
  });

  test.each(["deploy", "plan", "destroy"])(
    "a lock held by somebody else stops a %s, which changes nothing",
    async (command) => {
      const Key = "fixture-staging.tfstate.tflock";
      const Created = new Date().toISOString();
      const lock = { ID: "8f0c", Operation: "OperationTypeApply", Who: "deployer@laptop", Created };
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: JSON.stringify(lock) }));
      const { exitCode, output } = await app.run(
        command,
        "fixture-staging",
        ...(command === "plan" ? [] : ["--auto-approve"]),
      );
      const kept = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
      expect(exitCode).toBe(1);
      expect(output).toMatch(/is locked.*:\n {2}held by {4}deployer@laptop\n {2}since {6}/);
      expect(output).toMatch(/nothing was changed/i);
      expect(await kept.Body?.transformToString()).toBe(JSON.stringify(lock));
      await expect(
        s3.send(new HeadObjectCommand({ Bucket: bucket, Key: "fixture-staging.tfstate" })),
      ).rejects.toThrow();
    },
  );

  test("a deploy that was killed half-way is repeated, which frees its lock, and nothing that it finished is lost", async () => {
    const deploy = app.start("deploy", "fixture-staging", "--auto-approve");
    let seen = "";
    await new Promise<void>((resolve) => {
      deploy.stdout?.on("data", (text: Buffer) => {
        seen += text.toString();
        // Ten seconds into the slowest resource: all others are finished and stored.
        if (/aws_sqs_queue.*Still creating/.test(seen)) resolve();
      });
    });
    if (deploy.pid !== undefined) await killTree(deploy.pid);
    await once(deploy, "close");

    const repeated = await app.run("deploy", "fixture-staging", "--auto-approve");
    expect(repeated.output).toContain("Its holder is gone.\nThe lock is freed.");
    expect(repeated.output).toMatch(/Apply complete! Resources: 1 added, 0 changed, 0 destroyed/);
    expect(repeated.exitCode).toBe(0);
    expect((await app.run("plan", "fixture-staging")).exitCode).toBe(0);
  });
});
