import { describe, expect, test } from "@jest/globals";

import { created, destroyed, reviewed, type Row, said, updated } from "./plans";

/* Another port or protocol of services that run. */

type Values = Readonly<Record<string, unknown>>;

const group = "aws_lb_target_group.services_api_target-group_62E26FDA";
const service = "aws_ecs_service.services_api_service_2FFD5712";
const definition = "aws_ecs_task_definition.services_api_task-definition_7B8A0B1D";
const blueGreen: Row = { address: "aws_codedeploy_deployment_group.delivery_api_89041171", actions: ["no-op"] };

function anotherProtocol(before: Values = {}): Row {
  const checks = { health_check: [{ healthy_threshold: 3, interval: 10 }] };
  return {
    address: group,
    actions: ["create", "delete"],
    before: { protocol: "HTTP", deregistration_delay: "20", ...checks, ...before },
    after: { protocol: "HTTPS", deregistration_delay: "20", ...checks },
    replace_paths: [["protocol"]],
  };
}

const successor = (setting: string): string =>
  `dd a service under another key with the new ${setting}, and deploy it; when it is healthy, move the hosts to it (docs/operating/moving.md), and remove this one with a later deploy.`;

describe("a target group with another protocol", () => {
  const definitions = JSON.stringify([{ name: "api", stopTimeout: 40 }, { name: "tls" }]);
  const revision: Row = {
    ...updated(definition, { container_definitions: definitions }, { container_definitions: "[]" }),
    actions: ["create", "delete"],
  };

  test("says how long nothing answers, from the times of the group and of its tasks, and what does it without a gap", () => {
    const [judged] = reviewed([revision, anotherProtocol()]).judged;

    expect(judged?.change.address).toBe(group);
    expect(judged?.findings).toEqual([
      {
        level: "dangerous",
        title: "is replaced, and its hosts are answered with 503 for up to 90 seconds",
        changes: ['protocol: "HTTP" → "HTTPS" (forces the replacement)'],
        why: "Tasks that speak HTTPS cannot be in the group of those that speak HTTP. Requests move when all new tasks are healthy; the old ones have left by then: they are deregistered (20 s), they stop (40 s), Terraform sees it (30 s). If the new tasks do not become healthy, requests stay where they are.",
        todo: `Deploy it when few clients are there. Without a gap: a${successor("ingress.tls")}`,
      },
    ]);
  });

  test("takes AWS's own times where the plan says none", () => {
    expect(said(reviewed([anotherProtocol({ deregistration_delay: undefined })]))[group]).toEqual([
      "dangerous: is replaced, and its hosts are answered with 503 for up to 360 seconds",
    ]);
  });

  test("counts the start of new tasks where ECS may stop all old ones before", () => {
    const rolling = { deployment_minimum_healthy_percent: 0, task_definition: "api:1" };
    const rows = [anotherProtocol(), updated(service, rolling, { ...rolling, task_definition: "api:2" })];

    expect(said(reviewed(rows))[group]).toEqual([
      "dangerous: is replaced, and its hosts are answered with 503 for up to 170 seconds",
    ]);
  });

  test("blocks where CodeDeploy owns the rules, and says what works", () => {
    expect(reviewed([blueGreen, anotherProtocol()]).judged[0]?.findings).toEqual([
      {
        level: "blocks",
        title: "is replaced, which CodeDeploy's listener rules keep from happening",
        changes: ['protocol: "HTTP" → "HTTPS" (forces the replacement)'],
        why: "Terraform leaves it to CodeDeploy where these rules send requests. The apply fails when it destroys the old group, which is still in use, and CodeDeploy then deploys into groups that no request reaches.",
        todo: `A${successor("ingress.tls")}`,
      },
    ]);
  });

  test("is judged as before where the whole network is another", () => {
    const row = { ...anotherProtocol(), replace_paths: [["vpc_id"]] };
    const moved = { ...row, before: { vpc_id: "vpc-1" }, after: { vpc_id: "vpc-2" } };

    expect(said(reviewed([moved]))).toEqual({ [group]: ["review: is replaced, the new one first"] });
  });
});

describe("another port", () => {
  const balancer = "load-balancers_public_load-balancer_security-group";
  const into = (port: number, at = balancer): string =>
    `aws_vpc_security_group_ingress_rule.${at}_into-api-${port}_39901336`;
  const to = (port: number, at = balancer): string =>
    `aws_vpc_security_group_egress_rule.${at}_to-api-${port}_E52A8AC1`;
  const moved = (at?: string): Row[] => [
    ...[into(3000, at), to(3000, at)].map((address) => destroyed(address, { from_port: 3000 })),
    ...[into(4000, at), to(4000, at)].map((address) => created(address, { from_port: 4000 })),
  ];

  test("of a rolling service is nothing to stop for: its old port goes when it is steady", () => {
    expect(said(reviewed(moved()))).toEqual({
      [into(3000)]: ["review: is destroyed"],
      [to(3000)]: ["review: is destroyed"],
      [into(4000)]: ["routine: is created"],
      [to(4000)]: ["routine: is created"],
    });
  });

  test("of a blue/green service blocks: its tasks stay on the old one until CodeDeploy deploys", () => {
    const review = reviewed([blueGreen, ...moved()]);

    expect(review.judged[0]).toMatchObject({
      change: { address: into(3000) },
      findings: [
        {
          level: "blocks",
          title: "closes port 3000, on which the tasks of api are reached",
          changes: ["port 3000 → 4000"],
          why: "Nothing reaches api any more until CodeDeploy has deployed a revision that listens on 4000. That deployment can be taken back only to tasks that nothing reaches.",
          todo: `A${successor("port")}`,
        },
      ],
    });
    expect(review.judged.filter(({ level }) => level === "blocks")).toHaveLength(1);
  });

  test("of a blue/green service that goes altogether blocks nothing more", () => {
    const rows = [blueGreen, ...moved().filter(({ actions }) => actions[0] === "delete")];
    expect(said(reviewed(rows))[into(3000)]).toEqual(["review: is destroyed"]);
  });

  test("of a service that another one calls is dangerous for the calls", () => {
    const at = "services_web_service_security-group";
    const [judged] = reviewed(moved(at)).judged;

    expect(judged?.change.address).toBe(into(3000, at));
    expect(judged?.findings).toEqual([
      {
        level: "dangerous",
        title: "moves web from port 3000 of api to 4000",
        changes: [],
        why: "Tasks of web that call port 3000 fail where a task of api listens on 4000 already, and the other way round, until both services are steady.",
        todo: "Deploy it when failed calls do no harm. Without them: let web call api at its host on the load balancer first, in a deploy of its own.",
      },
    ]);
  });

  test("of a service whose revision is a pipeline's blocks: ECS refuses a port that the running revision has not", () => {
    const balanced = (container_name: string, container_port: number): Values => ({
      task_definition: "api:7",
      load_balancer: [{ target_group_arn: "arn:group", container_name, container_port }],
    });
    const [judged] = reviewed([updated(service, balanced("api", 3000), balanced("tls", 4000))]).judged;

    expect(judged?.findings).toEqual([
      {
        level: "blocks",
        title: "names a container and port that its running revision does not have",
        changes: ['load_balancer.0.container_name: "api" → "tls"', "load_balancer.0.container_port: 3000 → 4000"],
        why: "The revision is the pipeline's, and ECS refuses the update until one with that port runs; the pipeline's deployment of such a revision it refuses, too, while the service names the old port (Amazon ECS API Reference, LoadBalancer).",
        todo: `A${successor("port or ingress.tls")}`,
      },
    ]);
  });

  test("of a service whose revision is Terraform's comes with the revision that has it", () => {
    const balanced = (container_port: number, task_definition: string): Values => ({
      task_definition,
      load_balancer: [{ target_group_arn: "arn:group", container_name: "api", container_port }],
    });
    const rows = [updated(service, balanced(3000, "api:7"), balanced(4000, "api:8"))];

    expect(said(reviewed(rows))[service]).toEqual(["review: changes"]);
  });
});

describe("a security group rule under another name", () => {
  const rule = (name: string): string =>
    `aws_vpc_security_group_egress_rule.services_api_service_security-group_to-${name}-587_E52A8AC1`;
  const mail = {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 587,
    to_port: 587,
    cidr_ipv4: "192.0.2.0/24",
  };

  test("blocks: AWS refuses it while the old one is there", () => {
    const rows = [destroyed(rule("mail"), mail), created(rule("smtp"), { ...mail, description: "api to smtp" })];
    const [judged] = reviewed(rows).judged;

    expect(judged).toMatchObject({ change: { address: rule("smtp") }, level: "blocks" });
    expect(judged?.findings).toContainEqual({
      level: "blocks",
      title: "is the same rule as one that goes after it",
      changes: [`- ${rule("mail")}`],
      why: "A rule that services depend on goes when they are steady. Until then AWS refuses the same one: InvalidPermission.Duplicate.",
      todo: "Keep the name that it has in the configuration; or leave it out in one deploy, and add it under the new name in the next.",
    });
  });

  test("is free to have another port, range or group", () => {
    for (const other of [{ to_port: 588 }, { cidr_ipv4: "192.0.2.0/25" }, { security_group_id: "sg-2" }])
      expect(
        reviewed([destroyed(rule("mail"), mail), created(rule("smtp"), { ...mail, ...other })]).judged,
      ).not.toEqual(expect.arrayContaining([expect.objectContaining({ level: "blocks" })]));
  });
});

test("the port that a deployment notes in the state is nothing to stop for", () => {
  const noted = "terraform_data.services_api_service_port_1B2C3D4E";
  const [judged] = reviewed([updated(noted, { input: { port: 3000 } }, { input: { port: 4000 } })]).judged;

  expect(judged?.findings).toEqual([
    { level: "routine", title: "records a new value", changes: ["input.port: 3000 → 4000"], why: "", todo: "" },
  ]);
});

test("a rule that only attaches a target group takes no request with it", () => {
  const attachment = "aws_lb_listener_rule.load-balancers_public_load-balancer_attachment-api_FC10F0CB";
  expect(said(reviewed([destroyed(attachment)]))).toEqual({ [attachment]: ["review: is destroyed"] });
});
