import { placeholderImage } from "../../naming/placeholders";
import { finding, type Rule } from "../finding";
import { differenceText } from "../text";

/** A parameter that gets its first value once more, which takes the place of what was put there since. */
export const placeholderValue: Rule = ({ type, action, before, after, differences }) => {
  if (type !== "aws_ssm_parameter" || (action !== "update" && action !== "replace")) return [];
  const versions = differences.filter(({ path }) => path === "value_wo_version");
  const isWritten = isVersion(after.value_wo_version) && (action === "replace" || versions.length > 0);
  const isImage = after.insecure_value === placeholderImage && before.insecure_value !== placeholderImage;
  if (!isWritten && !isImage) return [];
  return [
    finding("blocks", "gets the value of its first deploy again", {
      changes: [...versions, ...differences.filter(({ path }) => path === "insecure_value")].map(differenceText),
      why: "What an operator or a pipeline put there since is gone, and tasks that start get a placeholder.",
      todo: "Put back what makes it anew. Or note its value, and put it there again at once: aws ssm put-parameter --overwrite.",
    }),
  ];
};

function isVersion(version: unknown): boolean {
  return typeof version === "number";
}
