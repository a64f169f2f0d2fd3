import { DataAwsRdsClusters } from "@cdktf/provider-aws/lib/data-aws-rds-clusters";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Construct } from "constructs";

import type { OnDestroy } from "../../terraform/on-destroy";
import type { AwsLocation } from "../iam/aws-location";
import type { Connections, IConnectable } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import { EncryptionKey } from "../secrets/encryption-key";
import { GeneratedSecret } from "../secrets/generated-secret";

export interface ExistingClustersProps {
  /** By identifier, each with its port and the names of what is made beside it. */
  readonly clusters: Readonly<
    Record<string, { readonly port: number; readonly securityGroupName: string; readonly passwordName: string }>
  >;
  readonly keyAlias: string;
  readonly subnetGroupName: string;
  readonly network: INetwork;
  readonly location: AwsLocation;
  readonly onDestroy: OnDestroy;
}

/**
 * Existing RDS clusters: they are only looked up, a plan fails when one is missing, and nothing
 * here can create, change or delete any. What belongs beside them is made: a key and a subnet group for all, and for
 * each a security group, which its owner attaches to it (Amazon RDS User Guide, "Controlling access with security
 * groups"), and a generated password, which its owner gives to it.
 *
 * Costs money: the key, one US dollar a month; each password, 0.40 US dollars a month.
 */
export class ExistingClusters extends Construct {
  private readonly byIdentifier = new Map<string, Connections>();

  public constructor(scope: Construct, id: string, props: ExistingClustersProps) {
    super(scope, id);
    const { clusters, keyAlias, subnetGroupName, network, location, onDestroy } = props;
    const encryptionKey = new EncryptionKey(this, "key", {
      alias: keyAlias,
      description: "For databases",
      location,
      onDestroy,
    });
    new DbSubnetGroup(this, "subnet-group", {
      name: subnetGroupName,
      description: "Subnets of databases",
      subnetIds: network.databaseSubnetIds,
    });
    for (const [identifier, { port, securityGroupName, passwordName }] of Object.entries(clusters)) {
      const parts = new Construct(this, identifier);
      this.mustExist(parts, identifier);
      const group = new SecurityGroup(parts, "security-group", {
        network,
        name: securityGroupName,
        label: identifier,
        port,
      });
      this.byIdentifier.set(identifier, group.connections);
      new GeneratedSecret(parts, "password", {
        name: passwordName,
        description: `For the cluster ${identifier}, generated`,
        generator: "random",
        encryptionKey,
        onDestroy,
      });
    }
  }

  /** @throws Error for a cluster that is not among them, which the configuration's rules exclude. */
  public get(identifier: string): IConnectable {
    const connections = this.byIdentifier.get(identifier);
    if (!connections) throw new Error(`${this.node.path} has no cluster ${identifier}`);
    return { connections };
  }

  private mustExist(scope: Construct, identifier: string): void {
    const found = new DataAwsRdsClusters(scope, "cluster", {
      filter: [{ name: "db-cluster-id", values: [identifier] }],
    });
    found.lifecycle = {
      postcondition: [
        {
          condition: "${length(self.cluster_identifiers) == 1}",
          errorMessage: `The RDS cluster ${identifier} does not exist in this account and region. It is not managed here: create or restore it, or take it out of existingDatabases.`,
        },
      ],
    };
  }
}
