import type { Kind } from "./kind";
import { off } from "./protection";

export const s3BucketPublicAccessBlock: Kind = {
  noun: "bucket public access block",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
  protections: [
    {
      attribute: "block_public_acls",
      isWeaker: off,
      level: "blocks",
      title: "lets the bucket become public",
      why: "One policy or one upload then shows its objects to everybody.",
      start: { safe: true },
    },
    {
      attribute: "block_public_policy",
      isWeaker: off,
      level: "blocks",
      title: "lets the bucket become public",
      why: "One policy or one upload then shows its objects to everybody.",
      start: { safe: true },
    },
    {
      attribute: "ignore_public_acls",
      isWeaker: off,
      level: "blocks",
      title: "lets the bucket become public",
      why: "One policy or one upload then shows its objects to everybody.",
      start: { safe: true },
    },
    {
      attribute: "restrict_public_buckets",
      isWeaker: off,
      level: "blocks",
      title: "lets the bucket become public",
      why: "One policy or one upload then shows its objects to everybody.",
      start: { safe: true },
    },
  ],
  ignored: [],
  import: { by: [["bucket"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
