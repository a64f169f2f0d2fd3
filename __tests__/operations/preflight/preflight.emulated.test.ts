import path from "node:path";

import { CloudWatchLogsClient, CreateLogGroupCommand, PutResourcePolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import { AllocateAddressCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import { CreatePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateDBParameterGroupCommand, RDSClient } from "@aws-sdk/client-rds";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import { ProjectCopy } from "../support/project-copy";
import { Terminal } from "../support/terminal";

const accountId = "111122223333";
const region = "us-east-1";
const environment = "shop-staging";
const bucket = `terraform-state-${accountId}-${region}`;
const secret = "shop/staging/api/operator";
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const environmentFile = "__tests__/products/shop.ts";

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly what: string;
  readonly fix?: string;
}

describe("before a deploy", () => {
  let emulator: Emulator;
  let project: ProjectCopy;
  let client: { readonly region: string; readonly endpoint: string; readonly credentials: typeof credentials };
  let secretsManager: SecretsManagerClient;

  beforeAll(async () => {
    emulator = await Emulator.start({ accountId, region });
    project = new ProjectCopy(emulator.environment);
    client = { region, endpoint: emulator.url, credentials };
    secretsManager = new SecretsManagerClient(client);
  });

  afterAll(async () => {
    project.remove();
    await emulator.stop();
  });

  function preflight(name = environment): { readonly exitCode: number | null; readonly findings: Finding[] } {
    const { exitCode, stdout } = project.run("preflight", name, "--json");
    return { exitCode, findings: (JSON.parse(stdout) as { findings: Finding[] }).findings };
  }

  /** What one check finds, as `status: what`. */
  function found(check: string): string[] {
    return preflight()
      .findings.filter((finding) => finding.check === check)
      .map(({ status, what }) => `${status}: ${what}`);
  }

  test("an account that is not bootstrapped lacks what bootstrapping creates", () => {
    const { exitCode, findings } = preflight();
    expect(exitCode).toBe(2);
    const bootstrap = findings.filter(({ fix }) => fix === `npm run bootstrap -- ${environment}`);
    expect(bootstrap.map(({ what }) => what)).toEqual([
      `${bucket} does not exist; the account is not bootstrapped`,
      "the image repository shop/api does not exist",
      "the image repository shop/web does not exist",
      "the identity provider token.actions.githubusercontent.com does not exist",
    ]);
    expect(findings).toContainEqual({
      check: "state lock",
      status: "not checked",
      what: "because the state bucket is not ready",
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        check: "state",
        what: expect.stringMatching(/^nothing is deployed yet; a deploy creates \d+ resources$/) as unknown,
      }),
    );
  });

  test("names and quotas that others have used up are found", async () => {
    await new CloudWatchLogsClient(client).send(new CreateLogGroupCommand({ logGroupName: "/ecs/shop-staging/api" }));
    await new RDSClient(client).send(
      new CreateDBParameterGroupCommand({
        DBParameterGroupName: "shop-staging-postgres15",
        DBParameterGroupFamily: "postgres15",
        Description: "left behind",
      }),
    );
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
    });
    await new IAMClient(client).send(new CreatePolicyCommand({ PolicyName: "shop-staging-pipeline", PolicyDocument }));
    for (let count = 0; count < 5; count += 1)
      await new EC2Client(client).send(new AllocateAddressCommand({ Domain: "vpc" }));

    const { findings } = preflight();
    const taken = findings.filter(({ check }) => check === "names").map(({ status, what }) => `${status}: ${what}`);
    expect(taken.toSorted()).toEqual([
      "missing: the log group /ecs/shop-staging/api exists already, and the state does not have it",
      "missing: the parameter group shop-staging-postgres15 exists already, and the state does not have it",
      "missing: the policy shop-staging-pipeline exists already, and the state does not have it",
    ]);
    expect(findings).toContainEqual({
      check: "quotas",
      status: "missing",
      what: "Elastic IP addresses: 5 in use and 1 to come, 5 allowed",
      fix: "aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-0263D0A3 --desired-value 6 --region us-east-1",
    });
  });

  test("a limit that AWS never raises is found where the environment comes near it", async () => {
    const logs = new CloudWatchLogsClient(client);
    for (let count = 0; count < 10; count += 1)
      await logs.send(new PutResourcePolicyCommand({ policyName: `others-${count}`, policyDocument: "{}" }));

    const { findings } = preflight("shop-production");
    expect(findings).toContainEqual({
      check: "quotas",
      status: "missing",
      what: "resource policies of CloudWatch Logs: 10 in use and 1 to come, 10 allowed",
      fix: expect.stringMatching(/^AWS gives no more of them: delete one that nothing needs/) as unknown,
    });
  });

  test("bootstrapping makes the account ready", () => {
    expect(project.run("bootstrap", environment)).toMatchObject({ exitCode: 0 });
    expect(found("state bucket")).toEqual([`ok: ${bucket} is there, versioned and encrypted`]);
    expect(found("existing resources").map((line) => line.split(":")[0])).toEqual(["ok", "ok", "ok", "ok"]);
  });

  test("somebody else's lock and a half deployed state are told", async () => {
    const s3 = new S3Client({ ...client, forcePathStyle: true });
    const lock = {
      ID: "5d20f768",
      Operation: "OperationTypeApply",
      Who: "deployer@laptop",
      Created: "2026-03-01T10:00:00Z",
    };
    const put = (Key: string, content: object): Promise<unknown> =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: JSON.stringify(content) }));
    await put(`${environment}.tfstate.tflock`, lock);
    const vpc = { mode: "managed", type: "aws_vpc", name: "network_39EEAA36", instances: [{ attributes: {} }] };
    await put(`${environment}.tfstate`, { version: 4, serial: 1, lineage: "7c9e6679", resources: [vpc] });

    expect(found("state lock")).toEqual([
      "missing: held by deployer@laptop since 2026-03-01T10:00:00Z, doing OperationTypeApply",
    ]);
    expect(found("state")).toEqual([
      expect.stringMatching(/^ok: 1 of \d+ resources are deployed; a deploy creates the other \d+$/),
    ]);
  });

  test("an image is for the tasks' platform, or is not", async () => {
    const ssm = new SSMClient(client);
    const ecr = new ECRClient(client);
    for (const [service, architecture] of [
      ["api", "amd64"],
      ["web", "arm64"],
    ]) {
      const manifests = [{ digest: "sha256:ab", platform: { os: "linux", architecture } }];
      const mediaType = "application/vnd.oci.image.index.v1+json";
      await ecr.send(
        new PutImageCommand({
          repositoryName: `shop/${service ?? ""}`,
          imageTag: "2.1",
          imageManifestMediaType: mediaType,
          imageManifest: JSON.stringify({ schemaVersion: 2, mediaType, manifests }),
        }),
      );
      const Name = `/shop/staging/images/${service ?? ""}`;
      await ssm.send(new PutParameterCommand({ Name, Value: "2.1", Type: "String" }));
    }
    expect(found("images").slice(0, 2)).toEqual([
      "ok: api: shop/api:2.1 for linux/amd64",
      "missing: web: shop/web:2.1 is for linux/arm64, but its tasks are linux/amd64",
    ]);
  });

  describe("the secret of a service", () => {
    const cli = (): string[] => [
      ...[process.execPath, "--require", "tsx/cjs", path.join(project.folder, "src/operations/cli.ts")],
      ...["secrets", environment, "api"],
    ];

    /** The command in a terminal, as far as its first question. */
    async function asked(...args: string[]): Promise<Terminal> {
      const terminal = new Terminal([...cli(), ...args], { cwd: project.folder, env: { ...emulator.environment } });
      await terminal.shows("PAYMENT_KEY:");
      return terminal;
    }

    async function value(): Promise<unknown> {
      const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: secret }));
      return JSON.parse(SecretString ?? "");
    }

    test("cannot be filled before the deploy has created it", () => {
      const { exitCode, stderr } = project.run("secrets", environment, "api");
      expect(exitCode).toBe(1);
      expect(stderr).toContain(
        `The secret ${secret} does not exist yet; the deploy creates it:  npm run deploy -- ${environment}`,
      );
    });

    test("is left alone when it is not JSON, and is not shown", async () => {
      await secretsManager.send(new CreateSecretCommand({ Name: secret, SecretString: "hunter2" }));
      const { exitCode, stdout, stderr } = project.run("secrets", environment, "api");
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toContain(`The value of ${secret} is not a JSON object`);
      expect(stdout + stderr).not.toContain("hunter2");
      expect(found("secrets")[0]).toBe(`missing: the value of ${secret} is not a JSON object`);
    });

    test("is begun anew where that is asked for, and what it was stays readable", async () => {
      const terminal = await asked("--replace", "--key", "PAYMENT_KEY");
      terminal.type("hunter7\r");
      expect(await terminal.exitCode()).toBe(0);
      expect(await value()).toEqual({ PAYMENT_KEY: "hunter7" });
      const previous = new GetSecretValueCommand({ SecretId: secret, VersionStage: "AWSPREVIOUS" });
      expect((await secretsManager.send(previous)).SecretString).toBe("hunter2");
    });

    test("is asked for on a terminal, which would show what is typed but does not", async () => {
      const echo = new Terminal([process.execPath, "-e", 'console.log("ready"); setTimeout(() => {}, 500)']);
      await echo.shows("ready");
      echo.type("visible\r");
      await echo.exitCode();
      expect(echo.screen).toContain("visible");

      await secretsManager.send(new PutSecretValueCommand({ SecretId: secret, SecretString: '{"OTHER":"kept"}' }));
      const terminal = await asked();
      terminal.type("hunter3-role\r");
      await terminal.shows("PAYMENT_URL:");
      terminal.type("hunter4-url\r");
      expect(await terminal.exitCode()).toBe(0);
      expect(terminal.screen).toContain(`Written to ${secret}: PAYMENT_KEY, PAYMENT_URL.`);
      expect(terminal.screen).not.toMatch(/hunter|role|url/);
      expect(await value()).toEqual({
        OTHER: "kept",
        PAYMENT_KEY: "hunter3-role",
        PAYMENT_URL: "hunter4-url",
      });
      expect(found("secrets")[0]).toBe(`ok: ${secret}: PAYMENT_KEY, PAYMENT_URL`);
    });

    test("stays as somebody else has made it meanwhile", async () => {
      const terminal = await asked("--key", "PAYMENT_KEY");
      await secretsManager.send(new PutSecretValueCommand({ SecretId: secret, SecretString: '{"OTHER":"changed"}' }));
      terminal.type("hunter5\r");
      expect(await terminal.exitCode()).toBe(1);
      expect(terminal.screen).toContain(
        `Somebody else has changed ${secret} meanwhile; nothing was written. Look again, then repeat.`,
      );
      expect(await value()).toEqual({ OTHER: "changed" });
    });

    test("stays as it was when the answer is Ctrl-C", async () => {
      const terminal = await asked("--all");
      terminal.type("hunter6\r");
      await terminal.shows("PAYMENT_URL:");
      terminal.type("\u0003");
      expect(await terminal.exitCode()).toBe(130);
      expect(await value()).toEqual({ OTHER: "changed" });
    });
  });

  test("a configuration that is wrong is an error, not something missing", () => {
    project.edit([{ file: environmentFile, from: "memoryMiB: 1024", to: "memoryMiB: 1" }]);
    const { exitCode, stderr } = project.run("preflight", environment);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("memoryMiB");
  });
});
