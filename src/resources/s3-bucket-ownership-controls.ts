import type { Kind } from "./kind";
import { otherThan } from "./protection";

export const s3BucketOwnershipControls: Kind = {
  noun: "bucket ownership controls",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
  protections: [
    {
      attribute: "rule.object_ownership",
      isWeaker: otherThan("BucketOwnerEnforced"),
      level: "dangerous",
      title: "lets access lists count again",
      why: "An upload can then make its object readable to everybody, past the bucket's policy.",
      start: { safe: "BucketOwnerEnforced", level: "review", title: "lets access lists count" },
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
