import type { Kind } from "./kind";

export const acmCertificate: Kind = {
  noun: "certificate",
  name: "domain_name",
  stored: null,
  outage: null,
  price: { free: "public certificates are free" },
};
