import type { Kind } from "./kind";

export const s3BucketLifecycleConfiguration: Kind = {
  noun: "bucket lifecycle",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
};
