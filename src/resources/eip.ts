import type { Kind } from "./kind";

export const eip: Kind = {
  noun: "Elastic IP address",
  name: null,
  stored: null,
  outage: "its address goes back to AWS, and whoever lets only that one in refuses what comes next",
  price: "charged",
};
