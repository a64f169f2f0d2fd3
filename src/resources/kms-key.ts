import type { Kind } from "./kind";
import { less, noWayBack, off, type Values } from "./protection";

/** Only symmetric keys for encryption are rotated (AWS KMS Developer Guide, "Rotate AWS KMS keys"). */
function cannotBeRotated({
  customer_master_key_spec: spec,
  key_usage: usage,
  custom_key_store_id: store,
}: Values): boolean {
  const isSymmetric = spec === null || spec === undefined || spec === "SYMMETRIC_DEFAULT";
  const encrypts = usage === null || usage === undefined || usage === "ENCRYPT_DECRYPT";
  return !isSymmetric || !encrypts || typeof store === "string";
}

export const kmsKey: Kind = {
  noun: "key",
  name: null,
  stored: { loss: "whatever is encrypted with it", isRecreatable: false, neededByBackups: true },
  outage: null,
  price: { rule: "encryptionKey" },
  protections: [
    {
      attribute: "enable_key_rotation",
      isWeaker: off,
      level: "dangerous",
      title: "stops turning the key",
      why: "The same key material then encrypts everything for ever.",
      start: { safe: true, level: "review", title: "is never rotated", unless: cannotBeRotated },
    },
    {
      attribute: "is_enabled",
      isWeaker: off,
      level: "blocks",
      title: "disables the key",
      why: "Whatever is encrypted with it cannot be read.",
    },
    {
      attribute: "deletion_window_in_days",
      isWeaker: less,
      level: "dangerous",
      title: "shortens the time in which a deleted key can be called back",
      why: noWayBack,
    },
  ],
  ignored: [],
  import: { by: [["key_id"], ["arn"]], id: "{key_id|id}" },
  writeOnly: null,
  arns: ["kms:key"],
  recovery: { byName: null, byArn: "id", recognizedBy: [["description"]] },
  deletion: null,
  unique: [],
  quota: null,
};
