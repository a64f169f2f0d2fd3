import type { Kind } from "./kind";

export const cloudwatchQueryDefinition: Kind = {
  noun: "saved query",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a saved query is free; running it costs by what it reads" },
};
