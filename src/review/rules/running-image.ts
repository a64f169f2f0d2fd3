import { isPlaceholderImage } from "../../naming/placeholders";
import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";
import { type Shown, unknown } from "../../terraform-json/shown";
import { type Family, familyIn } from "../revisions";
import { valueText } from "../text";
import { startsFirstImage } from "./first-image";

/** The tag that no image has, in the place of an image that tasks run. */
export const placeholderImage: Rule = (change, { families }) => {
  const family = registeredIn(change, families);
  // The revisions that a pipeline registers have images of their own.
  if (!family || (change.after.track_latest === false && !family.isScheduled)) return [];
  const { before, after } = family.containers;
  const changes = [...after].flatMap(([name, { image }]) => {
    const earlier = before.get(name)?.image;
    if (earlier === undefined || isPlaceholderImage(earlier) || !isPlaceholderImage(image)) return [];
    return [`${name}: image: ${valueText(earlier as Shown)} → ${valueText(image as Shown)}`];
  });
  if (changes.length === 0) return [];
  const why = "No image has that tag: no task of this revision starts.";
  return [finding("blocks", "names a placeholder in the place of an image", { changes, why, todo: naming(family) })];
};

/** A service that runs what its pipeline deployed, and which a plan makes run what Terraform registers. */
export const takenFromPipeline: Rule = (change, { families }) => {
  const { type, action, before, differences, path } = change;
  if (startsFirstImage(change)) return []; // its pipeline's revision ran nowhere
  const family = families.get(familyIn(before.task_definition) ?? "");
  if (type !== "aws_ecs_service" || !family?.isDeployedByPipeline) return [];
  if (action !== "replace" && !differences.some(({ path }) => path === "task_definition")) return [];
  const { planned, isNamed } = imageOf(family, path.part);
  const changes = [imageText(family, planned)];
  if (!isNamed) {
    return [
      finding("blocks", "would not run the image that its pipeline deployed", {
        changes,
        why: "Its pipeline registered the revision that runs, and what that names stands in no plan.",
        todo: `${naming(family)} ${asking(family)}`,
      }),
    ];
  }
  return [
    finding("review", "runs the image that its parameter names instead of its pipeline's", {
      changes,
      why: "What its pipeline deployed stands in no plan.",
      todo: `See that it is the same. ${asking(family)}`,
    }),
  ];
};

/** A revision of a pipeline's service that schedules start until the pipeline deploys again, with an image that is not its own. */
export const scheduledImage: Rule = (change, { families }) => {
  const family = registeredIn(change, families);
  if (!family?.isScheduled || !family.isDeployedByPipeline || change.after.track_latest !== false) return [];
  const { planned, isNamed } = imageOf(family, change.path.part);
  if (isNamed) return [];
  return [
    finding("blocks", "gives scheduled tasks another image than the service may have", {
      changes: [imageText(family, planned)],
      why: "They run the family's latest revision, which this one is until the pipeline deploys again; what the pipeline deployed stands in no plan.",
      todo: `${naming(family)} ${asking(family)}`,
    }),
  ];
};

function registeredIn(change: ResourceChange, families: ReadonlyMap<string, Family>): Family | undefined {
  if (change.type !== "aws_ecs_task_definition" || change.action !== "replace") return undefined;
  return families.get(familyIn(change.before.family ?? change.after.family) ?? "");
}

/** The image of a service's application, and whether it was named since Terraform registered the revision before. */
function imageOf({ containers: { before, after } }: Family, part: string): { planned: Shown; isNamed: boolean } {
  const container = part.replace(/^services\./, "");
  const [earlier, planned] = [before, after].map((containers) => containers.get(container)?.image as Shown);
  if (planned === undefined) return { planned: unknown, isNamed: false };
  return { planned, isNamed: planned !== earlier && !isPlaceholderImage(planned) };
}

function imageText({ running }: Family, planned: Shown): string {
  return `image: what ${valueText(running)} names → ${valueText(planned)}`;
}

/** How Terraform learns which image runs. */
function naming({ parameter }: Family): string {
  if (!parameter) return "Name an image that is there.";
  const name = valueText(parameter.name);
  const put = `aws ssm put-parameter --overwrite --name ${name} --value <tag or digest>`;
  return parameter.isThere
    ? `Name the image that runs in its parameter, and plan again: ${put}`
    : `Deploy first with deployment: { kind: "rolling", owner: "pipeline" }, which creates the parameter ${name} and leaves the service what it runs; name the image that runs in it (${put}); then take the owner out again.`;
}

/** How an operator learns which image runs. */
function asking({ running }: Family): string {
  return `Which one runs says: aws ecs describe-task-definition --task-definition ${valueText(running)} --query "taskDefinition.containerDefinitions[].image" Where it is that image already, acknowledge: the first deploy stops with "Provider produced inconsistent final plan", and the next one goes on.`;
}
