import { fence } from "../markdown/literal";
import { head, type MarkdownOptions, sections, whole } from "./markdown";
import type { Review } from "./review";
import { withoutSecrets } from "./terraform-text";

export interface WholeOptions extends Omit<MarkdownOptions, "longest" | "footer"> {
  /** What `terraform show` prints of the plan. @default not known */
  readonly terraformText?: string;
}

/** All of a review in Markdown, uncut: every finding, every attribute, and Terraform's own text of the plan. */
export function wholeReview(review: Review, { title, extra = "", terraformText = "" }: WholeOptions): string {
  const parts = [
    head(review, title, whole),
    ...sections(review, extra, whole),
    folded("Every attribute", review.hide(everyAttribute(review))),
    folded("The plan as Terraform writes it", withoutSecrets(terraformText, review.secrets)),
  ];
  return `${parts.filter((text) => text !== "").join("\n\n")}\n`;
}

function folded(title: string, text: string): string {
  if (text.trim() === "") return "";
  return [`<details><summary><b>${title}</b></summary>`, "", fence(text.trim()), "", "</details>"].join("\n");
}

/** What is created with everything that is set, what changes from what to what, and what goes. */
function everyAttribute({ judged }: Review): string {
  return judged
    .map(({ change: { address, action }, content }) =>
      [`${address} (${action})`, ...content.complete().map((line) => `  ${line.replaceAll(/\s+/g, " ")}`)].join("\n"),
    )
    .join("\n\n");
}
