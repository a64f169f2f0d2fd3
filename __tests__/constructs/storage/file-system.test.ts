import { describe, expect, test } from "@jest/globals";
import type { TerraformStack } from "cdktf";

import { ExistingVpc } from "../../../src/constructs/network/existing-vpc";
import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { FileSystem, type FileSystemProps } from "../../../src/constructs/storage/file-system";
import { encryptionKey } from "../../support/encryption-key";
import { grantee, permissions } from "../../support/grantee";
import { network } from "../../support/network";
import { resolved } from "../../support/resolved";
import { policy, type Synthesized, synthesize } from "../../support/synthesized";

function create(stack: TerraformStack, props: Partial<FileSystemProps> = {}): FileSystem {
  return new FileSystem(stack, "files", {
    name: "dev-grafana",
    label: "grafana-files",
    network,
    encryptionKey: encryptionKey(stack),
    owner: { uid: 472, gid: 0 },
    backups: "by-default",
    onDestroy: "delete",
    ...props,
  });
}

function fileSystem(props: Partial<FileSystemProps> = {}): Synthesized {
  return synthesize((stack) => create(stack, props));
}

describe("FileSystem", () => {
  test("is encrypted with the key that it is given", () => {
    const stack = fileSystem();

    expect(stack.only("aws_efs_file_system")).toMatchObject({
      creation_token: "dev-grafana",
      encrypted: true,
      kms_key_id: stack.reference("aws_kms_key", "key", "arn"),
    });
  });

  test("refuses everybody, whatever they ask for, without TLS", () => {
    const stack = fileSystem();

    const { file_system_id: id, policy: text } = stack.only("aws_efs_file_system_policy");
    expect(id).toBe(stack.reference("aws_efs_file_system", "files", "id"));
    expect(policy(text).Statement).toEqual([
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: ["*"],
        Resource: [stack.reference("aws_efs_file_system", "files", "arn")],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  test("is mounted in each zone's private subnet", () => {
    const stack = fileSystem();

    const target = (subnet: string): object => ({
      file_system_id: stack.reference("aws_efs_file_system", "files", "id"),
      subnet_id: subnet,
      security_groups: [stack.reference("aws_security_group", "files/security-group", "id")],
    });
    expect(stack.resources("aws_efs_mount_target")).toEqual({
      "files/mount-target-a": target("subnet-private-a"),
      "files/mount-target-b": target("subnet-private-b"),
    });
  });

  test("is mounted in every private subnet that Terraform finds in an existing VPC", () => {
    const stack = synthesize((scope) => {
      const tags = { vpcTags: { Name: "shared" }, publicSubnetTags: { tier: "public" } };
      create(scope, {
        network: new ExistingVpc(scope, "network", { ...tags, privateSubnetTags: { tier: "private" } }),
      });
    });

    expect(stack.only("aws_efs_mount_target")).toMatchObject({
      for_each: `\${toset(${stack.address("data.aws_subnets", "network/private-subnets")}.ids)}`,
      subnet_id: "${each.value}",
    });
  });

  test("has one directory, which its owner alone may write to", () => {
    const stack = fileSystem({ owner: { uid: 472, gid: 1000 } });

    expect(stack.only("aws_efs_access_point")).toMatchObject({
      file_system_id: stack.reference("aws_efs_file_system", "files", "id"),
      posix_user: { uid: 472, gid: 1000 },
      root_directory: { path: "/data", creation_info: { owner_uid: 472, owner_gid: 1000, permissions: "0750" } },
    });
  });

  test("is seen by a container through its access point", () => {
    let mount: unknown;
    const stack = synthesize((scope) => {
      mount = resolved(scope, create(scope).mountAt("/var/lib/grafana"));
    });

    expect(mount).toEqual({
      volume: "grafana-files",
      path: "/var/lib/grafana",
      access: "read-write",
      directory: {
        fileSystemId: stack.reference("aws_efs_file_system", "files", "id"),
        accessPointId: stack.reference("aws_efs_access_point", "files/access-point", "id"),
      },
    });
  });

  test("lets a role read and write through its access point only, and never as root", () => {
    const stack = synthesize((scope) => {
      create(scope).grantMount(grantee(scope));
    });

    expect(permissions(stack)).toEqual([
      {
        Sid: "MountGrafanaFiles",
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: [stack.reference("aws_efs_file_system", "files", "arn")],
        Condition: {
          StringEquals: {
            "elasticfilesystem:AccessPointArn": stack.reference("aws_efs_access_point", "files/access-point", "arn"),
          },
        },
      },
    ]);
  });

  test("is reached by nobody until a connection is made, and then by NFS", () => {
    expect(fileSystem().types()).not.toContain("aws_vpc_security_group_ingress_rule");

    const stack = synthesize((scope) => {
      const client = new SecurityGroup(scope, "client", { network, name: "client", label: "grafana" });
      client.connections.allowTo(create(scope));
    });
    expect(stack.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
      security_group_id: stack.reference("aws_security_group", "files/security-group", "id"),
      description: "grafana to grafana-files",
      from_port: 2049,
      to_port: 2049,
    });
  });

  test.each([
    ["by-default", "ENABLED"],
    ["by-plan", "DISABLED"],
  ] as const)("backed up %s has AWS's default plan %s", (backups, status) => {
    const stack = fileSystem({ backups });

    expect(stack.only("aws_efs_backup_policy")).toMatchObject({
      file_system_id: stack.reference("aws_efs_file_system", "files", "id"),
      backup_policy: { status },
    });
  });

  test.each([
    ["retain", true],
    ["delete", false],
  ] as const)("with onDestroy %s has prevent_destroy %s", (onDestroy, prevented) => {
    expect(fileSystem({ onDestroy }).only("aws_efs_file_system")).toMatchObject({
      lifecycle: { prevent_destroy: prevented },
    });
  });
});
