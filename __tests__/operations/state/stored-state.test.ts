import { GetObjectCommand, ListObjectVersionsCommand, type S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "@jest/globals";

import { readLockFile } from "../../../src/operations/state/state-lock";
import { readStateText } from "../../../src/operations/state/state-text";
import { DamagedState, readStoredState } from "../../../src/operations/state/stored-state";
import { stackOf } from "../support/stack";

const whole = JSON.stringify({ version: 4, serial: 3, lineage: "one", resources: [] });

/** A bucket with the versions of one object, the latest first, each with its text. */
function bucketWith(...texts: readonly string[]): S3Client {
  const send = (command: unknown): Promise<unknown> => {
    if (command instanceof GetObjectCommand) {
      const version = Number(command.input.VersionId ?? 0);
      return Promise.resolve({ Body: { transformToString: () => Promise.resolve(texts[version]) } });
    }
    if (!(command instanceof ListObjectVersionsCommand)) throw new Error("not expected");
    const Versions = texts.map((text, index) => ({
      ...{ Key: "shop-staging.tfstate", VersionId: String(index), IsLatest: index === 0, Size: text.length },
      LastModified: new Date(Date.UTC(2026, 2, 9 - index)),
    }));
    return Promise.resolve({ Versions: [...Versions, { Key: "shop-staging.tfstate.tflock", VersionId: "9" }] });
  };
  return { send } as unknown as S3Client;
}

test.each([
  ["", "is empty"],
  [" \n", "is empty"],
  ["null", "is not a Terraform state"],
  ["{}", "is not a Terraform state"],
  ["[]", "is not a Terraform state"],
  ['{"version":3,"serial":1,"lineage":"one","resources":[]}', "is not a Terraform state"],
  [whole.slice(0, -5), "is cut off or overwritten"],
  ["<html>", "is not JSON"],
])("%j is no state", (text, how) => {
  expect(readStateText(text)).toEqual({ kind: "damaged", how });
});

describe("a stored state", () => {
  const stack = stackOf("shop-staging");

  test("that is whole is read", async () => {
    expect(await readStoredState(stack, bucketWith(whole))).toMatchObject({ serial: 3, lineage: "one" });
  });

  test("that is damaged is told with its versions and the way back", async () => {
    await expect(readStoredState(stack, bucketWith("", "{}", whole))).rejects.toEqual(
      new DamagedState(
        "The state of shop-staging cannot be used: s3://state/shop-staging.tfstate is empty.",
        [
          "Its earlier versions, the latest first:",
          "  2026-03-08T00:00:00.000Z  2 bytes  1  (damaged, too)",
          `  2026-03-07T00:00:00.000Z  ${whole.length} bytes  2`,
          "Put the latest whole one back:",
          "  aws s3api copy-object --bucket state --key shop-staging.tfstate --copy-source 'state/shop-staging.tfstate?versionId=2'",
          "Then bring what exists in AWS and is not in that state back into it:",
          "  npm run recover -- shop-staging",
        ].join("\n"),
      ),
    );
  });

  test("of which no version is whole is deleted, and made anew from AWS", async () => {
    await expect(readStoredState(stack, bucketWith("null"))).rejects.toEqual(
      new DamagedState(
        "The state of shop-staging cannot be used: s3://state/shop-staging.tfstate is not a Terraform state.",
        [
          "The bucket has no earlier version of it.",
          "None is whole. Delete the object; its versions stay:",
          "  aws s3api delete-object --bucket state --key shop-staging.tfstate",
          "Then bring what exists in AWS and is not in that state back into it:",
          "  npm run recover -- shop-staging",
        ].join("\n"),
      ),
    );
  });
});

test.each([
  ["", "is empty"],
  ["null", "is not a lock of Terraform"],
  ["{}", "is not a lock of Terraform"],
  ['{"ID": "5d2', "is cut off or overwritten"],
  ["garbage", "is not JSON"],
])("%j is no lock", async (text, how) => {
  expect(await readLockFile(stackOf("shop-staging"), bucketWith(text))).toEqual({ kind: "damaged", how });
});
