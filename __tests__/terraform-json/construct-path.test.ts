import { expect, test } from "@jest/globals";

import { constructPath } from "../../src/terraform-json/construct-path";

test.each([
  ["services_api_service_2FFD5712", "services.api", "service"],
  ["services_twiggy-api_task-definition_log-group_2FFD5712", "services.twiggy-api", "task-definition › log-group"],
  ["load-balancers_public_load-balancer_route-api_FF9E8440", "loadBalancers.public", "load-balancer › route-api"],
  ["database_EBDE4557", "database", ""],
  ["flow-logs_role_policy_F148B822", "flowLogs", "role › policy"],
  ["services_web_secrets_JWT_SECRET_KEY_version_2FFD5712", "services.web", "secrets › JWT_SECRET_KEY › version"],
  ["elsewhere", "elsewhere", ""],
])("%s is %s %s", (name, part, detail) => {
  expect(constructPath(name)).toEqual({ part, detail });
});

test("one of several instances is told by its key", () => {
  expect(constructPath("network_mount_2FFD5712", { index: "subnet-1" }).detail).toBe("mount › subnet-1");
});
