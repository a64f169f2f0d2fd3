import { Interrupted, interruption } from "../interruption";
import { problemOfValue } from "./secret-input";

/**
 * Asks for a value on the terminal, which shows nothing of it, not even its length.
 *
 * @throws Interrupted when the answer is Ctrl-C
 */
export async function askSecretly(key: string): Promise<string> {
  const { default: password } = await import("@inquirer/password");
  try {
    return await password(
      {
        message: `${key}:`,
        toggleMask: false,
        validate: (value) => {
          const problem = problemOfValue(value);
          return problem === undefined || `It ${problem}.`;
        },
      },
      { output: process.stderr, signal: interruption },
    );
  } catch (error) {
    throw (error as Error).name === "ExitPromptError" ? new Interrupted("SIGINT") : error;
  }
}
