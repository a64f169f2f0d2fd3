export interface RetriedCommandProps {
  readonly command: readonly string[];
  /** What stands in the output of an attempt that is to be repeated. */
  readonly on: string;
  /** A directory in which the container may write. */
  readonly scratch: string;
}

/**
 * A command that is tried again every ten seconds for as long as it fails with a certain text in its output; it fails at
 * once without that. Its output is passed on as it comes. The image needs a shell, `tee`, `grep` and `sleep`. Told to stop, a shell that is a
 * container's first process goes on: what it runs is killed after the container's stop timeout.
 */
export function retriedCommand({ command, on, scratch }: RetriedCommandProps): string[] {
  const [output, exitCode] = [`${scratch}/attempt-output`, `${scratch}/attempt-exit-code`];
  const script = [
    `text=$1; shift`,
    `while { "$@" 2>&1; echo $? > ${exitCode}; } | tee ${output}`,
    `  code=$(cat ${exitCode}); [ "$code" != 0 ] && grep -qF -e "$text" ${output}`,
    `do sleep 10; done`,
    `exit "$code"`,
  ].join("\n");
  return ["sh", "-c", script, "sh", on, ...command];
}
