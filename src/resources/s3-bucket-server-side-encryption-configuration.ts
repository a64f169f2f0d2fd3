import type { Kind } from "./kind";

export const s3BucketServerSideEncryptionConfiguration: Kind = {
  noun: "bucket encryption",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
};
