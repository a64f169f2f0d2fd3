import type { Kind } from "./kind";

export const cloudwatchQueryDefinition: Kind = {
  noun: "saved query",
  name: "name",
  stored: null,
  outage: null,
  price: { free: "a saved query is free; running it costs by what it reads" },
  protections: [],
  ignored: [],
  import: { by: [["name"]], id: "arn:aws:logs:{@region}:{@account}:query-definition:{query_definition_id|id}" },
  writeOnly: null,
  arns: [],
  recovery: { byName: null, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [],
  quota: null,
};
