import { createInterface } from "node:readline/promises";

import { Failure } from "./failure";
import { interruption } from "./interruption";

/** @throws Failure without a terminal to ask in */
export function requireTerminal(insteadOf: string): void {
  if (!process.stdin.isTTY) throw new Failure(`There is no terminal to ask for your approval on. ${insteadOf}`);
}

/**
 * Goes on only when a person types the expected word.
 *
 * @throws Failure when something else is typed
 */
export async function approve(question: string, expected: string): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question}\nType "${expected}" to go on: `, { signal: interruption });
    if (answer.trim() !== expected) throw new Failure("Not approved; nothing was changed.");
  } finally {
    terminal.close();
  }
}
