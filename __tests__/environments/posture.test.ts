import { describe, expect, test } from "@jest/globals";

import { checkPlatform, type Platform } from "../../src/config/platform";
import { mostGiven } from "../../src/config/rules/tag-rules";
import { generatedTag } from "../../src/constructs/secrets/generated-secret";
import { platforms, synthesizeEverything } from "../support/environments";
import { type Block, policy, type Policy, type Synthesized } from "../support/synthesized";

/*
 * What holds of every stack, whatever the environments say. Each exception is named here with its reason; `npm run policy`
 * asks an independent judge beside it.
 */

/**
 * AWS's own policies that a role may have: those that AWS Backup asks for and extends as it learns, and the one with which
 * workflows deploy whatever AWS has.
 */
const managedPolicies = [
  "arn:aws:iam::aws:policy/PowerUserAccess",
  "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup",
  "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
  "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup",
  "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
];

/** What a configuration opens with a line of its own. */
interface Opened {
  /** Containers that may write to their root file system, since their configuration says why. */
  readonly writable: readonly string[];
  /** Ports on which tasks reach the internet, beside that of HTTPS. */
  readonly ports: readonly number[];
}

function openedIn({ environments }: Platform, stack: string): Opened {
  const services = Object.entries(environments.find(({ name }) => name === stack)?.services ?? {});
  const containers = services.flatMap(([key, service]) => [
    [key, service] as const,
    ...Object.entries(service.sidecars),
  ]);
  return {
    writable: containers.flatMap(([key, { writableRootFilesystem }]) => (writableRootFilesystem ? [key] : [])),
    ports: services.flatMap(([, { egress }]) => Object.values(egress).map(({ port }) => port)),
  };
}

const stacks = platforms.flatMap((platform) => {
  const checked = checkPlatform(platform);
  return [...synthesizeEverything(platform)].map(([name, stack]) => [name, stack, openedIn(checked, name)] as const);
});

interface Container {
  readonly name: string;
  readonly readonlyRootFilesystem?: boolean;
  readonly privileged?: boolean;
  readonly image: string;
  readonly environment?: readonly { readonly name: string }[];
  readonly logConfiguration?: unknown;
}

describe.each(stacks)("%s", (_, stack, opened) => {
  const all = (type: string): [string, Block][] => Object.entries(stack.resources(type));

  test("only secrets that are tagged as generated have a value that Terraform looks at, so workflows may plan", () => {
    const read = all("aws_secretsmanager_secret_version").map(([, { secret_id }]) => secret_id);
    const generated = all("aws_secretsmanager_secret").filter(
      ([, { tags }]) => (tags as Record<string, string>)[generatedTag.key] === generatedTag.value,
    );

    expect(read.toSorted()).toEqual(
      generated.map(([path]) => stack.reference("aws_secretsmanager_secret", path, "id")).toSorted(),
    );
  });

  test("no resource gets more tags of the platform than are kept for them", () => {
    const common = ["product", "environment", "managed-by"];
    const tagged = stack.types().flatMap((type) => all(type).map(([, { tags }]) => Object.keys(tags ?? {})));
    const most = Math.max(...tagged.map((own) => new Set([...common, ...own]).size));

    expect(most).toBeGreaterThanOrEqual(common.length);
    expect(most).toBeLessThanOrEqual(mostGiven);
  });

  describe("buckets", () => {
    test.each([
      [
        "block public access",
        "aws_s3_bucket_public_access_block",
        { block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true },
      ],
      [
        "know no access lists",
        "aws_s3_bucket_ownership_controls",
        { rule: { object_ownership: "BucketOwnerEnforced" } },
      ],
      ["keep versions", "aws_s3_bucket_versioning", { versioning_configuration: { status: "Enabled" } }],
      ["are encrypted", "aws_s3_bucket_server_side_encryption_configuration", {}],
      ["let old versions go", "aws_s3_bucket_lifecycle_configuration", {}],
    ])("all %s", (_promise, type, expected) => {
      for (const bucket of bucketsOf(stack)) expect(companion(stack, type, bucket)).toMatchObject(expected);
    });

    test("all have a lifecycle that ends old versions and unfinished uploads", () => {
      for (const bucket of bucketsOf(stack)) {
        const { rule } = companion(stack, "aws_s3_bucket_lifecycle_configuration", bucket) as { rule: Block[] };
        expect(rule.some((one) => one.noncurrent_version_expiration)).toBe(true);
        expect(rule.some((one) => one.abort_incomplete_multipart_upload)).toBe(true);
      }
    });

    test("all refuse connections without TLS, and let nobody in whom they do not know", () => {
      for (const bucket of bucketsOf(stack)) {
        const { Statement } = policy(companion(stack, "aws_s3_bucket_policy", bucket).policy);
        expect(Statement).toContainEqual(
          expect.objectContaining({
            Effect: "Deny",
            Principal: "*",
            Action: ["s3:*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          }),
        );
        expect(openToAnybody(Statement)).toEqual([]);
      }
    });
  });

  describe("keys and what they encrypt", () => {
    test("every key is turned every year, and its policy lets in nobody from elsewhere", () => {
      for (const [, key] of all("aws_kms_key")) {
        expect(key.enable_key_rotation).toBe(true);
        expect(openToAnybody(policy(key.policy).Statement)).toEqual([]);
      }
    });

    test.each([
      ["secret", "aws_secretsmanager_secret", "kms_key_id"],
      ["topic", "aws_sns_topic", "kms_master_key_id"],
      ["queue", "aws_sqs_queue", "kms_master_key_id"],
      ["file system", "aws_efs_file_system", "kms_key_id"],
      ["database", "aws_db_instance", "kms_key_id"],
      ["backup vault", "aws_backup_vault", "kms_key_arn"],
    ])("every %s is encrypted with a customer's key", (_thing, type, argument) => {
      const encryptedByAws = all(type).filter(([, block]) => !String(block[argument]).startsWith("${aws_kms_key."));
      expect(encryptedByAws.map(([path]) => path)).toEqual([]);
    });

    test("every registry is encrypted with KMS, scans what it gets, and never moves a tag", () => {
      for (const [, repository] of all("aws_ecr_repository")) {
        expect(repository).toMatchObject({
          image_tag_mutability: "IMMUTABLE",
          image_scanning_configuration: { scan_on_push: true },
          encryption_configuration: [{ encryption_type: "KMS" }],
        });
      }
    });

    test("no parameter that holds something secret is plain", () => {
      const plain = all("aws_ssm_parameter").filter(([, { type }]) => type !== "SecureString");
      expect(plain.filter(([path]) => !/^services\/[^/]+\/image$/.test(path)).map(([path]) => path)).toEqual([]);
    });
  });

  describe("the network", () => {
    test("lets tasks out to the internet on known ports only, and nothing else at all", () => {
      const out = all("aws_vpc_security_group_egress_rule").filter(([, rule]) => isEverywhere(rule));
      const unknown = out.filter(
        ([path, { from_port: from, to_port: to }]) =>
          !path.startsWith("services/") || from !== to || ![443, ...opened.ports].includes(from as number),
      );
      expect(unknown.map(([path]) => path)).toEqual([]);
    });

    test("gives no address of the internet to what is started in it", () => {
      expect(all("aws_subnet").filter(([, subnet]) => subnet.map_public_ip_on_launch === true)).toEqual([]);
      for (const [, { network_configuration: network }] of all("aws_ecs_service"))
        expect(network).toMatchObject({ assign_public_ip: false });
    });

    test("closes the default security group of each VPC and logs who talks to whom", () => {
      for (const [path] of all("aws_vpc")) {
        const vpc = stack.reference("aws_vpc", path, "id");
        const [group] = all("aws_default_security_group").filter(([, { vpc_id: id }]) => id === vpc);
        expect(group?.[1]).not.toHaveProperty("ingress");
        expect(group?.[1]).not.toHaveProperty("egress");
        expect(all("aws_flow_log").filter(([, { vpc_id: id }]) => id === vpc)).toMatchObject([
          [expect.anything(), { traffic_type: "ALL" }],
        ]);
      }
    });

    test("answers in TLS 1.2 or newer, and without TLS only that TLS is wanted", () => {
      for (const [, listener] of all("aws_lb_listener")) {
        if (listener.protocol === "HTTPS") expect(listener.ssl_policy).toMatch(/TLS13-1-[23]/);
        else expect(listener.default_action).toMatchObject([{ type: "redirect", redirect: { protocol: "HTTPS" } }]);
      }
      for (const [, balancer] of all("aws_lb"))
        expect(balancer).toMatchObject({ drop_invalid_header_fields: true, access_logs: { enabled: true } });
    });

    test("shows files in TLS 1.2 or newer only", () => {
      for (const [, distribution] of all("aws_cloudfront_distribution")) {
        expect(distribution.viewer_certificate).toMatchObject({
          minimum_protocol_version: expect.stringMatching(/^TLSv1\.[23]/),
        });
        expect(distribution.default_cache_behavior).toMatchObject({
          viewer_protocol_policy: expect.stringMatching(/https/),
        });
      }
    });
  });

  describe("databases", () => {
    test("are encrypted, out of reach of the internet, and speak TLS only", () => {
      for (const [, database] of all("aws_db_instance")) {
        expect(database).toMatchObject({
          storage_encrypted: true,
          publicly_accessible: false,
          iam_database_authentication_enabled: true,
          auto_minor_version_upgrade: true,
          manage_master_user_password: true,
        });
        const group = all("aws_db_parameter_group").find(
          ([path]) => stack.reference("aws_db_parameter_group", path, "name") === database.parameter_group_name,
        );
        expect(group?.[1].parameter).toContainEqual(expect.objectContaining({ name: "rds.force_ssl", value: "1" }));
      }
    });
  });

  describe("tasks", () => {
    const containers = all("aws_ecs_task_definition").flatMap(
      ([, definition]) => JSON.parse(definition.container_definitions as string) as Container[],
    );

    test("write to no root file system, save those whose configuration says why", () => {
      const writing = containers.filter(({ readonlyRootFilesystem }) => readonlyRootFilesystem !== true);
      expect(writing.map(({ name }) => name).filter((name) => !opened.writable.includes(name))).toEqual([]);
    });

    test("have no privileges, and leave a log", () => {
      expect(containers.filter(({ privileged }) => privileged === true)).toEqual([]);
      expect(containers.filter(({ logConfiguration }) => !logConfiguration)).toEqual([]);
    });

    test("reach their files encrypted, as a role that IAM knows", () => {
      const volumes = all("aws_ecs_task_definition").flatMap(([, { volume = [] }]) => volume as Block[]);
      for (const { efs_volume_configuration: files } of volumes) {
        if (!files) continue;
        expect(files).toMatchObject({ transit_encryption: "ENABLED", authorization_config: { iam: "ENABLED" } });
      }
    });
  });

  describe("roles", () => {
    /** Whether RDS says for which account it takes a proxy's role is not documented, so their trust does not ask (ADR 23). */
    const ofProxies = new Set(all("aws_db_proxy").map(([, { role_arn: role }]) => role));

    test("are assumed by one service for this account, by whom GitHub vouches for, or by roles that the account names", () => {
      for (const [path, role] of all("aws_iam_role")) {
        const { Statement } = policy(role.assume_role_policy);
        for (const { Principal, Condition } of Statement) {
          const conditions = JSON.stringify(Condition ?? {});
          if (ofProxies.has(stack.reference("aws_iam_role", path, "arn")))
            expect(Principal).toEqual({ Service: "rds.amazonaws.com" });
          else if ("Service" in (Principal as object)) expect(conditions).toContain('"aws:SourceAccount"');
          else if ("AWS" in (Principal as object))
            expect(conditions).toContain('{"ArnLike":{"aws:PrincipalArn":["arn:aws:iam::');
          else expect(conditions).toContain('"token.actions.githubusercontent.com:sub"');
        }
      }
    });

    test("have policies of their own, none of AWS's", () => {
      const attached = all("aws_iam_role_policy_attachment").map(([, { policy_arn: arn }]) => String(arn));
      expect(attached.filter((arn) => !arn.startsWith("${") && !managedPolicies.includes(arn))).toEqual([]);
    });
  });
});

function bucketsOf(stack: Synthesized): string[] {
  return Object.keys(stack.resources("aws_s3_bucket")).map((path) => stack.address("aws_s3_bucket", path));
}

/** The only resource of a type that belongs to a bucket. */
function companion(stack: Synthesized, type: string, bucket: string): Block {
  const found = Object.values(stack.resources(type)).filter((block) =>
    String(block.bucket).startsWith(`\${${bucket}.`),
  );
  expect(found).toHaveLength(1);
  return found[0] ?? {};
}

/** Statements that allow something to everybody without a condition. */
function openToAnybody(statements: Policy["Statement"]): unknown[] {
  return statements.filter(
    ({ Effect, Principal, Condition }) => Effect === "Allow" && !Condition && JSON.stringify(Principal).includes('"*"'),
  );
}

function isEverywhere({ cidr_ipv4: ipv4, cidr_ipv6: ipv6 }: Block): boolean {
  return ipv4 === "0.0.0.0/0" || ipv6 === "::/0";
}
