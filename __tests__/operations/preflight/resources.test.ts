import { describe, expect, test } from "@jest/globals";

import { judgeZones } from "../../../src/operations/preflight/availability-zones";
import { missing, ok, warning } from "../../../src/operations/preflight/check";
import { judgeSought } from "../../../src/operations/preflight/existing";
import { filtersOf, takesOnePerZone } from "../../../src/operations/preflight/existing-lookups";
import { judgeTaken, namesToCome } from "../../../src/operations/preflight/names";
import { judgeParameter, judgeSecret } from "../../../src/operations/preflight/secrets";
import { type StoredSecret, contentOf } from "../../../src/operations/secrets/stored-secret";
import { stackOf } from "../support/stack";

describe("what a stack looks up", () => {
  const fix = "Create it.";

  test.each<[string, Parameters<typeof judgeSought>[0], unknown]>([
    ["is there", { what: "the VPC", found: ["vpc-1"], wanted: "one", fix }, ok("the VPC: vpc-1")],
    ["is missing", { what: "the VPC", found: [], wanted: "one", fix }, missing("the VPC does not exist", fix)],
    [
      "is ambiguous",
      { what: "the VPC", found: ["vpc-1", "vpc-2"], wanted: "one", fix },
      missing("the VPC is ambiguous: vpc-1, vpc-2", "Say more of it in the environment's file, so that one remains."),
    ],
    [
      "is enough",
      { what: "subnets", found: ["a", "b"], zones: ["1a", "1b"], wanted: "one in each of two zones", fix },
      ok("subnets: a, b"),
    ],
    [
      "is too little",
      { what: "subnets", found: ["a"], zones: ["1a"], wanted: "in two zones", fix },
      missing("subnets: 1 of at least 2", fix),
    ],
    [
      "is all in one place",
      { what: "subnets", found: ["a", "b"], zones: ["1a", "1a"], wanted: "in two zones", fix },
      missing("subnets: all in 1a, of at least 2 zones", fix),
    ],
    [
      "is twice in a zone, for databases",
      { what: "subnets", found: ["a", "b", "c"], zones: ["1a", "1b", "1b"], wanted: "in two zones", fix },
      ok("subnets: a, b, c"),
    ],
    [
      "is twice in a zone, for load balancers",
      { what: "subnets", found: ["a", "b", "c"], zones: ["1a", "1b", "1b"], wanted: "one in each of two zones", fix },
      missing(
        "subnets: b and c are both in 1b, where load balancers and file systems take one",
        "Choose tags that one subnet of each zone has (network), in the environment's file or at the subnets.",
      ),
    ],
  ])("%s", (_, sought, finding) => {
    expect(judgeSought(sought)).toEqual(finding);
  });

  test("is wanted once in each zone where a load balancer or a file system is, and not where databases are", () => {
    const stack = stackOf("shop", {
      resource: {
        aws_lb: { public: { subnets: "${data.aws_subnets.public.ids}" } },
        aws_efs_mount_target: { each: { for_each: "${toset(data.aws_subnets.private.ids)}" } },
        aws_db_subnet_group: { rds: { subnet_ids: "${data.aws_subnets.secure.ids}" } },
      },
    });
    const once = ["public", "private", "secure"].filter((name) => takesOnePerZone(stack, `data.aws_subnets.${name}`));
    expect(once).toEqual(["public", "private"]);
  });

  test("is found by its filters and tags", () => {
    expect(filtersOf({ filter: [{ name: "vpc-id", values: ["vpc-1"] }], tags: { tier: "private" } })).toEqual([
      { Name: "vpc-id", Values: ["vpc-1"] },
      { Name: "tag:tier", Values: ["private"] },
    ]);
  });
});

describe("the zones of subnets", () => {
  test("are there", () => {
    expect(judgeZones(["us-west-1a", "us-west-1c"], ["us-west-1a", "us-west-1c"])).toEqual(
      ok("the availability zones us-west-1a, us-west-1c"),
    );
  });

  test("may be others in this account", () => {
    expect(judgeZones(["us-west-1a", "us-west-1b"], ["us-west-1a", "us-west-1c"])).toEqual(
      missing(
        "the account has no availability zone us-west-1b; it has us-west-1a, us-west-1c",
        "Choose other letters in the environment's file (network.zones).",
      ),
    );
  });
});

describe("the names that a deploy needs", () => {
  const stack = stackOf("shop-staging", {
    provider: { aws: [{ region: "us-east-1" }, { alias: "far", region: "us-west-2" }] },
    resource: {
      aws_s3_bucket: { logs: { bucket: "shop-logs" }, generated: { bucket: "${random_id.x.hex}" } },
      aws_kms_key: { key: { description: "x" } },
      aws_cloudwatch_log_group: {
        here: { name: "/shop/${aws_s3_bucket.logs.bucket}" },
        elsewhere: { name: "/shop/far", provider: "aws.far" },
      },
    },
  });

  test("are those that are known before it, by type and region", () => {
    const names = namesToCome(stack, stack.resources);
    expect(names.map(({ type, region, addresses }) => [type, region, [...addresses]])).toEqual([
      ["aws_s3_bucket", "us-east-1", [["shop-logs", "aws_s3_bucket.logs"]]],
      ["aws_cloudwatch_log_group", "us-east-1", [["/shop/shop-logs", "aws_cloudwatch_log_group.here"]]],
      ["aws_cloudwatch_log_group", "us-west-2", [["/shop/far", "aws_cloudwatch_log_group.elsewhere"]]],
    ]);
  });

  test("may be taken by what the account has beside the state", () => {
    expect(
      judgeTaken(stack, "aws_s3_bucket", "aws_s3_bucket.logs", "shop-logs", { by: "this account", id: "shop-logs" }),
    ).toEqual(
      missing(
        "the bucket shop-logs exists already, and the state does not have it",
        "Take it in, or choose another name:  (cd /out/stacks/shop-staging && terraform init && terraform import 'aws_s3_bucket.logs' 'shop-logs')",
      ),
    );
  });

  test("may be taken by another account, or kept by a deletion", () => {
    expect(judgeTaken(stack, "aws_s3_bucket", "aws_s3_bucket.logs", "shop-logs", { by: "another account" })).toEqual(
      missing("the bucket shop-logs belongs to another account", "Choose another name in the environment's file."),
    );
    const deleted = { by: "a deletion", id: "arn:secret" } as const;
    expect(judgeTaken(stack, "aws_secretsmanager_secret", "aws_secretsmanager_secret.x", "shop/x", deleted)).toEqual(
      missing(
        "the secret shop/x is to be deleted, and keeps its name until then",
        "aws secretsmanager restore-secret --secret-id shop/x && (cd /out/stacks/shop-staging && terraform init && terraform import 'aws_secretsmanager_secret.x' 'arn:secret')",
      ),
    );
  });
});

describe("the secret of a service", () => {
  const address = "aws_secretsmanager_secret.api";
  const secret = { service: "api", name: "shop/api/operator", address, keys: ["A", "B"] };
  const filled = (text: string): StoredSecret => ({ kind: "filled", arn: "", version: "1", content: contentOf(text) });
  const fill = "npm run secrets -- shop-staging api";

  test.each<[string, StoredSecret, "deployed" | "new", unknown]>([
    ["is filled", filled('{"A":"x","B":"y","C":""}'), "deployed", ok("shop/api/operator: A, B")],
    ["lacks a key", filled('{"A":"x"}'), "deployed", missing("shop/api/operator lacks B", fill)],
    ["has no value", { kind: "empty", arn: "" }, "deployed", missing("shop/api/operator lacks A, B", fill)],
    [
      "is not JSON",
      filled("hunter2"),
      "deployed",
      missing(
        "the value of shop/api/operator is not a JSON object",
        "npm run secrets -- shop-staging api --replace  # if nobody needs it: it stays readable as AWSPREVIOUS until the secret is written once more",
      ),
    ],
    [
      "is to be deleted",
      { kind: "deleted", arn: "" },
      "deployed",
      missing("shop/api/operator is to be deleted", "aws secretsmanager restore-secret --secret-id shop/api/operator"),
    ],
    [
      "comes with the deploy",
      { kind: "absent" },
      "new",
      warning("shop/api/operator does not exist yet; the deploy creates it", `After the deploy:  ${fill}`),
    ],
    [
      "is gone",
      { kind: "absent" },
      "deployed",
      missing("shop/api/operator is gone, though the state has it", "npm run deploy -- shop-staging"),
    ],
  ])("%s", (_, stored, since, finding) => {
    const deployed = new Set(since === "deployed" ? [address] : []);
    expect(judgeSecret("shop-staging", secret, stored, deployed)).toEqual(finding);
  });
});

test("a parameter in its first version still holds its placeholder", () => {
  expect(judgeParameter({ Name: "/shop/flags", Version: 2, KeyId: "arn:key" })).toEqual(
    ok("the parameter /shop/flags"),
  );
  expect(judgeParameter({ Name: "/shop/flags", Version: 1, KeyId: "arn:key" })).toEqual(
    warning(
      "the parameter /shop/flags still holds its placeholder",
      "aws ssm put-parameter --overwrite --type SecureString --key-id arn:key --name /shop/flags --value file:///dev/stdin  # then type it, and Ctrl-D twice",
    ),
  );
});
