import type { Kind } from "./kind";
import { startsWith } from "./protection";

export const s3BucketServerSideEncryptionConfiguration: Kind = {
  noun: "bucket encryption",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
  protections: [
    {
      attribute: "rule.apply_server_side_encryption_by_default.sse_algorithm",
      isWeaker: (from, to) => startsWith("aws:kms")(from) && !startsWith("aws:kms")(to),
      level: "dangerous",
      title: "encrypts new objects with no key of its own",
      why: "Whoever may read the bucket may read them; no key stands in between.",
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
