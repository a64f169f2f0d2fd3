import { type Plan, PlanError, readPlan } from "../../review/plan";
import { type Review, review, type ReviewOptions } from "../../review/review";
import { Failure } from "../failure";

/** @throws Failure for anything that is not a whole plan */
export function planIn(json: string): Plan {
  try {
    return readPlan(json);
  } catch (error) {
    throw error instanceof PlanError ? new Failure(error.message) : error;
  }
}

/** @throws Failure for anything that is not a whole plan */
export function judge(json: string, options: ReviewOptions): Review {
  return review(planIn(json), options);
}
