import { z } from "zod";

const trustedRole = z
  .string()
  .regex(
    /^arn:aws:iam::\d{12}:role\/[\w+=,.@/*-]+$/,
    'expected the ARN of a role, as in "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_OnCall_*"; "*" is any part of its path and name',
  )
  .refine((arn) => !/:role\/[*/]*$/.test(arn), "expected more of the role's name: this is every role of the account");

/** Who looks after the account's running services with this project's commands. */
export const onCallSchema = z.strictObject({
  /**
   * Roles that may assume the on-call role, by ARN, such as that of a permission set of IAM Identity Center. They may be in
   * another account, and need `sts:AssumeRole` themselves. Trust them as you would with the secrets of all of the account's
   * services: they start tasks and run commands in them.
   */
  trusted: z.array(trustedRole).min(1, "expected at least one role"),
});
