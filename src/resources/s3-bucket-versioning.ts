import type { Kind } from "./kind";

export const s3BucketVersioning: Kind = {
  noun: "bucket versioning",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
};
