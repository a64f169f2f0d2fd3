import { markdown } from "../src/review/markdown";
import { readPlan } from "../src/review/plan";
import { review } from "../src/review/review";

/** Judges a plan of as many changed policies as the command line says, beside what reading its JSON alone takes. */
function measure(changes: number): void {
  const text = planOf(changes);
  const parsing = secondsOf(() => JSON.parse(text) as unknown);
  const seconds = secondsOf(() => markdown(review(readPlan(text)), { title: "bench" }));
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, parsing, mebibytes }));
}

function planOf(changes: number): string {
  const statements = (last: string): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: Array.from({ length: 10 }, (_, index) => ({
        Sid: `Statement${index}`,
        Effect: "Allow",
        Action: ["s3:GetObject", index === 9 ? last : "s3:PutObject"],
        Resource: [`arn:aws:s3:::bucket-${index}/*`],
      })),
    });
  const change = {
    actions: ["update"],
    before: { policy: statements("s3:PutObject"), tags_all: { team: "one" } },
    after: { policy: statements("s3:*"), tags_all: { team: "two" } },
  };
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: Array.from({ length: changes }, (_, index) => {
      const name = `services_s${index}_policy_2FFD5712`;
      return { address: `aws_iam_policy.${name}`, mode: "managed", type: "aws_iam_policy", name, change };
    }),
  });
}

function secondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

measure(Number(process.argv[2]));
