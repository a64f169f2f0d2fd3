/** The minor releases of Terraform that deploys, kills, reviews and adoptions were tried with. */
export const triedReleases: readonly string[] = ["1.11"];

interface Reliance {
  /** Below `src/operations`. */
  readonly file: string;
  readonly on: string;
  /** What happens with a release that does it in another way. */
  readonly otherwise: string;
}

/** What the commands rely on that Terraform does not promise for all of 1.x. */
export const reliances: readonly Reliance[] = [
  {
    file: "state/state-persistence.ts",
    on: "an interval below zero stores the state after every resource",
    otherwise: "it is stored every 20 seconds, so a killed deploy leaves more for npm run recover to find",
  },
  {
    file: "state/state-lock.ts",
    on: "the members of the S3 backend's lock file",
    otherwise: "the lock counts as damaged: commands refuse as before, and cannot name its holder",
  },
  {
    file: "apply/apply-plan.ts",
    on: 'the words "Saved plan is stale"',
    otherwise: "the refusal is shown in Terraform's own words",
  },
  {
    file: "recover/scratch.ts",
    on: "the words for a provider that crashed",
    otherwise: "npm run recover ends with Terraform's error instead of leaving out the resource that cannot be read",
  },
  {
    file: "emulate/progress.ts",
    on: 'the lines "Creating...", "Creation complete" and "Plan: 1 to add"',
    otherwise: "the progress of a deploy is not counted",
  },
];

/** Whether a release, as in `1.11.4`, is of a minor release that was tried. */
export function isTried(version: string): boolean {
  return triedReleases.some((release) => version.startsWith(`${release}.`));
}
