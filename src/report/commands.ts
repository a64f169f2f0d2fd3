/** A command with arguments from outside, each of which the shell takes as one word. */
export function command(start: string, ...args: readonly string[]): string {
  return [start, ...args.map(shellWord)].join(" ");
}

/** A command of this project. */
export function npmRun(name: string, ...args: readonly string[]): string {
  return command(`npm run ${name} --`, ...args);
}

function shellWord(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return /^[\w@%+=:,./-]+$/.test(line) ? line : `'${line.replaceAll("'", String.raw`'\''`)}'`;
}
