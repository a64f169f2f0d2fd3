import type { Kind } from "./kind";

export const s3BucketPublicAccessBlock: Kind = {
  noun: "bucket public access block",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
};
