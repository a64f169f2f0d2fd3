import { PlanError, readPlan } from "../../review/plan";
import { type Review, review, type ReviewOptions } from "../../review/review";
import { Failure } from "../failure";

/** @throws Failure for anything that is not a whole plan */
export function judge(json: string, options: ReviewOptions): Review {
  try {
    return review(readPlan(json), options);
  } catch (error) {
    throw error instanceof PlanError ? new Failure(error.message) : error;
  }
}
