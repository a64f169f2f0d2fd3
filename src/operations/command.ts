import { type Command, InvalidArgumentError } from "commander";

import { Failure } from "./failure";
import { Interrupted, interruption, listenForInterruption } from "./interruption";

/** Runs a command to its end: its message on standard error and exit code 1 (130 when interrupted) if it fails. */
export async function runCommand(command: Command): Promise<void> {
  listenForInterruption();
  try {
    await command.parseAsync();
  } catch (error) {
    const reason: unknown = interruption.aborted ? interruption.reason : error;
    process.stderr.write(`\n${messageOf(reason)}\n`);
    process.exitCode = reason instanceof Interrupted ? 130 : 1;
  }
}

function messageOf(reason: unknown): string {
  if (reason instanceof Failure) return reason.message;
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
