import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { Command } from "commander";

import { runCommand } from "../src/operations/command";
import { Failure } from "../src/operations/failure";
import { run } from "../src/operations/processes/child-process";
import { bundleApp, runApp } from "../src/operations/synthesis/app-bundle";
import { table } from "../src/operations/table";

/** How often whatever is compared is run in turn: what else the machine does then slows down both. */
const pairs = 5;
/** Numbers of services; the first is start-up alone. */
const sizes = [0, 1, 10, 100, 1000];
/** The share of ts-node's time that `npm run synth` may take. */
const shareAllowed = 1 / 3;
/** How many times longer ten times the services may take, beyond start-up. */
const growthAllowed = 11;
/** Numbers of changes in a plan, and how many times longer than reading their JSON a review may take. */
const plans = [5000, 50_000];
const timesParsingAllowed = 60;

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

/** Synthesizes ever more services, all sizes in turn; true when time grows with their number. */
async function growServices(folder: string): Promise<boolean> {
  const bundle = path.join(folder, "generated-app.cjs");
  await bundleApp("bench/generated-app.ts", bundle);
  const rounds: Synthesis[][] = [];
  for (let round = 0; round < pairs; round++) {
    const syntheses: Synthesis[] = [];
    for (const services of sizes) syntheses.push(await synthesis(bundle, folder, services));
    rounds.push(syntheses);
  }
  const medianOf = (value: (syntheses: readonly Synthesis[]) => number): number => median(rounds.map(value));
  const beyondStartUp = (syntheses: readonly Synthesis[], index: number): number =>
    (syntheses[index]?.seconds ?? NaN) - (syntheses[0]?.seconds ?? NaN);
  const growths = sizes.map((_, index) =>
    index < 2 ? undefined : medianOf((round) => beyondStartUp(round, index) / beyondStartUp(round, index - 1)),
  );
  const rows = sizes.map((services, index) => [
    services,
    medianOf((round) => round[index]?.seconds ?? NaN).toFixed(2),
    medianOf((round) => round[index]?.mebibytes ?? NaN).toFixed(0),
    growths[index]?.toFixed(1) ?? "",
  ]);
  console.log(table(["services", "s", "MiB", "times the time before"], rows));
  console.log(`allowed for ten times the services: ${growthAllowed} times the time beyond start-up (no services)`);
  return growths.every((growth) => growth === undefined || growth <= growthAllowed);
}

/** Reviews ever larger plans in turn; true when a review takes no more than its share beside reading the JSON alone. */
async function growPlans(folder: string): Promise<boolean> {
  const bundle = path.join(folder, "review.cjs");
  await bundleApp("bench/review.ts", bundle);
  const rounds: PlanReview[][] = [];
  for (let round = 0; round < pairs; round++) {
    const reviews: PlanReview[] = [];
    for (const changes of plans) reviews.push(await measured<PlanReview>(bundle, changes));
    rounds.push(reviews);
  }
  const shares = plans.map((_, index) =>
    median(rounds.map((round) => (round[index]?.seconds ?? NaN) / (round[index]?.parsing ?? NaN))),
  );
  const rows = plans.map((changes, index) => [
    changes,
    median(rounds.map((round) => round[index]?.seconds ?? NaN)).toFixed(2),
    median(rounds.map((round) => round[index]?.mebibytes ?? NaN)).toFixed(0),
    shares[index]?.toFixed(1) ?? "",
  ]);
  console.log(table(["changes in a plan", "s to review", "MiB", "times reading its JSON"], rows));
  console.log(`allowed: ${timesParsingAllowed} times reading its JSON`);
  return shares.every((share) => share <= timesParsingAllowed);
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
