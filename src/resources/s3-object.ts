import type { Kind } from "./kind";
import { becomes } from "./protection";

export const s3Object: Kind = {
  noun: "object",
  name: "key",
  stored: null,
  outage: null,
  price: { free: "counted in its bucket" },
  protections: [
    {
      attribute: "acl",
      isWeaker: becomes("public-read", "public-read-write", "authenticated-read"),
      level: "blocks",
      title: "is opened to everybody by its access list",
      why: "Anybody on the internet can read what is in it.",
      start: { safe: "private" },
    },
  ],
  ignored: [],
  import: { by: [["bucket", "key"]], id: "{bucket}/{key}", formerTypes: ["aws_s3_bucket_object"] },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
