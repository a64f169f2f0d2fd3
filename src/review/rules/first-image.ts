import type { ResourceChange } from "../change";
import { finding, type Finding, type Rule } from "../finding";
import type { Shown } from "../../terraform-json/shown";
import { recordOf, valueText } from "../text";

/** The tag of a service that says whether it waits for its first image (ADR 6). */
const tag = "first-image";

/** A service that waits for its first image, or does no longer. */
export const firstImage: Rule = (change) => {
  const { type, action, after } = change;
  if (type !== "aws_ecs_service") return [];
  if (action === "create" && waits(after)) return [finding("routine", "waits for its first image, without a task")];
  if (isStopped(change)) return [stops(change)];
  if (!startsFirstImage(change)) return [];
  const count = typeof after.desired_count === "number" ? after.desired_count : 0;
  return [
    finding("review", `starts ${count} ${count === 1 ? "task" : "tasks"}`, {
      why: "Its first image is there. It is replaced, so that its first deployment is watched; it ran no task before.",
      todo: "See that its parameter names the image that is meant.",
    }),
  ];
};

/** Whether a service that ran no task, since it had no image, is replaced by one that runs some. */
export function startsFirstImage({ type, action, before, after }: ResourceChange): boolean {
  return (
    type === "aws_ecs_service" && action === "replace" && waits(before) && !waits(after) && before.desired_count === 0
  );
}

/** Whether a service that runs tasks would wait for an image: AWS tells of no service that has no tag. */
function isStopped({ action, before, after }: ResourceChange): boolean {
  return action !== "delete" && !waits(before) && waits(after) && before.desired_count !== 0;
}

function stops({ before }: ResourceChange): Finding {
  const tagging = `aws ecs tag-resource --resource-arn ${valueText(before.id)} --tags key=${tag},value=pushed`;
  return finding("blocks", "runs tasks, and would wait for its first image", {
    why: "It has no tag, so it is taken for one that was never started: auto scaling's minimum becomes 0, and its schedules stop.",
    todo: `Tag it, and plan again: ${tagging}`,
  });
}

/** What scales a service, and is replaced with it: AWS deletes it with the service. */
export const scalingOfReplaced: Rule = ({ type, action, reason, differences }) => {
  if (!type.startsWith("aws_appautoscaling_") || action !== "replace" || reason !== "replace_by_triggers") return [];
  if (differences.some(({ forcesReplacement }) => forcesReplacement)) return [];
  return [finding("routine", "is replaced with its service")];
};

function waits({ tags }: Readonly<Record<string, Shown>>): boolean {
  return recordOf(tags)[tag] === "awaited";
}
