/** What cdktf prints between Terraform's lines. */
const cdktfStatus = /^(\d+ Stacks? deploying|Invoking Terraform CLI failed)/;

/** What Terraform says went wrong, without the plan and the progress before it; the last lines when it says nothing. */
export function terraformError(output: string): string {
  const lines = output
    .split(/\r?\n/)
    .filter((line) => !cdktfStatus.test(line))
    .join("\n")
    .trimEnd()
    .split("\n");
  const first = lines.findIndex((line) => /\bError: /.test(line));
  return (first === -1 ? lines.slice(-20) : lines.slice(first, first + 60)).join("\n");
}
