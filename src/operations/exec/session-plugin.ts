import { type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";

import { Failure } from "../failure";
import { type Interrupted, interruption } from "../interruption";
import { run } from "../processes/child-process";

const program = "session-manager-plugin";
const install =
  "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html";

/** The last version that takes a session's token on its command line only, where everybody on the machine reads it. */
const lastWithoutVariable = [1, 2, 497, 0];

/** The name of this variable tells the program where the session stands. */
const responseVariable = "AWS_SSM_START_SESSION_RESPONSE";

/** A session that AWS has opened: its token opens it without further credentials. */
export interface Session {
  readonly sessionId?: string | undefined;
  readonly tokenValue?: string | undefined;
  readonly streamUrl?: string | undefined;
}

export interface SessionProps {
  readonly session: Session;
  readonly region: string;
  /** What the session was asked for, as in StartSession. */
  readonly request: { readonly Target: string };
  /** Where the session's output goes; `error` keeps standard output free for a result. */
  readonly output: "output" | "error";
}

/**
 * To be checked before a session is opened, which would stay open unused.
 *
 * @throws Failure when the program is missing or too old
 */
export async function requireSessionPlugin(): Promise<void> {
  const version = await run(program, ["--version"]).then(
    ({ stdout }) => stdout.trim(),
    (error: unknown) => {
      if (interruption.aborted) throw error;
      return undefined;
    },
  );
  if (version === undefined) {
    throw new Failure(
      [
        `${program} is not installed; with this program of AWS's a session reaches a task. Install it, then repeat:`,
        `  ${install}`,
        `  on macOS:  brew install --cask ${program}`,
      ].join("\n"),
    );
  }
  if (isLater(version, lastWithoutVariable)) return;
  throw new Failure(
    `${program} ${version} takes the session's token where everybody on this machine can read it. Install a later version than ${lastWithoutVariable.join(".")}:\n  ${install}`,
  );
}

/**
 * Hands the terminal over to a session until that ends. Ctrl-C is the session's own business.
 *
 * @returns the program's exit code
 * @throws Interrupted when this process was told to stop in another way; the session has ended by then
 */
export async function runSession({ session, region, request, output }: SessionProps): Promise<number> {
  interruption.throwIfAborted();
  const response = { SessionId: session.sessionId, TokenValue: session.tokenValue, StreamUrl: session.streamUrl };
  const child = spawn(
    program,
    [
      responseVariable,
      region,
      "StartSession",
      process.env.AWS_PROFILE ?? "",
      JSON.stringify(request),
      `https://ssm.${region}.amazonaws.com`,
    ],
    {
      env: { ...process.env, [responseVariable]: JSON.stringify(response) },
      stdio: ["inherit", output === "error" ? 2 : "inherit", "inherit"] satisfies StdioOptions,
    },
  );
  const pass = (): void => {
    const { signal } = interruption.reason as Interrupted;
    if (signal !== "SIGINT") child.kill(signal);
  };
  interruption.addEventListener("abort", pass);
  try {
    const [exitCode] = (await once(child, "close")) as [number | null];
    if (interruption.aborted && (interruption.reason as Interrupted).signal !== "SIGINT") throw interruption.reason;
    return exitCode ?? 1;
  } finally {
    interruption.removeEventListener("abort", pass);
  }
}

function isLater(version: string, than: readonly number[]): boolean {
  const parts = version.split(".").map(Number);
  for (const [place, least] of than.entries()) {
    const part = parts[place] ?? 0;
    if (part !== least) return part > least;
  }
  return false;
}
