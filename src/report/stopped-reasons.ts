import type { Words } from "./words/words";

/**
 * The commonest reasons for which ECS stops tasks, with what ECS, the container runtime or the kernel says, the most specific
 * first (Amazon ECS Developer Guide, "Amazon ECS stopped task error messages").
 */
const sayings = {
  image: /CannotPullContainerError/i,
  architecture: /exec format error/i,
  command: /CannotStartContainerError|CannotCreateContainerError/i,
  jsonKey: /did not contain json key/i,
  denied: /ResourceInitializationError.*AccessDenied/is,
  unreachable: /ResourceInitializationError.*(timeout|context deadline|unable to (retrieve|pull))/is,
  memory: /OutOfMemory/i,
  killed: /exit code 137/i,
  containerHealth: /container health checks/i,
  loadBalancerHealth: /ELB health checks/i,
  dependency: /Task failed to start/i,
  exited: /Essential container|exit code/i,
} as const;

export type StoppedReason = keyof typeof sayings;

/** Which of the common reasons ECS gives; `undefined` when it is none of them. */
export function stoppedReasonIn(text: string): StoppedReason | undefined {
  return (Object.keys(sayings) as StoppedReason[]).find((reason) => sayings[reason].test(text));
}

/** A reason with what to do about it, where it is one of the common ones. */
export function withAdvice(reason: string, words: Pick<Words, "stopped">): string {
  const known = stoppedReasonIn(reason);
  return known === undefined ? reason : `${reason.replace(/\.$/, "")}. ${words.stopped[known]}`;
}
