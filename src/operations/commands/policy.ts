import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

import { Command } from "commander";

import { examples } from "../command";
import { runSteps } from "../emulate/steps";
import { Failure } from "../failure";
import { policiesOf, vainStatements } from "../policy/authorization/authorization";
import { Checkov } from "../policy/checkov";
import { acceptedChecksFile, readExceptions } from "../policy/exceptions";
import type { Judgement } from "../policy/findings";
import { complaint, reportJson, reportText } from "../policy/findings-table";
import { verdict } from "../policy/verdict";
import { run } from "../processes/child-process";
import { synthesize } from "../synth/synthesize";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { terminalTable } from "../table";

/** What the environments chose. What follows from a construct stands in the platform's own list. */
const exceptionsFile = "environments/policy-exceptions.json";

export function policyCommand(): Command {
  return new Command("policy")
    .description(
      `Hold all stacks, or the named ones, against every check of checkov, and their policies against AWS's Service Authorization Reference. What does not fit checkov has its reason in ${acceptedChecksFile} or ${exceptionsFile}.`,
    )
    .argument("[stacks...]", "environments or foundations (default: all)")
    .option("--json", "print everything that was found as JSON, and nothing else")
    .addHelpText("after", examples("npm run policy", "npm run --silent policy -- finance-app-production --json"))
    .action(async (names: string[], { json = false }: { json?: boolean }) => {
      const exceptions = [acceptedChecksFile, exceptionsFile].flatMap((file) =>
        readExceptions(file, JSON.parse(readFileSync(file, "utf8"))),
      );
      const stacks = (await synthesize(names)).filter(({ name }) => names.length === 0 || names.includes(name));
      const judgements = await judge(stacks, json);
      const result = verdict(judgements, exceptions, {
        today: new Date().toISOString().slice(0, 10),
        judged: names.length === 0 ? "all stacks" : "some stacks",
      });
      process.stdout.write(
        `${json ? reportJson(judgements, result) : reportText(judgements, result, terminalTable())}\n`,
      );
      const vain = await vainStatements(stacks.flatMap(policiesOf), run);
      const wrong = [complaint(result, exceptionsFile), vainText(vain)].filter((one) => one !== undefined);
      if (wrong.length > 0) throw new Failure(wrong.join("\n\n"));
    });
}

function vainText(statements: readonly string[]): string | undefined {
  if (statements.length === 0) return undefined;
  return ["Statements that AWS would never apply:", ...statements.map((line) => `  ${line}`)].join("\n");
}

/** Has every stack judged, as many at a time as there are cores. */
async function judge(stacks: readonly SynthesizedStack[], silent: boolean): Promise<Judgement[]> {
  const checkov = await Checkov.install(run);
  const judgements = new Map<SynthesizedStack, Judgement>();
  const steps = stacks.map((stack) => ({
    title: stack.name,
    run: async (): Promise<string> => {
      const judgement = await checkov.judge(stack);
      judgements.set(stack, judgement);
      return `${judgement.passed} checks pass, ${judgement.findings.length} do not`;
    },
  }));
  await runSteps(steps, { concurrent: availableParallelism(), silent });
  return stacks.flatMap((stack) => judgements.get(stack) ?? []);
}
