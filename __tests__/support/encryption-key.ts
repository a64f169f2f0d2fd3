import type { TerraformStack } from "cdktf";

import { EncryptionKey } from "../../src/constructs/secrets/encryption-key";
import { location } from "./location";

/** A key at the path `key`, with the alias `alias/test`. */
export function encryptionKey(stack: TerraformStack): EncryptionKey {
  return new EncryptionKey(stack, "key", { alias: "test", description: "Encrypts", location, onDestroy: "delete" });
}
