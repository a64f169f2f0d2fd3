import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { KMSClient } from "@aws-sdk/client-kms";
import { paginateGetResources, ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import { CreateBucketCommand, GetObjectCommand, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";

import { Emulator } from "../../../src/operations/emulate/emulator/emulator";
import { killTree } from "../../../src/operations/processes/process-tree";
import { type CommandResult, ended, FixtureApp } from "../../operations/support/fixture-app";
import { type Faults, FaultyProxy } from "./faulty-proxy";
import { product, type Version } from "./product";

const { name, account, region, stateBucket } = product;

export const stateObject = { Bucket: stateBucket, Key: `${name}.tfstate` } as const;

/** Deploys of the product into an emulated AWS of their own, with a network between that can be disturbed. */
export class Laboratory {
  private readonly environment: Readonly<Record<string, string>>;
  private readonly app: FixtureApp;
  private synthesized: Version | undefined;

  private constructor(
    private readonly emulator: Emulator,
    private readonly proxy: FaultyProxy,
  ) {
    this.environment = { ...emulator.environment, AWS_ENDPOINT_URL: proxy.url };
    this.app = new FixtureApp(this.environment, (folder) => {
      writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify({ language: "typescript", app: "true" }));
    });
  }

  public static async start(): Promise<Laboratory> {
    const emulator = await Emulator.start({ accountId: account, region });
    return new Laboratory(emulator, await FaultyProxy.start(emulator.url));
  }

  public async stop(): Promise<void> {
    this.proxy.cut();
    this.app.remove();
    await this.emulator.stop();
  }

  /** Empties AWS but for the state bucket, and forgets what earlier deploys left on this machine. */
  public async reset(): Promise<void> {
    this.proxy.expect();
    await fetch(`${this.emulator.url}/moto-api/reset`, { method: "POST" });
    await this.s3.send(new CreateBucketCommand({ Bucket: stateBucket }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await this.s3.send(new PutBucketVersioningCommand({ Bucket: stateBucket, VersioningConfiguration }));
    rmSync(path.join(this.stackFolder, "errored.tfstate"), { force: true });
  }

  /** Writes a version of the product's configuration, and synthesizes it. */
  public async use(version: Version): Promise<void> {
    if (version === this.synthesized) return;
    const module = JSON.stringify(path.join(__dirname, "product"));
    const main = `import { synthesizeProduct } from ${module};\nsynthesizeProduct("${version}");\n`;
    writeFileSync(path.join(this.app.folder, "main.ts"), main);
    expectSuccess(await this.app.run("synth", name));
    this.synthesized = version;
  }

  /** `npm run deploy`. */
  public deploy(): Promise<CommandResult> {
    return this.run("deploy", "--auto-approve");
  }

  /** A command for the product, with its further arguments. */
  public run(command: string, ...options: readonly string[]): Promise<CommandResult> {
    return this.app.run(command, name, ...options);
  }

  /** What a plan has to say; empty when there is nothing to change. */
  public async planned(): Promise<string> {
    const args = ["plan", "-detailed-exitcode", "-input=false", "-no-color", "-lock=false"];
    const { exitCode, output } = await ended(this.spawn("terraform", args, this.stackFolder));
    return exitCode === 0 ? "" : output;
  }

  /** Deploys what is synthesized without a disturbance, and counts the requests that it takes. */
  public async requestsOfDeploy(): Promise<number> {
    this.proxy.expect();
    expectSuccess(await ended(this.startDeploy()));
    return this.proxy.requests;
  }

  /**
   * Deploys what is synthesized, and kills cdktf, Terraform and its providers when AWS has done the n-th request, whose answer
   * nobody gets any more.
   */
  public async deployKilledAt(moment: number): Promise<void> {
    const deploy = this.startDeploy();
    this.proxy.expect(undefined, async (nth) => {
      if (nth === moment && deploy.pid !== undefined) await killTree(deploy.pid);
    });
    await ended(deploy);
    this.proxy.expect();
  }

  /** Deploys what is synthesized, and cuts the connection when AWS has done the n-th request, until the deploy has ended. */
  public async deployCutAt(moment: number): Promise<void> {
    this.proxy.expect(undefined, (nth) => {
      if (nth === moment) this.proxy.cut();
      return Promise.resolve();
    });
    await ended(this.startDeploy());
    await this.proxy.connect();
    this.proxy.expect();
  }

  /** Deploys what is synthesized while requests go wrong. */
  public async deployDisturbed(faults: Faults): Promise<void> {
    this.proxy.expect(faults);
    await ended(this.startDeploy());
  }

  /** Lets requests go wrong from now on; none without an argument. */
  public disturb(faults?: Faults): void {
    this.proxy.expect(faults);
  }

  /** What carries the product's tags and is in no state, by ARN. */
  public async outsideState(): Promise<string[]> {
    const object = await this.s3.send(new GetObjectCommand(stateObject));
    const state = (await object.Body?.transformToString()) ?? "";
    // Of a task definition's revisions the state has the latest; the others are what a rollback runs.
    const isIn = (text: string): boolean =>
      state.includes(/:task-definition\/[^:]+:\d+$/.test(text) ? `"${text.replace(/\d+$/, "")}` : `"${text}"`);
    const client = new ResourceGroupsTaggingAPIClient(this.client);
    const TagFilters = [{ Key: "environment", Values: [name] }];
    const found: string[] = [];
    for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters }))
      found.push(...ResourceTagMappingList.flatMap(({ ResourceARN: arn }) => arn ?? []));
    return found.filter((arn) => !isIn(arn) && !isIn(arn.split(/[/:]/).at(-1) ?? ""));
  }

  private get client(): {
    region: string;
    endpoint: string;
    credentials: Record<"accessKeyId" | "secretAccessKey", string>;
  } {
    return { region, endpoint: this.emulator.url, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  }

  public get s3(): S3Client {
    return new S3Client(this.client);
  }

  public get kms(): KMSClient {
    return new KMSClient(this.client);
  }

  private get stackFolder(): string {
    return path.join(this.app.folder, "cdktf.out/stacks", name);
  }

  private startDeploy(): ChildProcess {
    const script = path.join(__dirname, "deploy-synthesized.ts");
    return this.spawn(process.execPath, ["--import", "tsx", script], this.app.folder);
  }

  private spawn(file: string, args: readonly string[], cwd: string): ChildProcess {
    const env = { ...process.env, ...this.environment };
    return spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  }
}

function expectSuccess({ exitCode, output }: CommandResult): void {
  if (exitCode !== 0) throw new Error(output);
}
