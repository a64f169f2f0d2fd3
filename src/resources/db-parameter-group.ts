import type { Kind } from "./kind";
import { onTheWay, type IsWeaker } from "./protection";

/** By the names that engines have for it: PostgreSQL, MySQL, DocumentDB, Redshift. */
const tlsParameters = ["rds.force_ssl", "require_secure_transport", "tls", "require_ssl"];

const withoutTls: IsWeaker = (from, to, key) => {
  const asks = (value: unknown): boolean => /^(1|on|true|enabled|fips-140-3|tls1\.\d\+)$/i.test(String(value));
  return tlsParameters.some((name) => key === `parameter.${name}.value`) && asks(from) && !asks(to);
};

export const dbParameterGroup: Kind = {
  noun: "parameter group",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [
    {
      attribute: "parameter.value",
      isWeaker: withoutTls,
      level: "blocks",
      title: "lets clients connect to the database without TLS",
      why: onTheWay,
      start: { safe: "1", onlyPresent: true },
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["rds:pg"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: "rds delete-db-parameter-group --db-parameter-group-name {id}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
