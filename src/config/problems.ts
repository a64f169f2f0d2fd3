/** One thing that is wrong in a configuration: where it stands, and what is wrong with what to do about it. */
export interface Problem {
  /** Path of the value, as it is written in the environment's file: `services.api.memoryMiB`. */
  readonly path: string;
  readonly message: string;
}

/** The problems there are, of what may be wrong with each value. */
export function problemsByPath(found: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(found).flatMap(([path, message]) => (message === undefined ? [] : [{ path, message }]));
}

/** Something that the reader of the message can mend: it is shown as it is, without a stack trace. */
export class UserError extends Error {}

/** Everything that is wrong in a configuration, in one message. */
export class ConfigurationError extends UserError {
  /** @param subjects - What was checked (`environment "finance-app-staging"`), each with its problems. */
  public constructor(subjects: ReadonlyMap<string, readonly Problem[]>) {
    super([...subjects].map(([subject, problems]) => report(subject, problems)).join("\n\n"));
  }
}

function report(subject: string, problems: readonly Problem[]): string {
  const heading = `${subject} has ${problems.length} ${problems.length === 1 ? "problem" : "problems"}:`;
  return [heading, ...problems.map(({ path, message }) => `  ${path === "" ? "" : `${path}: `}${message}`)].join("\n");
}
