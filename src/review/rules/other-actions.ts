import { finding, type Rule } from "../finding";

/** What a later version of Terraform may do with a resource. */
export const otherActions: Rule = ({ otherActions: actions }) =>
  actions.length === 0
    ? []
    : [
        finding("blocks", `is to be changed in a way that is not known here: ${actions.join(", ")}`, {
          why: "No rule here can say what that does.",
          todo: "Read in Terraform's documentation what the action does, or plan with Terraform 1.11.",
        }),
      ];
