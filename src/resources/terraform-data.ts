import type { Kind } from "./kind";

export const terraformData: Kind = {
  noun: "replacement trigger",
  name: null,
  stored: null,
  outage: null,
  price: { free: "nothing outside the state" },
  protections: [],
  ignored: [],
  import: { never: "nothing in AWS: it makes another resource anew when what it holds changes" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
