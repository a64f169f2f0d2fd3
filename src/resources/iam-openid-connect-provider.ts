import type { Kind } from "./kind";

export const iamOpenidConnectProvider: Kind = {
  noun: "OIDC provider",
  name: "url",
  stored: null,
  outage: "no workflow comes into the account",
  price: { free: "IAM is free" },
  protections: [],
  ignored: [],
  import: {
    by: [["url"]],
    spellings: { url: (url) => (typeof url === "string" ? url.replace(/^https:\/\//, "") : undefined) },
  },
  writeOnly: null,
  arns: ["iam:oidc-provider"],
  recovery: {
    byName: { id: "arn:aws:iam::{@account}:oidc-provider/{url:host}", needs: [] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: "iam delete-open-id-connect-provider --open-id-connect-provider-arn {arn}",
  unique: [{ noun: "URL", of: ["url"] }],
  quota: null,
};
