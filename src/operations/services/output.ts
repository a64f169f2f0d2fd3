/** Tells how it goes: on standard error, so that standard output holds the result alone. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The result on standard output, for a program or for people. */
export function printResult(json: true | undefined, result: object, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(result, undefined, 2) : text}\n`);
}
