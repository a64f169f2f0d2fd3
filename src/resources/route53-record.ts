import type { Kind } from "./kind";

export const route53Record: Kind = {
  noun: "DNS record",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "records are free, and so are questions for those that point at AWS's own services" },
  protections: [],
  ignored: [],
  import: {
    by: [["name", "type", "set_identifier"]],
    also: ["zone_id"],
    spellings: {
      name: (name) =>
        typeof name === "string" ? name.replace(/\.$/, "").replace("\\052", "*").toLowerCase() : undefined,
    },
  },
  writeOnly: null,
  arns: [],
  recovery: {
    byName: { id: "{zone_id}_{name}_{type}", needs: ["zone_id", "name", "type"] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: null,
  unique: [{ noun: "name", of: ["name", "type", "set_identifier"], within: ["zone_id"] }],
  quota: null,
};
