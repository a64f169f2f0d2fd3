const history = "a service's earlier revisions, which a rollback runs again; they cost nothing";
const tasks = "ECS starts and stops it for a service, and gives it the service's tags";
const backups = "a backup outlives what it is of, and gets its tags";

/** What carries an environment's tags and is in no state, though nothing is wrong: services make it, or keep it on purpose. */
const kinds: Readonly<Record<string, string>> = {
  "backup:recovery-point": backups,
  "codedeploy:instance": tasks,
  "ec2:network-interface": "made for tasks, endpoints, load balancers and file systems, and deleted with them",
  "ec2:snapshot": backups,
  "ecr:image": "images are a pipeline's",
  "ecs:container-instance": tasks,
  "ecs:service-deployment": history,
  "ecs:service-revision": history,
  "ecs:task": tasks,
  "ecs:task-definition": history,
  "ecs:task-set": tasks,
  "elasticfilesystem:backup": backups,
  "logs:log-stream": "belongs to its log group, and is deleted with it",
  "rds:auto-backup": backups,
  "rds:cluster-snapshot": backups,
  "rds:snapshot": backups,
  "scheduler:schedule": "belongs to its group, and is deleted with it",
  "ssm:session": "a session of an operator",
};

/** Why something that is tagged need not be in a state; `undefined` when it should be. */
export function madeByService(kind: string, id: string): string | undefined {
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
  if (kind === "secretsmanager:secret" && id.startsWith("rds!")) return "RDS manages it with its database";
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}
