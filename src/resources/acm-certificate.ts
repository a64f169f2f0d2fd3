import type { Kind } from "./kind";

export const acmCertificate: Kind = {
  noun: "certificate",
  name: "domain_name",
  stored: null,
  outage: null,
  price: { free: "public certificates are free" },
  protections: [],
  ignored: [],
  import: { by: [["arn"], ["domain_name"]] },
  writeOnly: null,
  arns: ["acm:certificate"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "acm delete-certificate --certificate-arn {arn}",
  unique: [],
  quota: null,
};
