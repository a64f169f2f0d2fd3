import type { Kind } from "./kind";
import { otherThan } from "./protection";

export const ssmParameter: Kind = {
  noun: "parameter",
  name: "name",
  stored: { loss: "the value that an operator or a pipeline put in", isRecreatable: true },
  outage: null,
  price: { rule: "parameter" },
  protections: [
    {
      attribute: "type",
      isWeaker: otherThan("SecureString"),
      level: "blocks",
      title: "stores its value in clear",
      why: "Whoever may read parameters may read it, without the key.",
    },
  ],
  ignored: [{ attribute: "insecure_value", owner: "pipeline", why: "a pipeline names the image that runs" }],
  import: {
    by: [["name"]],
    id: "{name}",
    unlessWriteOnly:
      "importing it would write the parameter's value into the state: note the value, delete the parameter, adopt, and put the value there again",
  },
  writeOnly: "value_wo",
  arns: ["ssm:parameter"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: "ssm delete-parameter --name {path}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
