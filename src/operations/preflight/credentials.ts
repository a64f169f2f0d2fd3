import { type Caller, callerOf } from "../aws/account-check";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { type Check, type Finding, missing, ok } from "./check";

export const credentials: Check = {
  title: "credentials",
  otherwise: "the credentials are not usable",
  run: async ({ stack }) => {
    try {
      return [judgeCaller(stack, await callerOf(stack.region))];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const [what = "", ...fix] = error.message.split("\n");
      return [missing(what, fix.join(" "))];
    }
  },
};

/** Whether an identity belongs to the stack's account. */
export function judgeCaller({ name, accountId, backend }: SynthesizedStack, caller: Caller): Finding {
  if (backend.allowed_account_ids.includes(caller.accountId)) return ok(`account ${accountId}, as ${caller.arn}`);
  return missing(
    `${name} belongs to AWS account ${accountId}, but your credentials are for ${caller.accountId} (${caller.arn})`,
    `Use credentials of account ${accountId} (AWS_PROFILE), then repeat.`,
  );
}
