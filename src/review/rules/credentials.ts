import { finding, type Finding, type Rule } from "../finding";
import type { Level } from "../level";

interface Credential {
  readonly level: Level;
  readonly title: string;
  readonly why: string;
  readonly todo: string;
}

const roles = "Let people come through IAM Identity Center, and programs through a role that they assume.";

/** Credentials that do not expire, by Terraform's type (IAM User Guide, "Security best practices in IAM"). */
const credentials: Readonly<Record<string, Credential>> = {
  aws_iam_access_key: {
    level: "blocks",
    title: "is a key that never expires, and its secret stands in the state",
    why: "A leaked password or key acts as the user until it is deactivated; everyone who reads the state can read it.",
    todo: roles,
  },
  aws_iam_service_specific_credential: {
    level: "blocks",
    title: "is a password that never expires, and stands in the state",
    why: "A leaked password or key acts as the user until it is deactivated; everyone who reads the state can read it.",
    todo: roles,
  },
  aws_iam_user: {
    level: "review",
    title: "is a user, whose credentials do not expire",
    why: "Passwords and keys of a user are valid until they are deactivated.",
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
    why: "The key is valid until it is deleted.",
    todo: roles,
  },
  aws_lightsail_bucket_access_key: {
    level: "blocks",
    title: "is a key that never expires, and its secret stands in the state",
    why: "A leaked key reads and writes the bucket; everyone who reads the state can read it.",
    todo: "Give the bucket's resources access instead.",
  },
  aws_transfer_ssh_key: {
    level: "review",
    title: "lets a user in with an SSH key",
    why: "The key is valid until it is deleted.",
    todo: "Check who holds the key.",
  },
};

/** Credentials that last, where AWS has such as end by themselves. */
export const lastingCredentials: Rule = ({ type, action }): Finding[] => {
  const credential = Object.hasOwn(credentials, type) ? credentials[type] : undefined;
  if (credential === undefined || (action !== "create" && action !== "replace")) return [];
  const { level, title, why, todo } = credential;
  return [finding(level, title, { why, todo })];
};
