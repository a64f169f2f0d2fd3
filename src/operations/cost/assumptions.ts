import { readFileSync } from "node:fs";

import { ConfigurationError, type Problem } from "../../config/problems";
import { readBySchema } from "../../config/schema-problems";
import { type Assumptions, assumptionsSchema } from "../../cost/assumptions";
import { Failure } from "../failure";
import { fileProblem } from "../files";

/**
 * The assumptions: the defaults, overridden by a file, overridden by the command line.
 *
 * @param file the path of a JSON file
 * @param settings as in `requestsPerMonth=500000`
 * @throws Failure with everything that is wrong with them
 */
export function readAssumptions(file: string | undefined, settings: readonly string[]): Assumptions {
  const problems = new Map<string, readonly Problem[]>();
  const read = (subject: string, input: unknown): unknown => {
    const result = readBySchema(assumptionsSchema, input);
    if ("problems" in result) problems.set(subject, result.problems);
    return input;
  };
  const fromFile = file === undefined ? {} : read(file, readJson(file));
  const fromSettings = settings.length === 0 ? {} : read("--set", Object.fromEntries(settings.map(setting)));
  if (problems.size > 0) throw new Failure(new ConfigurationError(problems).message);
  return assumptionsSchema.parse({ ...(fromFile as object), ...(fromSettings as object) });
}

function setting(text: string): [string, number | string] {
  const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new Failure(`--set ${text}: expected name=value, as in requestsPerMonth=500000`);
  return [name, Number.isNaN(Number(value)) ? value : Number(value)];
}

/** @throws Failure when the file is not there or holds no JSON */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${fileProblem(error)}`);
  }
}
