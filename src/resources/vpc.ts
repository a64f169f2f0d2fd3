import type { Kind } from "./kind";

export const vpc: Kind = {
  noun: "network",
  name: null,
  stored: null,
  outage: "everything in it goes: the whole environment",
  price: { free: "part of the network, which costs by what passes" },
};
