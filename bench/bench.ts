import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Command } from "commander";

import { runCommand } from "../src/operations/command";
import { Failure } from "../src/operations/failure";
import { run } from "../src/operations/processes/child-process";
import { bundleApp, runApp } from "../src/operations/synth/app-bundle";
import { table } from "../src/operations/table";

/** How often whatever is compared is run in turn: what else the machine does then slows down both. */
const pairs = 5;
/** Numbers of services; the first is start-up alone. */
const sizes = [0, 1, 10, 100, 1000];
/** The share of ts-node's time that `npm run synth` may take. */
const shareAllowed = 1 / 3;
/** How many times longer ten times the services may take, beyond start-up. */
const growthAllowed = 11;
/** What the largest synthesis may take. */
const mebibytesAllowed = 700;
/** Numbers of changes in a plan; the first is start-up alone. */
const plans = [0, 5000, 50_000];
/** How many times longer than reading its JSON a review may take. Seconds would hold on one machine only. */
const timesParsingAllowed = 40;

interface Synthesis {
  readonly services: number;
  readonly seconds: number;
  readonly mebibytes: number;
}

interface PlanReview {
  readonly seconds: number;
  readonly parsing: number;
  readonly mebibytes: number;
}

/** Compares `npm run synth` with cdktf's default way to run the same `main.ts`, in turn; true when the bound holds. */
async function compareWithTsNode(): Promise<boolean> {
  const measured: { synth: number; tsNode: number }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    measured.push({
      synth: await secondsOf("npm", "run", "synth"),
      tsNode: await secondsOf("npx", "ts-node", "main.ts"),
    });
  }
  const share = median(measured.map(({ synth, tsNode }) => synth / tsNode));
  const rows = measured.map(({ synth, tsNode }) => [synth.toFixed(2), tsNode.toFixed(2), (synth / tsNode).toFixed(2)]);
  console.log(table(["npm run synth, s", "npx ts-node main.ts, s", "share"], rows));
  console.log(`median share ${share.toFixed(2)}, allowed ${shareAllowed.toFixed(2)}\n`);
  return share <= shareAllowed;
}

/** Synthesizes ever more services, all sizes in turn; true when time grows with their number, and memory is bounded. */
async function growServices(folder: string): Promise<boolean> {
  const bundle = path.join(folder, "generated-app.cjs");
  await bundleApp("bench/generated-app.ts", bundle);
  const rounds: Synthesis[][] = [];
  for (let round = 0; round < pairs; round++) {
    const syntheses: Synthesis[] = [];
    for (const services of sizes) syntheses.push(await synthesis(bundle, folder, services));
    rounds.push(syntheses);
  }
  const seconds = sizes.map((_, index) => Math.min(...inRounds(rounds, index, (one) => one.seconds)));
  const beyondStartUp = (index: number): number => (seconds[index] ?? NaN) - (seconds[0] ?? NaN);
  const growths = sizes.map((_, index) => (index < 2 ? undefined : beyondStartUp(index) / beyondStartUp(index - 1)));
  const rows = sizes.map((services, index) => [
    services,
    seconds[index]?.toFixed(2) ?? "",
    median(inRounds(rounds, index, ({ mebibytes }) => mebibytes)).toFixed(0),
    growths[index]?.toFixed(1) ?? "",
  ]);
  console.log(table(["services", "s, at best", "MiB", "times the time before"], rows));
  console.log(`allowed for ten times the services: ${growthAllowed} times the time beyond start-up (no services)`);
  const mebibytes = median(inRounds(rounds, sizes.length - 1, (one) => one.mebibytes));
  console.log(`allowed for the most services: ${mebibytesAllowed} MiB`);
  return mebibytes <= mebibytesAllowed && growths.every((growth) => growth === undefined || growth <= growthAllowed);
}

/** Reviews ever larger plans in turn; true when that is quick, and time and memory grow with the number of changes. */
async function growPlans(folder: string): Promise<boolean> {
  const bundle = path.join(folder, "review.cjs");
  await bundleApp("bench/review.ts", bundle);
  const rounds: PlanReview[][] = [];
  for (let round = 0; round < pairs; round++) {
    const reviews: PlanReview[] = [];
    for (const changes of plans) reviews.push(await measured<PlanReview>(bundle, changes));
    rounds.push(reviews);
  }
  const mebibytes = (index: number): number => median(inRounds(rounds, index, (one) => one.mebibytes));
  const quickest = (index: number): number => Math.min(...inRounds(rounds, index, ({ seconds }) => seconds));
  const share = (index: number): number =>
    quickest(index) / Math.min(...inRounds(rounds, index, ({ parsing }) => parsing));
  const rows = plans.map((changes, index) => [
    changes,
    quickest(index).toFixed(2),
    mebibytes(index).toFixed(0),
    index === 0 ? "" : share(index).toFixed(1),
  ]);
  const growth = (mebibytes(2) - mebibytes(0)) / (mebibytes(1) - mebibytes(0));
  console.log(table(["changes in a plan", "s to review, at best", "MiB", "times reading its JSON"], rows));
  console.log(
    `allowed: ${timesParsingAllowed} times reading the JSON; for ten times the changes ${growthAllowed} times the memory beyond start-up, here ${growth.toFixed(1)}`,
  );
  return [1, 2].every((index) => share(index) <= timesParsingAllowed) && growth <= growthAllowed;
}

async function measured<T>(bundle: string, argument: number): Promise<T> {
  const { exitCode, stdout, output } = await run(process.execPath, [bundle, `${argument}`]);
  if (exitCode !== 0) throw new Failure(output);
  return JSON.parse(stdout) as T;
}

async function synthesis(bundle: string, folder: string, services: number): Promise<Synthesis> {
  const { exitCode, stdout, output } = await runApp(bundle, [`${services}`], {
    env: { CDKTF_OUTDIR: path.join(folder, "cdktf.out") },
  });
  if (exitCode !== 0) throw new Failure(output);
  return { services, ...(JSON.parse(stdout) as Omit<Synthesis, "services">) };
}

async function secondsOf(file: string, ...args: readonly string[]): Promise<number> {
  const start = performance.now();
  const { exitCode, output } = await run(file, args);
  if (exitCode !== 0) throw new Failure(`${file} ${args.join(" ")} failed:\n${output}`);
  return (performance.now() - start) / 1000;
}

/**
 * What each round measured of the same size. Of times the least counts: whatever else the machine does makes them longer,
 * never shorter.
 */
function inRounds<T>(rounds: readonly (readonly T[])[], index: number, value: (measured: T) => number): number[] {
  return rounds.flatMap((round) => round.slice(index, index + 1)).map(value);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
}

async function bench(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "bench-"));
  try {
    const isFast = await compareWithTsNode();
    const isLinear = await growServices(folder);
    const areReviewed = await growPlans(folder);
    if (!isFast || !isLinear || !areReviewed) throw new Failure("A bound is broken, see above.");
  } finally {
    await rm(folder, { recursive: true });
  }
}

void runCommand(
  new Command("npm run bench")
    .description(
      "Measure how long synthesizing and reviewing take, and how they grow. Exit code 1: slower than allowed.",
    )
    .action(bench),
);
