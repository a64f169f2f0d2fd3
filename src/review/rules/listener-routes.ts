import { finding, type Rule } from "../finding";
import { differenceText } from "../text";

/** A listener rule whose requests go to another service, or should and do not. */
export const listenerRoutes: Rule = ({ address, type, action, differences }, { routes }) => {
  const route = routes.get(address);
  if (type !== "aws_lb_listener_rule" || action === "delete" || route?.to === undefined) return [];
  const { from, to, isEmpty, isKept } = route;
  const now = from[0] ?? "what answers now";
  if (isKept) {
    return [
      finding("blocks", `goes on leading to ${now} instead of ${to}`, {
        why: "Where a rule of a blue/green service leads is CodeDeploy's business, so Terraform leaves it as it is, now and with every later deploy.",
        todo: `Point the rule to the target group of ${to} that serves (aws elbv2 modify-rule), and plan again; docs/operating/moving.md says how.`,
      }),
    ];
  }
  if (action !== "update" || from.length === 0 || from.includes(to)) return [];
  const changes = differences.filter(({ path }) => path.startsWith("action")).map(differenceText);
  if (isEmpty) {
    return [
      finding("dangerous", `leads to ${to}, which has no task yet, instead of ${now}`, {
        changes,
        why: "Its target group is created by this plan, and tasks start when the rule leads there: until one of them is healthy, requests are answered with 503.",
        todo: "Deploy the service with another host first, and give it this one in a second deploy.",
      }),
    ];
  }
  return [
    finding("review", `leads to ${to} instead of ${now}`, {
      changes,
      why: "Requests go there from one moment to the next.",
      todo: "See that the service is healthy, and answers for this host and path.",
    }),
  ];
};
