import { finding, type Rule } from "../finding";
import { differenceText } from "../text";

/** A listener rule whose target groups CodeDeploy moves requests between. */
export const codeDeployRule: Rule = ({ address, type, action, differences }, { blueGreen, routes }) => {
  if (type !== "aws_lb_listener_rule" || !["delete", "replace", "update"].includes(action)) return [];
  if (action === "update" && differences.every(({ path }) => isTag(path))) return [];
  const service = routes.get(address)?.from[0]?.replace(/^services\./, "");
  if (service === undefined || !blueGreen.has(service)) return [];
  return [
    finding("dangerous", `touches a listener rule that CodeDeploy owns (${service})`, {
      changes: differences.map(differenceText),
      why: "A deployment in progress loses its traffic shift, and requests may go to tasks that are about to stop.",
      todo: "Wait until no deployment is in progress; see that the rule still points to the target group that serves.",
    }),
  ];
};

function isTag(path: string): boolean {
  return /^tags(_all)?(\.|$)/.test(path);
}
