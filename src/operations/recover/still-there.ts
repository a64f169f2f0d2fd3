import { DescribeNatGatewaysCommand, DescribeVpcEndpointsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeClustersCommand, DescribeServicesCommand, ECSClient } from "@aws-sdk/client-ecs";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { DescribeSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

import type { Body } from "../../terraform-json/body";
import type { Arn } from "../../recovery/arn";
import { own } from "../../terraform-json/record";
import { isDenied } from "../aws/aws-error";
import type { ClientIn } from "../aws/client";

/** What a resource's price depends on, as Terraform names it; `undefined` for one that is deleted, or about to be. */
type Look = (arn: Arn, clientIn: ClientIn) => Promise<Body | undefined>;

/**
 * The kinds that the tagging API tells of long after their deletion, or before it, and those that cost by what they are
 * (Resource Groups Tagging API Reference, "GetResources").
 */
export const looks: Readonly<Record<string, Look>> = {
  "ec2:natgateway": async ({ region, id }, clientIn) => {
    const { NatGateways = [] } = await clientIn(EC2Client, region).send(
      new DescribeNatGatewaysCommand({ NatGatewayIds: [id] }),
    );
    return NatGateways.some(({ State }) => State !== "deleted" && State !== "deleting") ? {} : undefined;
  },
  "ec2:vpc-endpoint": async ({ region, id }, clientIn) => {
    const { VpcEndpoints = [] } = await clientIn(EC2Client, region).send(
      new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }),
    );
    const [endpoint] = VpcEndpoints;
    if (!endpoint || /delet/i.test(endpoint.State ?? "")) return undefined;
    return { vpc_endpoint_type: endpoint.VpcEndpointType, subnet_ids: endpoint.SubnetIds ?? [] };
  },
  "ecs:cluster": async ({ region, arn }, clientIn) => {
    const { clusters = [] } = await clientIn(ECSClient, region).send(new DescribeClustersCommand({ clusters: [arn] }));
    return clusters.some(({ status }) => status !== "INACTIVE") ? {} : undefined;
  },
  "ecs:service": async ({ region, arn, id }, clientIn) => {
    const [cluster] = id.split("/");
    const { services = [] } = await clientIn(ECSClient, region).send(
      new DescribeServicesCommand({ cluster, services: [arn] }),
    );
    return services.some(({ status }) => status === "ACTIVE") ? {} : undefined;
  },
  "kms:key": async ({ region, id }, clientIn) => {
    const { KeyMetadata: key } = await clientIn(KMSClient, region).send(new DescribeKeyCommand({ KeyId: id }));
    return key?.DeletionDate === undefined && !/^Pending.*Deletion$/.test(key?.KeyState ?? "") ? {} : undefined;
  },
  "rds:db": async ({ region, id }, clientIn) => {
    const { DBInstances = [] } = await clientIn(RDSClient, region).send(
      new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }),
    );
    const [instance] = DBInstances;
    if (!instance || instance.DBInstanceStatus === "deleting") return undefined;
    const { Engine, DBInstanceClass, MultiAZ, StorageType, AllocatedStorage } = instance;
    return {
      ...{ identifier: id, engine: Engine, instance_class: DBInstanceClass, multi_az: MultiAZ },
      ...{ storage_type: StorageType, allocated_storage: AllocatedStorage },
    };
  },
  "secretsmanager:secret": async ({ region, arn }, clientIn) => {
    const secret = await clientIn(SecretsManagerClient, region).send(new DescribeSecretCommand({ SecretId: arn }));
    return secret.DeletedDate === undefined ? {} : undefined;
  },
};

/** What AWS says of a resource that matters here: empty for a kind that is not looked at, or that one may not look at. */
export async function stillThere(arn: Arn, clientIn: ClientIn): Promise<Body | undefined> {
  try {
    const look = own(looks, arn.kind);
    return look ? await look(arn, clientIn) : {};
  } catch (error) {
    if (isDenied(error)) return {};
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** Each service has its own word for what is not there: `NatGatewayNotFound`, `ClusterNotFoundException`. */
function isGone(error: unknown): boolean {
  return error instanceof Error && error.name.includes("NotFound");
}
