import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import { awsClient } from "./client";
import { Failure } from "../failure";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { AnswerOfAnother, credentialsProblem } from "./aws-error";

/** The account of the credentials that the AWS SDK and Terraform find, with the identity they belong to. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

/** @throws Failure when there are no credentials, or AWS does not accept them */
export async function callerOf(region: string, sts = awsClient(STSClient, region)): Promise<Caller> {
  try {
    const { Account, Arn, $metadata } = await sts.send(new GetCallerIdentityCommand());
    // A page that happens to be XML is an answer without an identity.
    if (Account === undefined || Arn === undefined) throw new AnswerOfAnother($metadata.httpStatusCode);
    return { accountId: Account, arn: Arn };
  } catch (error) {
    const { what, fix } = credentialsProblem(error as Error);
    throw new Failure(`${what}\n${fix}`);
  }
}

/** @throws Failure when the caller works in another account than the stack's */
export function checkAccount(stack: SynthesizedStack, caller: Caller): void {
  if (stack.backend.allowed_account_ids.includes(caller.accountId)) return;
  throw new Failure(
    [
      `${stack.name} belongs to AWS account ${stack.accountId}, but your credentials are for ${caller.accountId} (${caller.arn}); nothing was changed.`,
      `Use credentials of account ${stack.accountId} (AWS_PROFILE), then repeat.`,
    ].join("\n"),
  );
}
