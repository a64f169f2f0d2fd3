import type { ResourceChange } from "../change";
import { finding, type Rule } from "../finding";
import type { Shown } from "../masks";
import { recordOf } from "../text";

/** The tag of a service that says whether it waits for its first image (ADR 6). */
const tag = "first-image";

/** A service that waits for its first image, or does no longer. */
export const firstImage: Rule = (change) => {
  const { type, action, after } = change;
  if (type !== "aws_ecs_service") return [];
  if (action === "create" && waits(after)) return [finding("routine", "waits for its first image, without a task")];
  if (!startsFirstImage(change)) return [];
  const count = typeof after.desired_count === "number" ? after.desired_count : 0;
  return [
    finding("review", `starts ${count} ${count === 1 ? "task" : "tasks"}`, {
      why: "Its first image is there. It is made anew, so that its first deployment is watched; it ran no task before.",
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

/** What scales a service, and is replaced with it: AWS deletes it with the service. */
export const scalingOfReplaced: Rule = ({ type, action, reason, differences }) => {
  if (!type.startsWith("aws_appautoscaling_") || action !== "replace" || reason !== "replace_by_triggers") return [];
  if (differences.some(({ forcesReplacement }) => forcesReplacement)) return [];
  return [finding("routine", "is made anew with its service")];
};

function waits({ tags }: Readonly<Record<string, Shown>>): boolean {
  return recordOf(tags)[tag] === "awaited";
}
