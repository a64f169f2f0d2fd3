import { textOf } from "../../terraform-json/body";
import type { Rule } from "./rule";

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

/** A budget that only tells costs nothing; one that acts costs by the day. */
export const budgetAction: Rule = () => [{ reason: "budgets that act are charged by the day" }];
