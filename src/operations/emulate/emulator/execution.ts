import { Failure } from "../../failure";

/** Where a command runs. */
export type Place =
  /** In a container of a task, with its file system and its variables. */
  | { readonly task: string; readonly container: string; readonly user?: string }
  /** In the network of a task, with programs that its containers may not have: a shell, curl, Node, psql. */
  | { readonly task: string }
  /** The same for a load balancer, by its ARN. */
  | { readonly loadBalancer: string };

export interface Execution {
  readonly exitCode: number;
  /** What it wrote to standard output and error. */
  readonly output: string;
}

/**
 * Runs a command inside what an emulator at an address runs.
 *
 * @param environment variables, for values that must not stand among the arguments
 * @throws Failure when there is no such place
 */
export async function execute(
  url: string,
  place: Place,
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Execution> {
  const response = await fetch(`${url}/emulator-api/execute`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...place, command, environment }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Execution;
  throw new Failure(`Nothing can be run inside the emulation: ${(answer as { message: string }).message}`);
}

/** The exit codes of what is not there, or is no program: POSIX's for shells, which engines give too. */
export function isMissing({ exitCode }: Execution): boolean {
  return exitCode === 126 || exitCode === 127;
}

/**
 * Runs a program of Node's in the network of a task or a load balancer, which prints JSON.
 *
 * @param input what it finds as `input`
 */
export async function runNode<T>(url: string, place: Place, program: string, input: unknown): Promise<T> {
  const source = `const input = JSON.parse(process.env.INPUT);\n${program}`;
  const { exitCode, output } = await execute(url, place, ["node", "-e", source], { INPUT: JSON.stringify(input) });
  if (exitCode === 0) return JSON.parse(output) as T;
  throw new Failure(`A program inside the emulation ended with exit code ${exitCode}.`);
}
