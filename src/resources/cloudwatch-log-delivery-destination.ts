import type { Kind } from "./kind";

export const cloudwatchLogDeliveryDestination: Kind = {
  noun: "log delivery destination",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "counted at the delivery" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "{name}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: { id: null, needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"], second: "the same" }],
  quota: null,
};
