import type { Kind } from "./kind";

export const serviceDiscoveryPrivateDnsNamespace: Kind = {
  noun: "namespace",
  name: "name",
  stored: null,
  outage: "services do not find each other by name",
  price: "charged",
};
