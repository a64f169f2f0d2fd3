import { nestedBlocks, textOf } from "../../terraform-json/body";
import type { Rule } from "./rule";

/** AWS charges for the first two rotations of a key's material, and no more. */
const chargedRotations = 2;

export const encryptionKey: Rule = ({ body }, stack) => {
  const rotations = body.enable_key_rotation === true ? Math.min(chargedRotations, stack.assume("keyRotations")) : 0;
  return [
    { component: "security", what: "encryption keys", price: "kms.key", quantity: 1 + rotations },
    {
      component: "security",
      what: "encryption keys: requests",
      price: "kms.request",
      quantity: stack.assume("kmsRequestsPerKey"),
    },
  ];
};

export const secret: Rule = ({ body }, stack) => {
  const copies = 1 + nestedBlocks(body.replica).length;
  return [
    { component: "security", what: "secrets", price: "secretsmanager.secret", quantity: copies },
    {
      component: "security",
      what: "secrets: reads",
      price: "secretsmanager.request",
      quantity: stack.assume("secretReadsPerMonth"),
    },
  ];
};

/** Standard parameters are free. */
export const parameter: Rule = ({ body }) => {
  const tier = textOf(body.tier) ?? "Standard";
  if (tier === "Standard") return [];
  return [{ component: "security", what: "advanced parameters", price: "ssm.advancedParameter", quantity: 1 }];
};
