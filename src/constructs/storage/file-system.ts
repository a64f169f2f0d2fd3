import { EfsAccessPoint } from "@cdktf/provider-aws/lib/efs-access-point";
import { EfsBackupPolicy } from "@cdktf/provider-aws/lib/efs-backup-policy";
import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { Construct } from "constructs";

import { type OnDestroy, retention } from "../../terraform/on-destroy";
import type { Mount } from "../containers/container-definition";
import { policyDocument, statementId } from "../iam/policy-document";
import type { IGrantable } from "../iam/role";
import type { Connections, IConnectable } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import type { EncryptionKey } from "../secrets/encryption-key";

export interface FileSystemProps {
  /** What the console shows it as. */
  readonly name: string;
  /** What it is called in security group rules, as in `grafana-files`. */
  readonly label: string;
  readonly network: INetwork;
  readonly encryptionKey: EncryptionKey;
  /** The user and group that own its directory. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Whether AWS Backup's default plan backs it up, daily for 35 days, or a plan of our own. */
  readonly backups: "by-default" | "by-plan";
  readonly onDestroy: OnDestroy;
}

/**
 * Files that outlive tasks: an EFS file system with one directory in it, reached by NFS over TLS from wherever a
 * connection is made, and only by roles that are granted to mount it (Amazon EFS User Guide, "Using IAM to control
 * access to file systems").
 *
 * Costs money by the gigabyte stored, backups included.
 */
export class FileSystem extends Construct implements IConnectable {
  public readonly connections: Connections;
  public readonly resource: EfsFileSystem;
  private readonly arn: string;
  private readonly accessPoint: EfsAccessPoint;
  /** Whoever mounts the directory must wait for these. */
  public readonly mountTargets: EfsMountTarget[] = [];

  public constructor(scope: Construct, id: string, props: FileSystemProps) {
    super(scope, id);
    const { name, label, network, encryptionKey, onDestroy } = props;
    const securityGroup = new SecurityGroup(this, "security-group", {
      network,
      name: `${name}-files`,
      label,
      port: 2049,
    });
    this.connections = securityGroup.connections;
    this.resource = new EfsFileSystem(this, "Resource", {
      creationToken: name,
      encrypted: true,
      kmsKeyId: encryptionKey.arn,
      throughputMode: "elastic",
      lifecyclePolicy: [{ transitionToIa: "AFTER_30_DAYS" }],
      tags: { Name: name },
      lifecycle: retention(onDestroy),
    });
    this.arn = this.resource.arn;
    this.accessPoint = this.createAccessPoint(props);
    this.mountEverywhere(network, securityGroup);
    this.requireTls();
    new EfsBackupPolicy(this, "backup", {
      fileSystemId: this.resource.id,
      backupPolicy: { status: props.backups === "by-default" ? "ENABLED" : "DISABLED" },
    });
  }

  /** The directory as a container sees it. */
  public mountAt(path: string): Mount {
    const directory = { fileSystemId: this.resource.id, accessPointId: this.accessPoint.id };
    return { volume: this.connections.label, path, access: "read-write", directory };
  }

  /** Lets a role read and write the directory. */
  public grantMount(grantee: IGrantable): void {
    grantee.grant({
      sid: statementId("mount", this.connections.label),
      actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
      resources: [this.arn],
      conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": this.accessPoint.arn } },
    });
  }

  private createAccessPoint({ name, owner: { uid, gid } }: FileSystemProps): EfsAccessPoint {
    return new EfsAccessPoint(this, "access-point", {
      fileSystemId: this.resource.id,
      posixUser: { uid, gid },
      rootDirectory: { path: "/data", creationInfo: { ownerUid: uid, ownerGid: gid, permissions: "0750" } },
      tags: { Name: name },
    });
  }

  private mountEverywhere(network: INetwork, securityGroup: SecurityGroup): void {
    network.forEachPrivateSubnet(({ key, id, forEach }) => {
      this.mountTargets.push(
        new EfsMountTarget(this, `mount-target-${key}`, {
          fileSystemId: this.resource.id,
          subnetId: id,
          securityGroups: [securityGroup.id],
          ...(forEach && { forEach }),
        }),
      );
    });
  }

  private requireTls(): void {
    new EfsFileSystemPolicy(this, "policy", {
      fileSystemId: this.resource.id,
      policy: policyDocument([
        {
          sid: "TlsOnly",
          effect: "Deny",
          actions: ["*"],
          resources: [this.arn],
          principals: { AWS: "*" },
          conditions: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    });
  }
}
