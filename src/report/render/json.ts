import type { Facts } from "../facts";
import type { Report } from "../model";

/** A report for programs: the facts as they were read, what they come to, and what is to do. */
export function json(report: Report, facts: Facts): string {
  const { verdict, headline, summary, pending, commands } = report;
  return `${JSON.stringify({ version: 1, verdict, headline, summary, pending, commands, facts }, undefined, 2)}\n`;
}
