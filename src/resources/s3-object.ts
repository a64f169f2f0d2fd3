import type { Kind } from "./kind";

export const s3Object: Kind = {
  noun: "object",
  name: "key",
  stored: null,
  outage: null,
  price: { free: "counted in its bucket" },
};
