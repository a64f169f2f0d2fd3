import type { Kind } from "./kind";

export const acmCertificateValidation: Kind = {
  noun: "validation of a certificate",
  name: null,
  stored: null,
  outage: null,
  price: { free: "nothing but a wait" },
  protections: [],
  ignored: [],
  import: { never: "nothing in AWS: it waits until the certificate is valid" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
