import { expect, test } from "@jest/globals";

import { Progress } from "../../../src/operations/emulate/progress";

test("progress counts the planned and the finished resources and names the types under way", () => {
  const progress = new Progress();
  const shown = [
    "shop  Plan: 2 to add, 1 to change, 0 to destroy.",
    "shop  aws_lb.main (ingress/lb): Creating...",
    "      aws_vpc.main: Modifying... [id=vpc-1]",
    "      aws_vpc.main: Modifications complete after 1s [id=vpc-1]",
    "      aws_lb.main (ingress/lb): Still creating... [10s elapsed]",
    "      aws_lb.main (ingress/lb): Creation complete after 12s [id=arn:aws:x]",
  ].map((line) => progress.read(line));
  expect(shown).toEqual([
    "0 of 3 resources",
    "0 of 3 resources; now aws_lb",
    "0 of 3 resources; now aws_lb, aws_vpc",
    "1 of 3 resources; now aws_lb",
    "1 of 3 resources; now aws_lb",
    "2 of 3 resources",
  ]);
});

test("progress is planning before there is a plan", () => {
  expect(new Progress().read("shop  Initializing the backend...")).toBe("planning");
});
