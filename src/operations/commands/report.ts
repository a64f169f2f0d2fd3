import { Command, Option } from "commander";

import type { Facts } from "../../report/facts";
import { exitCodeOf, type Report } from "../../report/model";
import { html } from "../../report/render/html";
import { json } from "../../report/render/json";
import { markdown } from "../../report/render/markdown";
import { report } from "../../report/report";
import { type Language, languages } from "../../report/words/languages";
import type { Words } from "../../report/words/words";
import { duration, examples, secondsOf } from "../command";
import { writeResult } from "../files";
import { readFacts } from "../report/environment-facts";
import { followServices } from "../deploy/watch";
import { synthesizeOne } from "../synth/synthesize";

interface Options {
  readonly format: Format;
  readonly language: Language;
  readonly output?: string;
  readonly watch?: true;
  readonly timeout: string;
}

const formats = {
  markdown: (facts: Report, words: Words) => markdown(facts, words),
  html: (facts: Report, words: Words) => html(facts, words),
  json: (told: Report, _: Words, facts: Facts) => json(told, facts),
};
type Format = keyof typeof formats;

export function reportCommand(): Command {
  return new Command("report")
    .description(
      [
        "Tell how an environment is at this moment, from its state and from AWS, and what is pending.",
        "Exit code 0: nothing critical is open, 2: something is (with --watch also: a deployment failed), 1: error, or something could not be read.",
      ].join(" "),
    )
    .argument("<environment>")
    .addOption(new Option("--format <format>", "how to write it").choices(Object.keys(formats)).default("markdown"))
    .addOption(new Option("--language <language>").choices(Object.keys(languages)).default("en"))
    .option("--output <file>", "write it there instead of to standard output")
    .option("--watch", "first follow what is being deployed until every service is steady or one has failed")
    .option("--timeout <duration>", "how long to follow it", duration, "30m")
    .addHelpText(
      "after",
      examples(
        "npm run report -- finance-app-staging",
        "npm run report -- twiggy-nonprod --format html --language pt --output report.html",
        "npm run --silent report -- finance-app-production --format json --watch",
      ),
    )
    .action(async (environment: string, options: Options) => {
      const stack = await synthesizeOne(environment);
      const followed = options.watch ? await followServices(stack, secondsOf(options.timeout)) : "steady";
      const facts = await readFacts(stack);
      const told = report(facts, options.language);
      const text = formats[options.format](told, languages[options.language], facts);
      await writeResult(text, options.output);
      process.exitCode = followed === "failed" ? 2 : exitCodeOf(told);
    });
}
