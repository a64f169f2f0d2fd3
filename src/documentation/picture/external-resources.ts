import type { Blocks } from "../../terraform-json/blocks";
import type { DocumentedStack } from "../documented-stack";
import { nameOf } from "../nouns";
import type { Permission } from "../permissions";
import type { Arrow, Part, Picture } from "./picture";
import { clusterFrame } from "./service-nodes";
import { shortList } from "./short-list";

const secretsPart = "secrets";
const imagesPart = "images";
const watchPart = "watch";

/** What stands around the network: images, secrets, logs and alarms, and who deploys. */
export function externalResources(
  { region }: Pick<DocumentedStack, "region">,
  inventory: Blocks,
  permissions: readonly Permission[],
): Pick<Picture, "parts" | "arrows"> {
  const use = (from: string, to: string, label: string): Arrow => ({ from, to, label, flow: "use" });
  const images = [...new Set(inventory.of("data.aws_ecr_repository").map((one) => nameOf(one, inventory)))];
  const count = (type: string): number => inventory.of(type).filter((one) => one.region === region).length;
  const secrets = secretLines(count);
  const pipelines = pipelinesOf(permissions);
  const parts: (Part | false)[] = [
    ...pipelines.map(({ role, who }) =>
      plainPart(role.address, "Pipeline", [who.replace(/ of /, " of\n")], "outside", undefined),
    ),
    images.length > 0 && plainPart(imagesPart, "Image repositories", shortList(images, 4), "delivery", "region"),
    secrets.length > 0 && plainPart(secretsPart, "Secrets and keys", secrets, "security", "region"),
    plainPart(watchPart, "Logs and alarms", watchLines(count, inventory), "watch", "region"),
  ];
  return {
    parts: parts.filter((one) => one !== false),
    arrows: [
      ...pipelines.flatMap((permission) => pipelineArrows(permission, permissions, use)),
      ...(images.length > 0 ? [use(imagesPart, clusterFrame, "images")] : []),
      ...(secrets.length > 0 ? [use(clusterFrame, secretsPart, "read")] : []),
      use(clusterFrame, watchPart, "logs"),
    ],
  };
}

export function plainPart(
  id: string,
  title: string,
  lines: readonly string[],
  kind: Part["kind"],
  within: string | undefined,
): Part {
  return { id, title, lines: lines.flatMap((line) => line.split("\n")), kind, ...(within !== undefined && { within }) };
}

/** One permission of each role that workflows of GitHub take. */
function pipelinesOf(permissions: readonly Permission[]): Permission[] {
  const found = permissions.filter(({ who }) => who.startsWith("GitHub workflows"));
  return found.filter(({ role }, index) => found.findIndex((one) => one.role.address === role.address) === index);
}

function pipelineArrows(
  { role }: Permission,
  permissions: readonly Permission[],
  use: (from: string, to: string, label: string) => Arrow,
): Arrow[] {
  const own = permissions.filter((one) => one.role.address === role.address);
  const on = (action: string): readonly Permission[] => own.filter(({ actions }) => actions.includes(action));
  const uploads = on("s3:PutObject").flatMap(({ resources }) =>
    resources.flatMap(({ block: found }) => found?.address ?? []),
  );
  const deploys = [...on("ecs:UpdateService"), ...on("codedeploy:CreateDeployment")];
  return [
    ...(on("ecr:PutImage").length > 0 ? [use(role.address, imagesPart, "push")] : []),
    ...(deploys.length > 0 ? [use(role.address, clusterFrame, "deploy")] : []),
    ...[...new Set(uploads)].map((bucket) => use(role.address, bucket, "upload")),
  ];
}

type Count = (type: string) => number;

function secretLines(count: Count): string[] {
  const counts = [
    [count("aws_secretsmanager_secret"), "secret"],
    [count("aws_ssm_parameter"), "parameter"],
    [count("aws_kms_key"), "KMS key"],
  ] as const;
  return counts.flatMap(([found, noun]) => (found === 0 ? [] : [counted(found, noun)]));
}

function watchLines(count: Count, inventory: Blocks): string[] {
  const topic = inventory.of("aws_sns_topic")[0];
  return [
    counted(count("aws_cloudwatch_log_group"), "log group"),
    counted(count("aws_cloudwatch_metric_alarm") + count("aws_cloudwatch_composite_alarm"), "alarm"),
    ...(topic ? [`to ${nameOf(topic, inventory)}`] : []),
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
