import { describe, expect, test } from "@jest/globals";

import type { Block } from "../../src/terraform-json/block";
import type { Body } from "../../src/terraform-json/body";
import { vcpusOf } from "../../src/cost/rules/database";
import { bill, gaps, reference, resource } from "../support/priced";

function database(body: Body = {}): Block {
  return resource("aws_db_instance", "main", {
    identifier: "shop",
    engine: "postgres",
    engine_version: "15",
    instance_class: "db.t3.micro",
    allocated_storage: 20,
    storage_type: "gp2",
    backup_retention_period: 7,
    ...body,
  });
}

describe("a database", () => {
  test("costs by class, storage, and backups beyond what is included", () => {
    // 730 h at 0.018; 20 GB at 0.115; 10 GB used x (1 + 6 days x 2 percent) = 11.2 GB of backups are within the 20
    expect(bill([database()])).toEqual({
      "db.t3.micro": [730, 0.018, 13.14],
      "storage, gp2": [20, 0.115, 2.3],
      "backups above what is included": [0, 0.095, 0],
    });
  });

  test("costs twice as much in two zones", () => {
    expect(bill([database({ multi_az: true })])).toMatchObject({
      "db.t3.micro": [1460, 0.018, 26.28],
      "storage, gp2": [40, 0.115, 4.6],
    });
  });

  test("pays for backups that are larger than itself", () => {
    // 20 GB x (1 + 34 days x 10 percent) = 88 GB, 20 of them included
    const assumed = { databaseUsedPercent: 100, dailyChangePercent: 10 };
    expect(bill([database({ backup_retention_period: 35 })], assumed)["backups above what is included"]).toEqual([
      68, 0.095, 6.46,
    ]);
  });

  test.each([
    [
      { allocated_storage: 100, iops: 4000, storage_throughput: 225 },
      { iops: [1000, 0.02, 20], mibps: [100, 0.08, 8] },
    ],
    [
      { allocated_storage: 400, iops: 14_000, storage_throughput: 500 },
      { iops: [2000, 0.02, 40], mibps: undefined },
    ],
    [{ allocated_storage: 100 }, { iops: undefined, mibps: undefined }],
  ])("pays on gp3 for what is above the included (%p)", (body, { iops, mibps }) => {
    const items = bill([database({ storage_type: "gp3", ...body })]);

    expect(items["IOPS above the included"]).toEqual(iops);
    expect(items["throughput above the included"]).toEqual(mibps);
  });

  test("pays for every provisioned operation on io1", () => {
    expect(bill([database({ storage_type: "io1", iops: 1000 })])).toMatchObject({
      "storage, io1": [20, 0.125, 2.5],
      IOPS: [1000, 0.1, 100],
    });
  });

  test("pays for the secret with the password that RDS manages", () => {
    expect(bill([database({ manage_master_user_password: true })])).toMatchObject({ secrets: [1, 0.4, 0.4] });
  });

  test("pays for enhanced monitoring as log data", () => {
    // 3 kilobytes x 730 h x 3,600 s / 60 s = 131,400 kilobytes = 0.12531 GB
    expect(bill([database({ monitoring_interval: 60 })])["enhanced monitoring"]).toEqual([0.125313, 0.5, 0.062656]);
  });

  test.each([
    [{ instance_class: "db.x99.huge" }, "the price table has no rds.postgres.db.x99.huge for us-east-1"],
    [{ engine: "mysql" }, "the price table has no rds.mysql.db.t3.micro for us-east-1"],
    [{ storage_type: "io2" }, "the price table has no rds.storage.io2 for us-east-1"],
    [{ allocated_storage: undefined, storage_type: "gp3" }, "its allocated storage cannot be read"],
    [{ engine_version: "13.4" }, "PostgreSQL 13 is in RDS's extended support, which is charged by vCPU and year"],
    [
      { performance_insights_enabled: true, performance_insights_retention_period: 731 },
      "Performance Insights kept for 731 days are charged by vCPU",
    ],
  ])("is reported as not priced with %p", (body, reason) => {
    expect(gaps([database(body)])).toContain(`aws_db_instance.main: ${reason}`);
  });
});

describe("backups in another region", () => {
  const main = database();
  const replication = resource(
    "aws_db_instance_automated_backups_replication",
    "dr",
    { source_db_instance_arn: reference(main, "arn"), retention_period: 7 },
    "us-west-2",
  );

  test("cost their storage there, and the transfer of each day's changes", () => {
    // 11.2 GB; 10 GB x 2 percent x 30.4167 days = 6.0833 GB
    expect(bill([main, replication], {}, replication)).toEqual({
      "backups in another region": [11.2, 0.095, 1.064],
      "transfer of backups to another region": [6.083333, 0.02, 0.121667],
    });
  });

  test("are not priced without their database", () => {
    expect(gaps([replication])).toHaveLength(1);
  });
});

describe("RDS Proxy", () => {
  const proxy = resource("aws_db_proxy", "main", { name: "shop" });
  const behind = (body: Body): Block[] => {
    const main = database(body);
    const target = resource("aws_db_proxy_target", "main", {
      db_proxy_name: reference(proxy, "name"),
      db_instance_identifier: reference(main, "identifier"),
    });
    return [proxy, target, main];
  };

  test("costs by the processors of its database", () => {
    expect(bill(behind({}))).toEqual({ "RDS Proxy": [1460, 0.015, 21.9] });
    expect(bill(behind({ instance_class: "db.m6g.2xlarge" }))).toEqual({ "RDS Proxy": [5840, 0.015, 87.6] });
  });

  test("is not priced without one", () => {
    expect(gaps([proxy])).toEqual(["aws_db_proxy.main: the vCPUs of the database behind it cannot be read"]);
  });
});

test.each([
  ["db.t3.micro", 2],
  ["db.m6g.large", 2],
  ["db.r6g.xlarge", 4],
  ["db.r6g.16xlarge", 64],
  ["${var.class}", undefined],
])("%s has %p processors", (instanceClass, vcpus) => {
  expect(vcpusOf(instanceClass)).toBe(vcpus);
});
