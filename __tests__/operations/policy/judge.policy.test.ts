import { beforeAll, describe, expect, test } from "@jest/globals";

import { Checkov } from "../../../src/operations/policy/checkov";
import type { Finding } from "../../../src/operations/policy/findings";
import { run } from "../../../src/operations/processes/child-process";
import { stackOf } from "../support/stack";

/** A stack in which everything is wrong that a synthesized stack could get wrong. */
const careless = stackOf("careless", {
  resource: {
    aws_s3_bucket: { files: { "//": { metadata: { path: "careless/files/bucket/Resource" } }, bucket: "files" } },
    aws_s3_bucket_policy: {
      open: {
        bucket: "${aws_s3_bucket.files.bucket}",
        policy: statement({ Principal: "*", Action: ["s3:*"], Resource: ["${aws_s3_bucket.files.arn}/*"] }),
      },
    },
    aws_iam_policy: {
      everything: { name: "everything", policy: statement({ Action: ["*"], Resource: ["*"] }) },
      secrets: {
        name: "secrets",
        policy: statement({ Action: ["s3:GetObject", "iam:PassRole"], Resource: ["*", "${aws_s3_bucket.files.arn}"] }),
      },
    },
    aws_ecs_task_definition: {
      writable: {
        family: "writable",
        container_definitions: JSON.stringify([
          {
            name: "app",
            image: "${data.aws_ecr_repository.app.repository_url}:1",
            readonlyRootFilesystem: false,
            environment: [{ name: "BUCKET", value: "${aws_s3_bucket.files.bucket}" }],
          },
        ]),
      },
    },
    aws_db_instance: { open: { engine: "postgres", publicly_accessible: true, storage_encrypted: false } },
    aws_vpc_security_group_ingress_rule: {
      ssh: { security_group_id: "sg-1", cidr_ipv4: "0.0.0.0/0", from_port: 22, to_port: 22, ip_protocol: "tcp" },
    },
    aws_lb_listener: {
      plain: { protocol: "HTTP", port: 80, default_action: [{ type: "forward", target_group_arn: "arn" }] },
      redirect: {
        protocol: "HTTP",
        port: 80,
        default_action: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } }],
      },
    },
  },
  data: { aws_ecr_repository: { app: { name: "app" } } },
});

function statement(words: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...words }] });
}

describe("checkov", () => {
  let findings: readonly Finding[];
  const failedAt = (address: string): string[] =>
    findings.filter((finding) => finding.address === address).map(({ check }) => check);

  beforeAll(async () => {
    ({ findings } = await (await Checkov.install(run)).judge(careless));
  });

  test("sees the arguments of a resource", () => {
    expect(failedAt("aws_db_instance.open")).toEqual(expect.arrayContaining(["CKV_AWS_16", "CKV_AWS_17"]));
    expect(failedAt("aws_vpc_security_group_ingress_rule.ssh")).toContain("CKV_AWS_24");
  });

  test("looks into policies, also where they refer to other resources", () => {
    expect(failedAt("aws_s3_bucket_policy.open")).toContain("CKV_AWS_70");
    expect(failedAt("aws_iam_policy.everything")).toEqual(expect.arrayContaining(["CKV_AWS_62", "CKV_AWS_63"]));
    expect(failedAt("aws_iam_policy.secrets")).toEqual(expect.arrayContaining(["CKV_AWS_288", "CKV_AWS_355"]));
  });

  test("looks into container definitions, also where they refer to other resources", () => {
    expect(failedAt("aws_ecs_task_definition.writable")).toContain("CKV_AWS_336");
  });

  test("looks into nested blocks", () => {
    expect(failedAt("aws_lb_listener.plain")).toContain("CKV_AWS_2");
    expect(failedAt("aws_lb_listener.redirect")).not.toContain("CKV_AWS_2");
  });

  test("misses what is no part of a bucket, but stands beside it", () => {
    expect(failedAt("aws_s3_bucket.files")).toEqual(
      expect.arrayContaining(["CKV_AWS_21", "CKV2_AWS_6", "CKV2_AWS_61"]),
    );
    expect(findings.find(({ check }) => check === "CKV2_AWS_6")?.at).toBe("careless/files/bucket");
  });
});
