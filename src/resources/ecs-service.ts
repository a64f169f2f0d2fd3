import type { Kind } from "./kind";
import { none, off, on } from "./protection";

export const ecsService: Kind = {
  noun: "service",
  name: "name",
  stored: null,
  outage: "all its tasks stop before new ones start",
  price: { rule: "ecsService" },
  protections: [
    {
      attribute: "desired_count",
      isWeaker: none,
      level: "dangerous",
      title: "runs no task any more",
      why: "Nobody is answered.",
    },
    {
      attribute: "network_configuration.assign_public_ip",
      isWeaker: on,
      level: "dangerous",
      title: "gives its tasks public addresses",
      why: "Only their security groups keep the internet away from them.",
      start: { safe: false },
    },
    {
      attribute: "deployment_circuit_breaker.rollback",
      isWeaker: off,
      level: "dangerous",
      title: "no longer goes back when a deployment fails",
      why: "A revision that does not start stays until an operator acts.",
    },
  ],
  ignored: [
    {
      attribute: "desired_count",
      owner: "auto scaling",
      why: "how many tasks run follows from load; a deploy must not take any away",
    },
    {
      attribute: "task_definition",
      owner: "pipeline",
      why: "a pipeline registers revisions and makes the service run them",
      deploymentController: "ECS",
    },
    {
      attribute: "task_definition",
      owner: "CodeDeploy",
      why: "a blue/green deployment gives the new tasks their revision",
      deploymentController: "CODE_DEPLOY",
    },
    {
      attribute: "load_balancer",
      owner: "CodeDeploy",
      why: "a blue/green deployment changes over between the service's two target groups",
    },
    {
      attribute: "capacity_provider_strategy",
      owner: "CodeDeploy",
      why: "a deployment says on which capacity its tasks run, and takes the service's own strategy away if it does not",
    },
    {
      attribute: "network_configuration",
      owner: "CodeDeploy",
      why: "ECS takes subnets and security groups of a blue/green service from deployments only",
    },
  ],
  import: {
    by: [["name", "cluster"]],
    id: "{cluster:tail}/{name}",
    spellings: { cluster: (cluster) => (typeof cluster === "string" ? cluster.replace(/^.*\//, "") : cluster) },
  },
  writeOnly: null,
  arns: ["ecs:service"],
  recovery: {
    byName: null,
    byArn: (service, arn) => {
      const [cluster = "", name] = service.split("/");
      return { id: arn, name, cluster: arn.replace(/:service\/.*$/, `:cluster/${cluster}`) };
    },
    recognizedBy: null,
  },
  deletion: "ecs delete-service --force --cluster {id/0} --service {arn}",
  unique: [{ noun: "name", of: ["name"], within: ["cluster"] }],
  quota: null,
};
