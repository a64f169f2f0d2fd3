import type { Kind } from "./kind";

export const subnet: Kind = {
  noun: "subnet",
  name: null,
  stored: null,
  outage: "everything in it goes",
  price: { free: "part of the network, which costs by what passes" },
};
