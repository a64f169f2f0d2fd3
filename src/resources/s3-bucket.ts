import type { Kind } from "./kind";
import { becomes, on, oneMistake, opensToEverybody } from "./protection";

export const s3Bucket: Kind = {
  noun: "bucket",
  name: "bucket",
  stored: { loss: "the objects in it", isRecreatable: false },
  outage: null,
  price: { rule: "bucket" },
  protections: [
    {
      attribute: "force_destroy",
      isWeaker: on,
      level: "dangerous",
      title: "lets the bucket be destroyed with its objects",
      why: oneMistake,
    },
    {
      attribute: "acl",
      isWeaker: becomes("public-read", "public-read-write", "authenticated-read"),
      level: "blocks",
      title: "is opened to everybody by its access list",
      why: "Anybody on the internet can read what is in it.",
      start: { safe: "private" },
    },
    {
      attribute: "grant.uri",
      isWeaker: opensToEverybody,
      level: "blocks",
      title: "is opened to everybody by its access list",
      why: "Anybody on the internet can read what is in it.",
      start: { safe: "", onlyPresent: true },
    },
  ],
  ignored: [],
  import: { by: [["bucket"]], id: "{bucket}" },
  writeOnly: null,
  arns: ["s3:"],
  recovery: { byName: { id: "{bucket}", needs: ["bucket"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["bucket"] }],
  quota: { name: "S3 buckets", service: "s3", code: "L-DC2B2D3D", region: "us-east-1" },
};
