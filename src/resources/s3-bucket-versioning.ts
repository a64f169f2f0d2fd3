import type { Kind } from "./kind";
import { noWayBack, otherThan } from "./protection";

export const s3BucketVersioning: Kind = {
  noun: "bucket versioning",
  name: "bucket",
  stored: null,
  outage: null,
  price: { free: "a bucket's settings are free" },
  protections: [
    {
      attribute: "versioning_configuration.status",
      isWeaker: otherThan("Enabled"),
      level: "blocks",
      title: "gives up versions of objects",
      why: noWayBack,
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
