import { commandLine } from "../shell/command-line";

/** A command with arguments from outside, each of which the shell takes as one word, on one line. */
export function command(start: string, ...args: readonly string[]): string {
  return [start, commandLine(args.map((text) => text.replaceAll(/\s+/g, " ")))].filter((part) => part !== "").join(" ");
}

/** A command of this project. */
export function npmRun(name: string, ...args: readonly string[]): string {
  return command(`npm run ${name} --`, ...args);
}
