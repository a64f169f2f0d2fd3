import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../failure";
import { signalProcess } from "../../processes/process-tree";
import { type CallLog, readCallLog } from "./call-log";
import { chooseRunner, type Command, type Probe } from "./runner";

export interface EmulatorProps {
  /** The account that the emulator is: twelve digits. */
  readonly accountId: string;
  /** The region that `environment` names; the emulator itself answers for every region. */
  readonly region: string;
  /** @default a free one */
  readonly port?: number;
  /**
   * Whether the emulator runs on when this process ends, until `stop()` or a signal to `pid`.
   *
   * @default false
   */
  readonly keep?: boolean;
  /** Images of the engine's by ECR repositories, where tasks run in containers. @default no task runs */
  readonly containers?: Readonly<Record<string, string>>;
}

/** Milliseconds that a program has to say whether it can run the emulator. */
const probeTimeout = 20_000;

/** Milliseconds until the emulator has to answer: docker may pull an image, uvx and docker install moto first. */
const startTimeout = 180_000;

/** Milliseconds that a stopped emulator has to end by itself. */
const stopTimeout = 10_000;

/** An emulated AWS in a process of its own, on this machine's loopback address only. */
export class Emulator {
  readonly url: string;
  /**
   * What makes a child process meet the emulator whatever it inherits: no profile, token or endpoint of the user leaks in.
   * The AWS CLI, other than Terraform and the SDK, wants `AWS_PROFILE` unset instead of blank.
   */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(
    private readonly server: ChildProcess,
    /** The emulator's process, which leads its own process group. */
    readonly pid: number,
    /** Path of the emulator's log: every request and its status. */
    readonly log: string,
    port: number,
    region: string,
  ) {
    this.url = `http://127.0.0.1:${String(port)}`;
    this.environment = emulatedEnvironment(this.url, region);
  }

  /**
   * Starts an emulator and waits until it answers.
   *
   * Unless it is kept it holds on to this process's end of its standard input: however this process ends, the
   * emulator ends with it.
   *
   * @throws Failure when nothing can run it, or with the end of its log when it ends or does not answer in time.
   */
  static async start(props: EmulatorProps): Promise<Emulator> {
    const keep = props.keep ?? false;
    const port = await freePort(props.port ?? 0);
    const settings = {
      MOTO_ACCOUNT_ID: props.accountId,
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      MOTO_ACM_VALIDATION_WAIT: "0",
    };
    const containers = props.containers && { run: newRun(), region: props.region, images: props.containers };
    const command = (await chooseRunner(succeeds)).command({ port, keep, settings, containers });
    const log = join(mkdtempSync(join(tmpdir(), "emulator-")), "emulator.log");
    const server = launch(command, settings, log, keep);
    if (server.pid === undefined) {
      const [error] = (await once(server, "error")) as [Error];
      throw new Failure(`cannot run ${command.file}: ${error.message}`);
    }
    if (keep) server.unref();

    const emulator = new Emulator(server, server.pid, log, port, props.region);
    try {
      await emulator.answers();
    } catch (error) {
      await emulator.stop();
      throw error;
    }
    return emulator;
  }

  /** Ends the emulator's whole process group and waits until it is gone. Harmless when it has ended already. */
  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    this.server.ref();
    const ended = once(this.server, "exit");
    signalProcess(-this.pid, "SIGTERM");
    const impatience = setTimeout(() => {
      signalProcess(-this.pid, "SIGKILL");
    }, stopTimeout);
    await ended;
    clearTimeout(impatience);
  }

  /** Who has called what so far, and what of it AWS's service models do not know. */
  callLog(): Promise<CallLog> {
    return readCallLog(this.url);
  }

  private hasEnded(): boolean {
    return this.server.exitCode !== null || this.server.signalCode !== null;
  }

  private async answers(): Promise<void> {
    const deadline = Date.now() + startTimeout;
    while (!this.hasEnded()) {
      if (Date.now() > deadline) {
        throw new Failure(`The emulator did not answer within ${String(startTimeout / 1000)} s. ${this.endOfLog()}`);
      }
      if (await isUp(this.url)) return;
      await delay(100);
    }
    throw new Failure(`The emulator ended as it started. ${this.endOfLog()}`);
  }

  private endOfLog(): string {
    const lines = readFileSync(this.log, "utf8").trimEnd().split("\n").slice(-15);
    return `The end of its log (${this.log}):\n${lines.join("\n")}`;
  }
}

/** What everything that a run starts in an engine is called by. */
function newRun(): string {
  return `run-${randomUUID().slice(0, 8)}`;
}

function launch(command: Command, settings: Record<string, string>, log: string, keep: boolean): ChildProcess {
  const output = openSync(log, "a");
  const server = spawn(command.file, command.args, {
    env: { ...process.env, ...settings },
    stdio: [keep ? "ignore" : "pipe", output, output],
    // A Ctrl-C in the terminal must not reach it: an interrupted command may still destroy what it built.
    detached: true,
  });
  closeSync(output);
  return server;
}

/** Blank is how Terraform and the AWS SDK for JavaScript are told to forget what they would inherit. */
function emulatedEnvironment(url: string, region: string): Record<string, string> {
  const inherited = Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL_"));
  return {
    ...Object.fromEntries(inherited.map((name) => [name, ""])),
    AWS_PROFILE: "",
    AWS_SESSION_TOKEN: "",
    AWS_ENDPOINT_URL: url,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    CHECKPOINT_DISABLE: "1",
  };
}

const succeeds: Probe = async ({ file, args }) => {
  const probe = spawn(file, args, { stdio: "ignore", timeout: probeTimeout });
  return new Promise((resolve) => {
    probe.once("error", () => {
      resolve(false);
    });
    probe.once("exit", (code) => {
      resolve(code === 0);
    });
  });
};

/** @throws Failure for a port of another protocol ("bad port" of the Fetch standard) */
async function isUp(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/moto-api/`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly message?: string } };
    if (cause?.message !== "bad port") return false;
    throw new Failure(
      `Browsers and Node.js connect to no port of another protocol, as ${new URL(url).port} is; choose another.`,
    );
  }
}

/** The port, or any free one for 0; whatever answers there already would be taken for the emulator. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Failure(
      `The emulator cannot use port ${String(wanted)}: ${(error as Error).message}. Choose another one.`,
    );
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
