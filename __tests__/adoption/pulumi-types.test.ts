import { expect, test } from "@jest/globals";

import { importable } from "../../src/adoption/importable";
import { terraformTypeOf } from "../../src/adoption/pulumi-types";
import { kinds } from "../../src/resources";

const known = new Set([
  ...Object.keys(kinds).filter((type) => importable(type) !== undefined),
  "aws_ecs_task_definition",
  "aws_security_group_rule",
  "random_password",
]);

/** As they stand in the schema of Pulumi's AWS provider, versions 6 and 7. */
test.each([
  ["aws:alb/listener:Listener", "aws_lb_listener"],
  ["aws:cloudwatch/eventRule:EventRule", "aws_cloudwatch_event_rule"],
  ["aws:codedeploy/application:Application", "aws_codedeploy_app"],
  ["aws:ec2/eip:Eip", "aws_eip"],
  ["aws:ec2/securityGroup:SecurityGroup", "aws_security_group"],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", "aws_security_group_rule"],
  ["aws:ecs/taskDefinition:TaskDefinition", "aws_ecs_task_definition"],
  ["aws:elasticloadbalancingv2/targetGroup:TargetGroup", "aws_lb_target_group"],
  ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", "aws_iam_openid_connect_provider"],
  ["aws:lb/loadBalancer:LoadBalancer", "aws_lb"],
  ["aws:rds/instance:Instance", "aws_db_instance"],
  [
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    "aws_db_instance_automated_backups_replication",
  ],
  ["aws:rds/subnetGroup:SubnetGroup", "aws_db_subnet_group"],
  ["aws:s3/bucket:Bucket", "aws_s3_bucket"],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "aws_s3_object"],
  ["aws:s3/bucketV2:BucketV2", "aws_s3_bucket"],
  ["aws:s3/bucketVersioning:BucketVersioning", "aws_s3_bucket_versioning"],
  ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws_s3_bucket_versioning"],
  ["aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", "aws_service_discovery_private_dns_namespace"],
  ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "aws_vpc_security_group_egress_rule"],
  ["aws:wafv2/webAcl:WebAcl", "aws_wafv2_web_acl"],
  ["random:index/randomPassword:RandomPassword", "random_password"],
])("%s is %s", (pulumi, terraform) => {
  expect(terraformTypeOf(pulumi, known)).toBe(terraform);
});

test.each(["aws:elb/loadBalancer:LoadBalancer", "aws:lambda/function:Function", "constructor:index/x:X", "", "a:b"])(
  "%p is none of them",
  (type) => {
    expect(terraformTypeOf(type, known)).toBeUndefined();
  },
);
