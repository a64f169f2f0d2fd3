import { Failure } from "../failure";
import type { StateLock } from "../state/state-lock";
import type { DeclaredService } from "../synth/declared-services";
import { downtimeOf } from "../services/downtime";
import { choiceOf, imageWith } from "../services/image-choice";
import { revisionName } from "../services/revision";

/** A revision with the image that the application's container runs in it. */
export interface ImagedRevision {
  readonly arn: string;
  readonly image: string;
}

/** What a rollback does. */
export type Rollback =
  | {
      /** Terraform deploys it: the parameter names the image of before, and a revision with that image runs at once. */
      readonly kind: "image";
      readonly parameter: string;
      readonly running: ImagedRevision;
      /** The tag or digest. */
      readonly choice: string;
    }
  | {
      /** A pipeline deploys it: a revision that ran before runs again. */
      readonly kind: "revision";
      readonly running: ImagedRevision;
      readonly target: ImagedRevision;
    }
  | {
      /** CodeDeploy is at it: its deployment is stopped, and CodeDeploy goes back by itself. */
      readonly kind: "stop";
      readonly deployment: string;
      readonly target: ImagedRevision | undefined;
    };

/** The image that runs after a rollback, as far as it is known. */
export function imageAfter(rollback: Rollback): string | undefined {
  return rollback.kind === "image" ? imageWith(rollback.running.image, rollback.choice) : rollback.target?.image;
}

/** What will happen, line by line. */
export function describeRollback(service: DeclaredService, rollback: Rollback): string[] {
  const { key, environment, deployment } = service;
  const by = deployment.kind === "blue-green" ? "CodeDeploy" : "ECS";
  const replaces =
    downtimeOf(service) ??
    `${by} replaces the tasks, and keeps the ones that run if the new ones do not become healthy.`;
  switch (rollback.kind) {
    case "image":
      return [
        `${key} of ${environment} goes back from image ${choiceOf(rollback.running.image)} to ${rollback.choice}:`,
        `  1. The parameter ${rollback.parameter} says ${rollback.choice}, so that no later deploy brings the image back.`,
        `  2. A revision like ${revisionName(rollback.running.arn)} but with that image is registered; Terraform takes it for its own.`,
        `  3. ${replaces}`,
      ];
    case "revision":
      return [
        `${key} of ${environment} goes back from ${inWords(rollback.running)} to ${inWords(rollback.target)}:`,
        `  ${replaces}`,
        ...(deployment.kind === "blue-green" ? ["  No alarm stops it, since it may be what ends the alarm."] : []),
        `  The next run of its pipeline deploys what the pipeline says.`,
      ];
    case "stop":
      return [
        `${key} of ${environment}: CodeDeploy's deployment ${rollback.deployment}${rollback.target ? ` of ${inWords(rollback.target)}` : ""} is stopped,`,
        `  and CodeDeploy takes requests back to what ran before it.`,
      ];
  }
}

/** @throws Failure when Terraform deploys the service and nothing but its configuration names its image */
export function imageParameterOf({ key, environment, imageParameter }: DeclaredService): string {
  if (imageParameter !== undefined) return imageParameter;
  throw new Failure(
    [
      `The image of ${key} stands in its configuration, so a rollback is a change of that: the next deploy would undo any other.`,
      `Revert it there, then:  npm run deploy -- ${environment}`,
    ].join("\n"),
  );
}

/** @throws Failure while a deploy runs, which would undo the rollback as drift */
export function refuseDuringDeploy({ name }: { readonly name: string }, lock: StateLock | undefined): void {
  if (!lock) return;
  throw new Failure(
    `${lock.Who} has been at the state of ${name} since ${lock.Created} (${lock.Operation}), so nothing was rolled back. Repeat it when that is done.`,
  );
}

/** Why there is nothing to go back to. */
export function nothingBefore({ key, environment, deployment }: DeclaredService, running: ImagedRevision): Failure {
  const [what, how] =
    deployment.kind === "rolling" && deployment.owner === "terraform"
      ? [`image than ${choiceOf(running.image)}`, "<tag or digest>"]
      : [`revision than ${revisionName(running.arn)}`, "<number of the revision>"];
  return new Failure(
    [
      `No deployment is known that ran ${key} of ${environment} with another ${what}.`,
      `Say what to go back to:  npm run rollback -- ${environment} ${key} --to ${how}`,
    ].join("\n"),
  );
}

function inWords({ arn, image }: ImagedRevision): string {
  return `${revisionName(arn)} (image ${choiceOf(image)})`;
}
