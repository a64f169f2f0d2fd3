import type { Kind } from "./kind";

export const s3BucketPolicy: Kind = {
  noun: "bucket policy",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
};
