import type { Attributes } from "../adoption/exported-resource";
import { own } from "../terraform-json/record";
import { readArn } from "./arn";

/** What the provider reads a resource by: Terraform's type, and the attributes that its read needs. */
export interface Seed {
  readonly type: string;
  readonly attributes: Attributes;
}

type Seeds = (id: string, arn: string) => readonly Seed[];

const byArn =
  (type: string): Seeds =>
  (_, arn) => [{ type, attributes: { id: arn, arn } }];

const byId =
  (...types: readonly string[]): Seeds =>
  (id) =>
    types.map((type) => ({ type, attributes: { id } }));

const webAcl =
  (scope: string): Seeds =>
  (acl) => {
    const [, name, id] = acl.split("/");
    return [{ type: "aws_wafv2_web_acl", attributes: { id, name, scope } }];
  };

/**
 * How resources are read that have no name of their own choosing, by the service and the resource type of their ARN
 * (Service Authorization Reference, "Resource types defined by"). A type that the ARN does not tell from another one stands
 * for both: only one of them can be read.
 */
const readers: Readonly<Record<string, Seeds>> = {
  "acm:certificate": byArn("aws_acm_certificate"),
  "backup:backup-plan": byId("aws_backup_plan"),
  "cloudfront:distribution": byId("aws_cloudfront_distribution"),
  "cloudwatch:alarm": byId("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"),
  "ec2:elastic-ip": byId("aws_eip"),
  "ec2:internet-gateway": byId("aws_internet_gateway"),
  "ec2:natgateway": byId("aws_nat_gateway"),
  "ec2:route-table": byId("aws_route_table"),
  "ec2:security-group": byId("aws_security_group"),
  "ec2:security-group-rule": byId("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"),
  "ec2:subnet": byId("aws_subnet"),
  "ec2:vpc": byId("aws_vpc"),
  "ec2:vpc-endpoint": byId("aws_vpc_endpoint"),
  "ec2:vpc-flow-log": byId("aws_flow_log"),
  "ecs:service": (service, arn) => {
    const [cluster = "", name] = service.split("/");
    const clusterArn = arn.replace(/:service\/.*$/, `:cluster/${cluster}`);
    return [{ type: "aws_ecs_service", attributes: { id: arn, name, cluster: clusterArn } }];
  },
  "ecs:task-definition": (definition, arn) => {
    const [family, revision] = definition.split(":");
    return [{ type: "aws_ecs_task_definition", attributes: { id: family, arn, family, revision: Number(revision) } }];
  },
  "elasticfilesystem:access-point": byId("aws_efs_access_point"),
  "elasticfilesystem:file-system": byId("aws_efs_file_system"),
  "elasticloadbalancing:listener": byArn("aws_lb_listener"),
  "elasticloadbalancing:listener-rule": byArn("aws_lb_listener_rule"),
  "elasticloadbalancing:loadbalancer": byArn("aws_lb"),
  "elasticloadbalancing:targetgroup": byArn("aws_lb_target_group"),
  "events:rule": (name) => [{ type: "aws_cloudwatch_event_rule", attributes: { id: name, name } }],
  "kms:key": byId("aws_kms_key"),
  "logs:delivery": byId("aws_cloudwatch_log_delivery"),
  "secretsmanager:secret": byArn("aws_secretsmanager_secret"),
  "servicediscovery:namespace": byId("aws_service_discovery_private_dns_namespace"),
  "servicediscovery:service": byId("aws_service_discovery_service"),
  "sns:": byArn("aws_sns_topic"),
  "states:stateMachine": byArn("aws_sfn_state_machine"),
  "wafv2:global": webAcl("CLOUDFRONT"),
  "wafv2:regional": webAcl("REGIONAL"),
  "xray:group": byArn("aws_xray_group"),
};

/** What the resource of an ARN can be for Terraform; nothing for a type that no stack has. */
export function seedsOf(arn: string): readonly Seed[] {
  const { kind, id } = readArn(arn);
  return own(readers, kind)?.(id, arn) ?? [];
}
