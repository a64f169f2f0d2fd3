import type { Kind } from "./kind";

export const randomId: Kind = {
  noun: "random id",
  name: null,
  stored: null,
  outage: null,
  price: { free: "nothing outside the state" },
  protections: [],
  ignored: [],
  import: { never: "a value that Terraform makes for itself: a new one is made" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
