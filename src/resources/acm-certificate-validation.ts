import type { Kind } from "./kind";

export const acmCertificateValidation: Kind = {
  noun: "validation of a certificate",
  name: null,
  stored: null,
  outage: null,
  price: { free: "nothing but a wait" },
};
