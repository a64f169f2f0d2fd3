import { table } from "../../../src/operations/table";
import type { CommandResult } from "../../operations/support/fixture-app";
import type { Fault } from "./faulty-proxy";
import { Laboratory } from "./laboratory";
import { moments, random } from "./random";

/** What came of an interruption. */
export interface Outcome {
  readonly what: string;
  /** The request after which it was interrupted; `undefined` where requests went wrong all the time. */
  readonly request: number | undefined;
  /** How often `deploy` ran afterwards until it ended with 0. */
  readonly repetitions: number;
  /** What the plan says after that; empty when nothing is to change. */
  readonly planned: string;
  /** What carries the environment's tags and is in no state. */
  readonly outside: readonly string[];
  /** What of it the last deploy listed. */
  readonly listed: readonly string[];
}

/** More repetitions than any interruption needs. */
const mostRepetitions = 5;

/** The product, interrupted in every way that an operator meets. */
export class Cases {
  private readonly outcomes: Outcome[] = [];
  private readonly requests = new Map<"first" | "change", number>();

  private constructor(private readonly laboratory: Laboratory) {}

  public static async start(): Promise<Cases> {
    return new Cases(await Laboratory.start());
  }

  public async stop(): Promise<void> {
    await this.laboratory.stop();
    if (this.outcomes.length > 0) process.stdout.write(`\n${summaryOf(this.outcomes)}\n`);
  }

  /** Kills a first deploy at one of `count` moments that the seed determines, the index-th. */
  public async killFirst(index: number, count: number, seed: number): Promise<Outcome> {
    const moment = moments(count, await this.requestsOf("first"), random(seed))[index] ?? 1;
    await this.prepare("first");
    await this.laboratory.deployKilledAt(moment);
    return this.converge("first deploy killed", moment);
  }

  /** Kills the deploy of a change. */
  public async killChange(index: number, count: number, seed: number): Promise<Outcome> {
    const moment = moments(count, await this.requestsOf("change"), random(seed))[index] ?? 1;
    await this.prepare("change");
    await this.laboratory.deployKilledAt(moment);
    return this.converge("change killed", moment);
  }

  /** Cuts the connection in the middle of a first deploy, until it has ended. */
  public async cut(): Promise<Outcome> {
    const moment = await this.middle();
    await this.prepare("first");
    await this.laboratory.deployCutAt(moment);
    return this.converge("connection cut", moment);
  }

  /** Lets the credentials expire in the middle of a first deploy, until it has ended. */
  public async expire(): Promise<Outcome> {
    const moment = await this.middle();
    await this.prepare("first");
    await this.laboratory.deployDisturbed((nth) => (nth < moment ? "none" : "expired"));
    this.laboratory.disturb();
    return this.converge("credentials expired", moment);
  }

  /** Lets a share of the requests of a first deploy, and of its repetitions, go wrong. */
  public async disturb(what: string, share: number, faults: readonly Fault[], seed: number): Promise<Outcome> {
    await this.prepare("first");
    const next = random(seed);
    const faulty = (): Fault => (next() < share ? (faults[Math.floor(next() * faults.length)] ?? "none") : "none");
    await this.laboratory.deployDisturbed(faulty);
    return this.converge(what, undefined);
  }

  private async middle(): Promise<number> {
    return Math.floor((await this.requestsOf("first")) / 2);
  }

  /** Requests of a deploy that nothing interrupts. */
  private async requestsOf(kind: "first" | "change"): Promise<number> {
    const known = this.requests.get(kind);
    if (known !== undefined) return known;
    await this.prepare(kind);
    const requests = await this.laboratory.requestsOfDeploy();
    this.requests.set(kind, requests);
    return requests;
  }

  private async prepare(kind: "first" | "change"): Promise<void> {
    await this.laboratory.reset();
    await this.laboratory.use("first");
    if (kind === "first") return;
    await this.laboratory.requestsOfDeploy();
    await this.laboratory.use("changed");
  }

  private async converge(what: string, request: number | undefined): Promise<Outcome> {
    const runs: CommandResult[] = [];
    do {
      const result = await this.laboratory.deploy();
      runs.push(result);
      if (result.exitCode !== 0) process.stdout.write(`\n${what} ${request ?? ""}:\n${result.output.slice(-3000)}\n`);
    } while (runs.at(-1)?.exitCode !== 0 && runs.length < mostRepetitions);
    this.laboratory.disturb();
    const [planned, outside] = [await this.laboratory.planned(), await this.laboratory.outsideState()];
    const listed = outside.filter((arn) => runs.some(({ output }) => output.includes(`  ${arn}, `)));
    const outcome = { what, request, repetitions: runs.length, planned, outside, listed };
    this.outcomes.push(outcome);
    process.stdout.write(`\n${summaryOf([outcome])}\n`);
    return outcome;
  }
}

/** Outcomes as a table. */
function summaryOf(outcomes: readonly Outcome[]): string {
  return table(
    ["interruption", "after request", "deploys until 0", "plan", "outside the state", "of these listed"],
    outcomes.map(({ what, request, repetitions, planned, outside, listed }) => [
      ...[what, request ?? "all along", repetitions, planned === "" ? "empty" : "NOT EMPTY"],
      ...[outside.length, listed.length],
    ]),
  );
}
