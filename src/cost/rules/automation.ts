import { textOf } from "../resource";
import { type Rule, hoursOf } from "./rule";
import { runsPerMonth } from "./schedule";

export const stateMachine: Rule = ({ body }, stack) =>
  (textOf(body.type) ?? "STANDARD") === "STANDARD"
    ? [
        {
          component: "other",
          what: "state machines: transitions",
          price: "states.transition",
          quantity: stack.assume("stateTransitionsPerMonth"),
        },
      ]
    : [{ reason: "express state machines are not priced" }];

/** What the schedule starts is counted where it is defined. */
export const schedule: Rule = ({ body }, stack) => {
  const runs = runsPerMonth(textOf(body.schedule_expression) ?? "", hoursOf(stack));
  return [
    runs === undefined
      ? { reason: "its schedule cannot be read" }
      : { component: "other", what: "schedules: runs", price: "scheduler.invocation", quantity: runs },
  ];
};

/** A budget that only tells costs nothing; one that acts costs by the day. */
export const budgetAction: Rule = () => [{ reason: "budgets that act are charged by the day" }];
