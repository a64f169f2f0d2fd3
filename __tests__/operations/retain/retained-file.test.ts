import { describe, expect, test } from "@jest/globals";

import { withNewAddresses } from "../../../src/operations/retain/retained-file";
import { stackOf } from "../support/stack";

const protects = { lifecycle: { prevent_destroy: true } };
const staging = stackOf("shop-staging", {
  resource: {
    aws_db_instance: { database: { ...protects, db_subnet_group_name: "${aws_db_subnet_group.subnets.name}" } },
    aws_db_subnet_group: { subnets: { name: "shop-staging" } },
    aws_sns_topic: { alarms: { name: "shop-staging" } },
  },
});
const production = { managed: ["aws_db_instance.database"], forgotten: ["aws_s3_bucket.assets"] };

describe("what is written down", () => {
  test("gets what is protected, with what that needs, beside what is there", () => {
    const known = { "shop-staging": { managed: ["aws_s3_bucket.lost"], forgotten: ["aws_s3_bucket.logs"] } };

    expect(withNewAddresses(known, [staging])).toEqual({
      "shop-staging": {
        managed: ["aws_db_instance.database", "aws_db_subnet_group.subnets", "aws_s3_bucket.lost"],
        forgotten: ["aws_s3_bucket.logs"],
      },
    });
  });

  test("keeps a stack that is no longer listed, with what it forgot", () => {
    const retained = withNewAddresses({ "shop-production": production }, [staging]);

    expect(Object.keys(retained)).toEqual(["shop-production", "shop-staging"]);
    expect(retained["shop-production"]).toEqual(production);
  });
});
