import type { Kind } from "./kind";

export const route53Record: Kind = {
  noun: "DNS record",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "records are free, and so are questions for those that point at AWS's own services" },
};
