import type { Kind } from "./kind";

export const s3BucketPolicy: Kind = {
  noun: "bucket policy",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
  protections: [],
  ignored: [],
  import: { by: [["bucket"]] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
