import type { TerraformStack } from "cdktf";

import { EncryptionKey } from "../../src/constructs/secrets/encryption-key";
import { location } from "./location";

/** The key at the path `key`, with the alias `alias/test`. */
export function encryptionKey(stack: TerraformStack): EncryptionKey {
  const known = stack.node.tryFindChild("key");
  if (known instanceof EncryptionKey) return known;
  return new EncryptionKey(stack, "key", { alias: "test", description: "Encrypts", location, onDestroy: "delete" });
}
