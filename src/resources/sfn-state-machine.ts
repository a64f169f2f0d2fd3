import type { Kind } from "./kind";

export const sfnStateMachine: Kind = {
  noun: "state machine",
  name: "name",
  stored: null,
  outage: null,
  price: { rule: "stateMachine" },
  protections: [],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["states:stateMachine"],
  recovery: {
    byName: { id: "arn:aws:states:{@region}:{@account}:stateMachine:{name}", needs: [] },
    byArn: "arn",
    recognizedBy: null,
  },
  deletion: "stepfunctions delete-state-machine --state-machine-arn {arn}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
