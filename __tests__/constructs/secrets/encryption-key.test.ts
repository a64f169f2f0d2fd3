import { describe, expect, test } from "@jest/globals";

import { EncryptionKey, type EncryptionKeyProps } from "../../../src/constructs/secrets/encryption-key";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { location } from "../../support/location";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function key(props: Partial<EncryptionKeyProps> = {}): Synthesized {
  return synthesize(
    (stack) =>
      new EncryptionKey(stack, "key", {
        alias: "finance-app/database",
        description: "Encrypts the database",
        location,
        onDestroy: "delete",
        ...props,
      }),
  );
}

describe("EncryptionKey", () => {
  test("turns every year", () => {
    expect(key().only("aws_kms_key")).toMatchObject({ enable_key_rotation: true });
  });

  test("is found by its alias", () => {
    const stack = key();

    expect(stack.only("aws_kms_alias")).toMatchObject({
      name: "alias/finance-app/database",
      target_key_id: stack.reference("aws_kms_key", "key", "key_id"),
    });
  });

  test("leaves who may use it to IAM in its account", () => {
    expect(policy(key().only("aws_kms_key").policy).Statement).toEqual([
      {
        Sid: "AccountAdministration",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: ["kms:*"],
        Resource: ["*"],
      },
    ]);
  });

  test("lets AWS services do what they are given", () => {
    const statements = [{ sid: "Logs", actions: ["kms:Encrypt"], resources: ["*"], principals: { Service: "logs" } }];

    expect(policy(key({ statements }).only("aws_kms_key").policy).Statement.map(({ Sid }) => Sid)).toEqual([
      "AccountAdministration",
      "Logs",
    ]);
  });

  test("can be called back for 30 days and can't be destroyed by a plan when it is retained", () => {
    expect(key({ onDestroy: "retain" }).only("aws_kms_key")).toMatchObject({
      deletion_window_in_days: 30,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("goes after 7 days when it is deleted", () => {
    expect(key({ onDestroy: "delete" }).only("aws_kms_key")).toMatchObject({
      deletion_window_in_days: 7,
      lifecycle: { prevent_destroy: false },
    });
  });

  test.each(["secretsmanager", "ssm"] as const)(
    "lets a role decrypt with this key only, through %s only",
    (service) => {
      const stack = synthesize((scope) => {
        encryptionKey(scope).grantDecrypt(grantee(scope), service);
      });

      expect(permissions(stack)).toMatchObject([
        {
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: [stack.reference("aws_kms_key", "key", "arn")],
          Condition: { StringEquals: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` } },
        },
      ]);
    },
  );

  test("can be decrypted with through both services by one role", () => {
    const stack = synthesize((scope) => {
      const key = encryptionKey(scope);
      const role = grantee(scope);
      key.grantDecrypt(role, "secretsmanager");
      key.grantDecrypt(role, "ssm");
    });

    expect(permissions(stack)).toHaveLength(2);
  });
});
