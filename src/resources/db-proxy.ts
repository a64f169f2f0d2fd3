import type { Kind } from "./kind";

export const dbProxy: Kind = {
  noun: "database proxy",
  name: "name",
  stored: null,
  outage: "services lose their connections to the database",
  price: "charged",
};
