import type { Kind } from "./kind";

export const cloudfrontDistribution: Kind = {
  noun: "distribution",
  name: null,
  stored: null,
  outage: "static assets are not answered",
  price: "charged",
};
