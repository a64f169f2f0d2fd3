import { factsOf } from "../../resources/facts";
import { finding, type Rule } from "../finding";
import { wayOut } from "../reasons";
import { differenceText } from "../text";

/** A stateful resource that would be destroyed, be it to be replaced. */
export const dataLoss: Rule = (change) => {
  const { type, action, forgetsOld, differences } = change;
  const { stored } = factsOf(type);
  if (!stored || (action !== "delete" && action !== "replace") || forgetsOld) return [];
  const verb = action === "delete" ? "destroys" : "replaces";
  return [
    finding(stored.isRecreatable ? "dangerous" : "blocks", `${verb} a stateful resource`, {
      changes: differences.filter(({ forcesReplacement }) => forcesReplacement).map(differenceText),
      why: `With it goes ${stored.loss}.`,
      todo:
        action === "delete"
          ? "If it should stay, put it back into the configuration, or let it be forgotten instead (removed block); if it should go, save what is needed first."
          : (wayOut(change) ??
            "Take back what forces the replacement, or move the data first; a construct that was only moved needs a moved block."),
    }),
  ];
};

/** What was deleted in AWS outside of Terraform, and would be created again without its data. */
export const vanished: Rule = ({ type, action, address }, { vanished: gone }) => {
  const { stored } = factsOf(type);
  if (action !== "create" || !gone.has(address) || !stored) return [];
  return [
    finding("dangerous", "is gone in AWS, and is created anew without what it held", {
      why: `With it went ${stored.loss}.`,
      todo: "Find out who deleted it, and restore it before this is applied.",
    }),
  ];
};

/** What Terraform gives out of its hands without destroying it. */
export const forgotten: Rule = ({ action, forgetsOld }) =>
  action === "forget" || forgetsOld
    ? [
        finding(
          "review",
          `${forgetsOld ? "is created anew; the old one " : ""}is no longer managed, and stays in AWS`,
          {
            why: "Nothing here changes or deletes it any more, and it goes on costing what it costs.",
            todo: "Make sure that another stack manages it, or import it again.",
          },
        ),
      ]
    : [];

/** A disk that AWS cannot make smaller. */
export const shrinkingStorage: Rule = ({ type, differences }) => {
  if (type !== "aws_db_instance") return [];
  return differences
    .filter(({ path, from, to }) => path === "allocated_storage" && isLess(to, from))
    .map((difference) =>
      finding("blocks", "makes the database's storage smaller", {
        changes: [differenceText(difference)],
        why: "RDS refuses it, so the apply fails half-way; only another instance with the data copied over is smaller.",
        todo: "Put the old size back.",
      }),
    );
};

function isLess(to: unknown, from: unknown): boolean {
  return typeof to === "number" && typeof from === "number" && to < from;
}
