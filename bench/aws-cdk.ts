import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Command } from "commander";

import { platform } from "../environments";
import { checkPlatform } from "../src/config/platform";
import { runCommand } from "../src/operations/command";
import { Failure } from "../src/operations/failure";
import { run } from "../src/operations/processes/child-process";
import { table } from "../src/operations/table";

/** What is compared with, with the release of constructs that it shares with this project. */
const packages = { "aws-cdk-lib": "2.276.0", constructs: "10.7.2" };
/** How often both run in turn: what else the machine does then slows down both. */
const pairs = 5;
/** The shares of AWS CDK's time that `npm run synth` may take. */
const allowed = { cpu: 1 / 4, wall: 1 / 3 };

interface Seconds {
  /** Of the process and all that it started, in user and system mode. */
  readonly cpu: number;
  readonly wall: number;
}

async function compare(): Promise<void> {
  const [environment] = checkPlatform(platform).environments;
  if (!environment) throw new Failure("environments/ lists no environment.");
  const folder = await mkdtemp(path.join(tmpdir(), "aws-cdk-"));
  try {
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies: packages }));
    await copyFile("bench/aws-cdk-app.txt", path.join(folder, "app.ts"));
    await succeed("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
    const tsx = path.resolve("node_modules/tsx/dist/loader.mjs");
    const measured: { readonly synth: Seconds; readonly cdk: Seconds }[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      measured.push({
        synth: await secondsOf(["npm", "run", "synth", "--", environment.name]),
        cdk: await secondsOf([process.execPath, "--import", tsx, "app.ts"], folder),
      });
    }
    const rows = measured.map(({ synth, cdk }) => [synth.cpu, cdk.cpu, synth.wall, cdk.wall].map((s) => s.toFixed(2)));
    console.log(table([`npm run synth -- ${environment.name}, CPU s`, "AWS CDK, CPU s", "s", "AWS CDK, s"], rows));
    const shares = (["cpu", "wall"] as const).map((kind) => {
      const share = median(measured.map(({ synth, cdk }) => synth[kind] / cdk[kind]));
      console.log(`median share of ${kind} time ${share.toFixed(2)}, allowed ${allowed[kind].toFixed(2)}`);
      return share <= allowed[kind];
    });
    if (shares.includes(false)) throw new Failure("A bound is broken, see above.");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** bash's own `time` adds up what a command and its children take. */
async function secondsOf(command: readonly string[], cwd = "."): Promise<Seconds> {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>&1';
  const output = await succeed("bash", ["-c", script, "bash", ...command], cwd);
  const [user = NaN, system = NaN, wall = NaN] = output.trim().split(" ").map(Number);
  return { cpu: user + system, wall };
}

async function succeed(file: string, args: readonly string[], cwd: string): Promise<string> {
  const { exitCode, output } = await run(file, args, { cwd });
  if (exitCode !== 0) throw new Failure(`${file} ${args.join(" ")} failed:\n${output}`);
  return output;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
}

void runCommand(
  new Command("npm run bench:aws-cdk")
    .description(
      "Compare the synthesis of the first environment with that of five services behind a load balancer with a database by AWS CDK, which is installed into a temporary folder. Exit code 1: slower than allowed.",
    )
    .action(compare),
);
