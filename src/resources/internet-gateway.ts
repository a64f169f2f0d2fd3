import type { Kind } from "./kind";

export const internetGateway: Kind = {
  noun: "internet gateway",
  name: null,
  stored: null,
  outage: "nothing reaches the environment, and nothing leaves it",
  price: { free: "part of the network, which costs by what passes" },
};
