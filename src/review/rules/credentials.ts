import { finding, type Finding, type Rule } from "../finding";
import type { Level } from "../level";

interface Credential {
  readonly level: Level;
  readonly title: string;
  readonly why: string;
  readonly todo: string;
}

const roles = "Let people come through IAM Identity Center, and programs through a role that they assume.";

/** What lets somebody in for ever, by Terraform's type (IAM User Guide, "Security best practices in IAM"). */
const credentials: Readonly<Record<string, Credential>> = {
  aws_iam_access_key: {
    level: "blocks",
    title: "is a key that never expires, and its secret stands in the state",
    why: "Whoever finds it is the user, for as long as nobody notices; whoever reads the state finds it.",
    todo: roles,
  },
  aws_iam_service_specific_credential: {
    level: "blocks",
    title: "is a password that never expires, and stands in the state",
    why: "Whoever finds it is the user, for as long as nobody notices; whoever reads the state finds it.",
    todo: roles,
  },
  aws_iam_user: {
    level: "review",
    title: "is a user, whose credentials do not expire",
    why: "Users get passwords and keys that are good until somebody takes them back.",
    todo: roles,
  },
  aws_iam_user_group_membership: {
    level: "review",
    title: "joins groups",
    why: "The user may do whatever the groups may.",
    todo: "See what the groups are allowed.",
  },
  aws_iam_user_login_profile: {
    level: "dangerous",
    title: "lets a user sign in with a password",
    why: "A password that is found or guessed is enough where no second factor is asked for.",
    todo: roles,
  },
  aws_iam_user_ssh_key: {
    level: "review",
    title: "lets a user in with an SSH key",
    why: "The key is good until somebody takes it back.",
    todo: roles,
  },
  aws_lightsail_bucket_access_key: {
    level: "blocks",
    title: "is a key that never expires, and its secret stands in the state",
    why: "Whoever finds it reads and writes the bucket; whoever reads the state finds it.",
    todo: "Give the bucket's resources access instead.",
  },
  aws_transfer_ssh_key: {
    level: "review",
    title: "lets a user in with an SSH key",
    why: "The key is good until somebody takes it back.",
    todo: "See whose key it is.",
  },
};

/** Credentials that last, where AWS has such as end by themselves. */
export const lastingCredentials: Rule = ({ type, action }): Finding[] => {
  const credential = Object.hasOwn(credentials, type) ? credentials[type] : undefined;
  if (credential === undefined || (action !== "create" && action !== "replace")) return [];
  const { level, title, why, todo } = credential;
  return [finding(level, title, { why, todo })];
};
