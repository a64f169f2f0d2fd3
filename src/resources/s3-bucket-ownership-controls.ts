import type { Kind } from "./kind";

export const s3BucketOwnershipControls: Kind = {
  noun: "bucket ownership controls",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
};
