import { expect, test } from "@jest/globals";

import { importId } from "../../src/adoption/import-id";

const place = { account: "111122223333", region: "us-east-1" };
const arn = "arn:aws:ecs:us-east-1:111122223333:cluster/main";

const topic = "arn:aws:sns:us-east-1:111122223333:shop-alarms";

/** By the examples of each type's page in the documentation of the AWS provider. */
test.each([
  ["aws_vpc", { id: "vpc-1" }, "vpc-1"],
  [
    "aws_appautoscaling_policy",
    {
      service_namespace: "ecs",
      resource_id: "service/main/api",
      scalable_dimension: "ecs:service:DesiredCount",
      name: "cpu",
      id: "cpu",
    },
    "ecs/service/main/api/ecs:service:DesiredCount/cpu",
  ],
  ["aws_backup_selection", { plan_id: "plan", id: "selection" }, "plan|selection"],
  ["aws_cloudwatch_event_target", { rule: "rule", target_id: "target", event_bus_name: "" }, "default/rule/target"],
  ["aws_cloudwatch_log_metric_filter", { log_group_name: "/ecs/api", name: "errors" }, "/ecs/api:errors"],
  ["aws_cloudwatch_query_definition", { id: "1-2" }, "arn:aws:logs:us-east-1:111122223333:query-definition:1-2"],
  ["aws_codedeploy_app", { id: "uuid:app", name: "app" }, "app"],
  ["aws_codedeploy_deployment_group", { id: "uuid", app_name: "app", deployment_group_name: "group" }, "app:group"],
  ["aws_db_instance", { id: "db-ABC", identifier: "shop" }, "shop"],
  ["aws_db_proxy", { id: "arn:aws:rds:us-east-1:111122223333:db-proxy:prx-1", name: "shop" }, "shop"],
  ["aws_db_proxy_default_target_group", { id: "shop", db_proxy_name: "shop", name: "default" }, "shop"],
  [
    "aws_db_proxy_target",
    { id: "shop/default/RDS_INSTANCE/shop-db", type: "RDS_INSTANCE" },
    "shop/default/RDS_INSTANCE/shop-db",
  ],
  ["aws_ecs_cluster", { id: arn, name: "main" }, "main"],
  ["aws_ecs_service", { cluster: arn, name: "api" }, "main/api"],
  ["aws_ecs_service", { cluster: "main", name: "api" }, "main/api"],
  ["aws_iam_role_policy_attachment", { role: "r", policy_arn: "arn:p" }, "r/arn:p"],
  ["aws_route", { route_table_id: "rtb-1", destination_ipv6_cidr_block: "::/0" }, "rtb-1_::/0"],
  ["aws_route_table_association", { subnet_id: "subnet-1", gateway_id: "", route_table_id: "rtb-1" }, "subnet-1/rtb-1"],
  ["aws_s3_object", { bucket: "b", key: "k" }, "b/k"],
  ["aws_service_discovery_private_dns_namespace", { id: "ns-1", vpc: "vpc-1" }, "ns-1:vpc-1"],
  ["aws_sns_topic_subscription", { id: `${topic}:8a21d249`, topic_arn: topic, protocol: "email" }, `${topic}:8a21d249`],
  ["aws_wafv2_web_acl", { id: "1", name: "acl", scope: "REGIONAL" }, "1/acl/REGIONAL"],
  ["aws_wafv2_web_acl_association", { web_acl_arn: "arn:a", resource_arn: "arn:l" }, "arn:a,arn:l"],
])("%s %j is imported by %s", (type, attributes, id) => {
  expect(importId({ label: "", foreignType: type, type, attributes }, place)).toBe(id);
});

test.each([
  ["what the id is made of is not said", "aws_ecs_service", { name: "api" }],
  ["it is not text", "aws_vpc", { id: { "4dabf": "secret" } }],
  ["nothing of the type is imported", "aws_ecs_task_definition", { id: "family" }],
  ["the provider cannot import the type", "aws_appautoscaling_scheduled_action", { id: "night-ecs-service/main/api" }],
  ["the type only looks as if", "constructor", { id: "x" }],
])("nothing is imported when %s", (_, type, attributes) => {
  expect(importId({ label: "", foreignType: type, type, attributes }, place)).toBeUndefined();
});
