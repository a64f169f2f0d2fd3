import type { Kind } from "./kind";
import { gone, off, onTheWay } from "./protection";

export const dbProxy: Kind = {
  noun: "database proxy",
  name: "name",
  stored: null,
  outage: "services lose their connections to the database",
  price: { rule: "dbProxy" },
  protections: [
    {
      attribute: "require_tls",
      isWeaker: off,
      level: "blocks",
      title: "lets clients connect to the proxy without TLS",
      why: onTheWay,
      start: { safe: true },
    },
    {
      attribute: "auth.secret_arn",
      isWeaker: gone,
      level: "review",
      title: "forgets a user",
      why: "Who connects as that user is refused.",
    },
  ],
  ignored: [],
  import: { by: [["name"]], id: "{name}" },
  writeOnly: null,
  arns: ["rds:db-proxy"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
