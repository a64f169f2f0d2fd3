import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { CreateRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { GetParametersByPathCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { Testing } from "cdktf";

import { Emulator } from "../../src/operations/emulate/emulator/emulator";
import { placeholderImage } from "../../src/naming/placeholders";
import { readPlan } from "../../src/review/plan";
import { type Review, review } from "../../src/review/review";
import { EnvironmentStack } from "../../src/stacks/environment-stack";
import { checked, type Draft, validAccount } from "./platform";
import type { State } from "../../src/terraform-json/state";
import { RecordingProxy } from "./recording-proxy";

const run = promisify(execFile);

export interface Applied {
  readonly exitCode: number;
  readonly output: string;
  /** The calls of AWS's API that the apply made, in their order. */
  readonly calls: readonly string[];
}

/** The small valid environment with changes, planned and applied for real against an emulated AWS of its own. */
export class EmulatedEnvironment {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "emulated-environment-"));
  private initialized = false;
  /** Applied to the stack's JSON, for what only the code of a stack changes. */
  public rewrite: (json: string) => string = (json) => json;

  private constructor(
    public readonly emulator: Emulator,
    private readonly proxy: RecordingProxy,
  ) {}

  /** Starts the emulator, with the zone and the repositories that an environment expects. */
  public static async start(
    repositories: readonly string[],
    { runsTasks = false }: { readonly runsTasks?: boolean } = {},
  ): Promise<EmulatedEnvironment> {
    const { id: accountId, region } = validAccount();
    const emulator = await Emulator.start({ accountId, region, ...(runsTasks && { containers: {} }) });
    const environment = new EmulatedEnvironment(emulator, await RecordingProxy.start(emulator.url));
    const client = environment.client;
    await new Route53Client(client).send(new CreateHostedZoneCommand({ Name: "shop.com", CallerReference: "test" }));
    for (const repositoryName of repositories)
      await new ECRClient(client).send(new CreateRepositoryCommand({ repositoryName }));
    return environment;
  }

  /** What a client of AWS's SDK needs to reach the emulator. */
  public get client(): {
    region: string;
    endpoint: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  } {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    return { region: validAccount().region, endpoint: this.emulator.url, credentials };
  }

  public async stop(): Promise<void> {
    this.proxy.stop();
    await this.emulator.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Plans the environment after a change. */
  public async plan(change: (environment: Draft) => void): Promise<void> {
    await this.write(change);
    await this.terraform("plan", "-out=plan");
  }

  /** Plans the environment after a change, and judges the plan. */
  public async review(change: (environment: Draft) => void): Promise<Review> {
    await this.plan(change);
    return review(readPlan((await this.terraform("show", "-json", "plan")).output));
  }

  /** Applies what was planned last. */
  public async apply(): Promise<Applied> {
    this.proxy.taken();
    const applied = await this.terraform("apply", "plan");
    return { ...applied, calls: this.proxy.taken() };
  }

  /** Names the first images, which the next apply starts. */
  public async nameImages(): Promise<void> {
    const ssm = new SSMClient(this.client);
    const { Parameters = [] } = await ssm.send(new GetParametersByPathCommand({ Path: "/", Recursive: true }));
    for (const { Name, Value } of Parameters)
      if (Value === placeholderImage)
        await ssm.send(new PutParameterCommand({ Name, Value: "1.0.0", Overwrite: true }));
  }

  /** What Terraform holds. */
  public state(): State {
    return JSON.parse(readFileSync(path.join(this.folder, "terraform.tfstate"), "utf8")) as State;
  }

  private async write(change: (environment: Draft) => void): Promise<void> {
    const { accounts, environments } = checked(change);
    const [account] = accounts;
    const [environment] = environments;
    if (!account || !environment) throw new Error("there is no environment");
    const stack = new EnvironmentStack(Testing.app(), environment, account);
    stack.prepareStack();
    writeFileSync(path.join(this.folder, "cdk.tf.json"), this.rewrite(Testing.synth(stack)));
    if (this.initialized) return;
    const local = { terraform: { backend: { local: {} } } };
    writeFileSync(path.join(this.folder, "backend_override.tf.json"), JSON.stringify(local));
    await this.terraform("init");
    this.initialized = true;
  }

  /** @throws Error for anything but an apply that fails. */
  private async terraform(subcommand: string, ...args: string[]): Promise<{ exitCode: number; output: string }> {
    const options = {
      cwd: this.folder,
      env: { ...process.env, ...this.emulator.environment, AWS_ENDPOINT_URL: this.proxy.url },
      maxBuffer: 1 << 28,
    };
    const all = subcommand === "show" ? args : ["-input=false", "-no-color", ...args];
    try {
      const { stdout } = await run("terraform", [subcommand, ...all], options);
      return { exitCode: 0, output: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      if (subcommand !== "apply")
        throw new Error(`terraform ${subcommand} failed:\n${stdout}\n${stderr}`, { cause: error });
      return { exitCode: code, output: stdout + stderr };
    }
  }
}
