import type { Kind } from "./kind";
import { noWayBack, sooner } from "./protection";

export const s3BucketLifecycleConfiguration: Kind = {
  noun: "bucket lifecycle",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
  protections: [
    {
      attribute: "rule.noncurrent_version_expiration.noncurrent_days",
      isWeaker: sooner,
      level: "dangerous",
      title: "keeps old versions for a shorter time",
      why: noWayBack,
    },
    {
      attribute: "rule.expiration.days",
      isWeaker: sooner,
      level: "dangerous",
      title: "keeps objects for a shorter time",
      why: "Older objects go within a day.",
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
