import { describe, expect, test } from "@jest/globals";

import type { Block } from "../../src/terraform-json/block";
import { bill, gaps, reference, resource } from "../support/priced";

test("an image repository costs what it holds", () => {
  expect(bill([resource("aws_ecr_repository", "api")])).toEqual({ "image repositories": [5, 0.1, 0.5] });
});

test("a bucket costs what it holds, writes and reads", () => {
  expect(bill([resource("aws_s3_bucket", "logs")])).toEqual({
    "buckets: storage": [5, 0.023, 0.115],
    "buckets: writes": [20, 0.005, 0.1],
    "buckets: reads": [10, 0.0004, 0.004],
  });
});

describe("a file system", () => {
  test("costs what it holds, and with elastic throughput what is read and written", () => {
    expect(bill([resource("aws_efs_file_system", "data", { throughput_mode: "elastic" })])).toEqual({
      storage: [5, 0.3, 1.5],
      "bytes read": [10, 0.03, 0.3],
      "bytes written": [5, 0.06, 0.3],
    });
    expect(bill([resource("aws_efs_file_system", "data")])).toEqual({ storage: [5, 0.3, 1.5] });
  });

  test("pays for its daily backups of five weeks", () => {
    const enabled = resource("aws_efs_backup_policy", "data", { backup_policy: { status: "ENABLED" } });
    const disabled = resource("aws_efs_backup_policy", "data", { backup_policy: { status: "DISABLED" } });

    // 5 GB x (1 + 34 days x 2 percent) = 8.4 GB
    expect(bill([enabled])).toEqual({ "backups of file systems": [8.4, 0.05, 0.42] });
    expect(bill([disabled])).toEqual({});
  });
});

describe("AWS Backup", () => {
  const database = resource("aws_db_instance", "main", { allocated_storage: 20, engine: "postgres" });
  const vault = resource("aws_backup_vault", "copies", {}, "us-west-2");
  const plan = resource("aws_backup_plan", "daily", {
    rule: [
      {
        lifecycle: { delete_after: 31 },
        copy_action: [{ destination_vault_arn: reference(vault, "arn"), lifecycle: { delete_after: 11 } }],
      },
    ],
  });
  const selection = (selected: readonly Block[]): Block =>
    resource("aws_backup_selection", "data", {
      plan_id: reference(plan),
      resources: selected.map((one) => reference(one, "arn")),
    });

  test("costs what it keeps, what it copies, and the way there", () => {
    // 10 GB x (1 + 30 x 2 percent); x (1 + 10 x 2 percent); 10 GB x 2 percent x 30.4167 days
    expect(bill([selection([database]), plan, vault, database])).toEqual({
      "AWS Backup of databases": [16, 0.095, 1.52],
      "AWS Backup of databases: copies": [12, 0.095, 1.14],
      "AWS Backup of databases: transfer to another region": [6.083333, 0.02, 0.121667],
    });
  });

  test("costs by the kind of what it keeps", () => {
    const files = resource("aws_efs_file_system", "data");
    const bucket = resource("aws_s3_bucket", "data");

    expect(bill([selection([files, bucket]), plan, vault, files, bucket])).toMatchObject({
      "AWS Backup of file systems": [8, 0.05, 0.4],
      "AWS Backup of file systems: transfer to another region": [3.041667, 0.04, 0.121667],
      "AWS Backup of buckets": [8, 0.05, 0.4],
    });
  });

  test("is not priced for what nobody has said the price of", () => {
    const table = resource("aws_dynamodb_table", "data");

    expect(gaps([selection([table]), plan, vault, table])).toContain(
      "aws_backup_selection.data: backups of aws_dynamodb_table are not priced",
    );
    expect(gaps([selection([]), plan])).toEqual([
      "aws_backup_selection.data: what it selects is not among the resources",
    ]);
  });
});
