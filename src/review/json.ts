import { visible } from "../markdown/visible";
import type { ResourceChange } from "./change";
import type { ReviewedChange, Review } from "./review";
import { exitCodeOf } from "./review";
import { hideIn } from "./redact";
import { differenceText, valueText } from "./text";

/**
 * A review for other programs.
 *
 * @param cost what it does to the estimate of a month. @default not said
 */
export function reviewJson(review: Review, cost?: unknown): string {
  const { stack, terraformVersion, judged, drift, ignored, outputs, failedChecks, actions, idleAcknowledgements } =
    review;
  const exitCode = exitCodeOf(review);
  const said = {
    stack,
    terraformVersion,
    result: { 0: "nothing to do", 2: "changes", 3: "blocked" }[exitCode],
    actions,
    resources: judged.map(resource),
    drift: drift.map(drifted),
    ignored: ignored.map(({ path, ...change }) => ({ ...path, ...change })),
    outputs: outputs.map(({ name, from, to }) => ({ name, from: valueText(from), to: valueText(to) })),
    failedChecks,
    idleAcknowledgements,
    cost,
  };
  // Before JSON escapes it, too: what is escaped already would be escaped beyond recognition.
  return visible(review.hide(JSON.stringify(hideIn(said, review.hide), undefined, 2)), "\n");
}

function resource({ change, level, findings, reason, content, acknowledged }: ReviewedChange): unknown {
  const { address, type, path, action, movedFrom, importing, reason: actionReason } = change;
  const told = { actionReason, reason, level, acknowledged, movedFrom, importing, findings };
  return { address, type, ...path, action, ...told, content: content.complete() };
}

function drifted({ address, type, path, action, differences }: ResourceChange): unknown {
  return { address, type, ...path, action, differences: differences.map(differenceText) };
}
