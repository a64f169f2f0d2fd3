import { type Command, CommanderError, InvalidArgumentError } from "commander";

import { awsProblem } from "./aws/aws-error";
import { Failure } from "./failure";
import { Interrupted, interruption, listenForInterruption } from "./interruption";

/** What to add when a command misses an argument, such as the names to choose from. */
type MissingArgumentHint = (command: Command) => Promise<string | undefined>;

/** Runs a program, or one of its commands, to the end: its message on standard error and exit code 1 (130 when interrupted) if it fails. */
export async function runCommand(
  program: Command,
  hintFor: MissingArgumentHint = () => Promise.resolve(undefined),
): Promise<void> {
  listenForInterruption();
  for (const command of program.commands) {
    command.exitOverride().showHelpAfterError(`How it is called:  npm run ${command.name()} -- --help`);
  }
  try {
    await program.exitOverride().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      const called = program.commands.find((command) => command.name() === program.args[0]);
      if (error.code !== "commander.missingArgument" || called === undefined) return;
      const hint = await hintFor(called).catch(messageOf);
      if (hint !== undefined) process.stderr.write(`${hint}\n`);
      return;
    }
    const reason: unknown = interruption.aborted ? interruption.reason : error;
    process.exitCode = reason instanceof Interrupted ? 130 : 1;
    if (reason instanceof Interrupted && reason.signal === "SIGPIPE") return;
    process.stderr.write(`\n${messageOf(reason)}\n`);
  }
}

function messageOf(reason: unknown): string {
  if (reason instanceof Failure) return reason.message;
  const problem = awsProblem(reason);
  if (problem) return `${problem.what}\n${problem.fix}`;
  return reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
}

/** The text below a command's help that shows how to use it. */
export function examples(...lines: readonly string[]): string {
  return ["", "Examples:", ...lines.map((line) => `  $ ${line}`)].join("\n");
}

/** Reads an option that counts something. */
export function positiveInteger(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a whole number above zero.");
  return Number(text);
}

/** Reads an argument that counts something, or nothing. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(text);
}

/** Reads an option that is a port. */
export function portNumber(text: string): number {
  const port = positiveInteger(text);
  if (port > 65_535) throw new InvalidArgumentError("Expected a port, 1 to 65535.");
  return port;
}

/** Reads the address of a page. */
export function httpsUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") throw new InvalidArgumentError("Expected a URL that begins with https://.");
  return url.href;
}

/** Reads an option that may be repeated. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

/** Reads a duration as Terraform writes it. */
export function duration(text: string): string {
  if (!/^(\d+(s|m|h))+$/.test(text)) throw new InvalidArgumentError('Expected a duration, as in "90s" or "10m".');
  return text;
}

const secondsIn: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** How long a duration is that `duration` let through. */
export function secondsOf(text: string): number {
  return [...text.matchAll(/(\d+)([smh])/g)].reduce(
    (sum, [, amount = "0", unit = "s"]) => sum + Number(amount) * (secondsIn[unit] ?? 0),
    0,
  );
}
