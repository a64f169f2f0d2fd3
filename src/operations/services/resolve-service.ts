import { callerOf, checkAccount } from "../aws/account-check";
import { type DeclaredService, declaredServices, findService } from "../synth/declared-services";
import { synthesizeOne } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";

/** @throws Failure for an unknown service, or when the caller's credentials are for another account */
export async function resolveService(environment: string, key: string): Promise<DeclaredService> {
  return (await resolveSubject(environment, (stack) => findService(stack, key))).subject;
}

/**
 * The named services, or all of an environment.
 *
 * @throws Failure for an unknown service, or when the caller's credentials are for another account
 */
export async function resolveServices(environment: string, keys: readonly string[]): Promise<DeclaredService[]> {
  const find = (stack: SynthesizedStack): DeclaredService[] =>
    keys.length === 0 ? declaredServices(stack) : [...new Set(keys)].map((key) => findService(stack, key));
  return (await resolveSubject(environment, find)).subject;
}

/**
 * An environment, and what of it a command is about: names are checked before the credentials, and these before anything
 * else is asked of AWS.
 */
export async function resolveSubject<T>(
  environment: string,
  find: (stack: SynthesizedStack) => T,
): Promise<{ stack: SynthesizedStack; subject: T }> {
  const stack = await synthesizeOne(environment);
  const subject = find(stack);
  checkAccount(stack, await callerOf(stack.region));
  return { stack, subject };
}
