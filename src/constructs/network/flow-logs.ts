import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { Role } from "../iam/role";
import type { EncryptionKey } from "../secrets/encryption-key";

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly logGroupName: string;
  readonly roleName: string;
  readonly retentionDays: number;
  readonly encryptionKey: EncryptionKey;
  readonly location: AwsLocation;
}

/**
 * Who talked to whom in a VPC, accepted or rejected, in CloudWatch Logs (Amazon VPC User Guide, "Publish flow logs to
 * CloudWatch Logs").
 *
 * Costs money by the gigabyte written and stored.
 */
export class FlowLogs extends Construct {
  public constructor(
    scope: Construct,
    id: string,
    { vpcId, logGroupName, roleName, retentionDays, encryptionKey, location }: FlowLogsProps,
  ) {
    super(scope, id);
    const logGroup = new CloudwatchLogGroup(this, "log-group", {
      name: logGroupName,
      retentionInDays: retentionDays,
      kmsKeyId: encryptionKey.arn,
    });
    const role = new Role(this, "role", {
      name: roleName,
      description: "Writes the VPC's flow logs",
      trust: {
        principals: { Service: "vpc-flow-logs.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": location.account } },
      },
    });
    role.grant({
      sid: "WriteFlowLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [logGroup.arn, `${logGroup.arn}:*`],
    });
    new FlowLog(this, "Resource", {
      vpcId,
      trafficType: "ALL",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 600,
    });
  }
}
