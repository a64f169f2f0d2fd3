import type { IgnoredChange } from "../terraform/ignored-changes";
import { type Action, type Difference, resourceChange, type ResourceChange } from "./change";
import { type FailedCheck, failedChecks } from "./checks";
import { collisionsIn } from "./collisions";
import { type Content, contentOf } from "./content/content";
import { takenBackBy, withTagsOfAws } from "./drift";
import { type Context, type Finding, finding, type Rule, worst } from "./finding";
import { type Level, levels } from "./level";
import type { Shown } from "../terraform-json/shown";
import { shown } from "./masks";
import { accountOf, configuredAttributes, expressionsIn, type Plan, type PlannedChange, stackOf } from "./plan";
import { reasonText } from "./reasons";
import { type Hide, hideIn, hiding } from "./redact";
import { familiesOf } from "./revisions";
import { routesOf } from "./routes";
import { codeDeployRule } from "./rules/code-deploy";
import { codeDeployService } from "./rules/code-deploy-service";
import { collisions } from "./rules/collisions";
import { containerProtection } from "./rules/container-protection";
import { attached } from "./rules/attachments";
import { lastingCredentials } from "./rules/credentials";
import { dataLoss, forgotten, shrinkingStorage, vanished } from "./rules/data-loss";
import { databaseUpgrade } from "./rules/database-upgrade";
import { databaseRestart, downtime } from "./rules/downtime";
import { firstImage, scalingOfReplaced } from "./rules/first-image";
import { listenerRoutes } from "./rules/listener-routes";
import { certificates, dns } from "./rules/names";
import { facesInternet, openings } from "./rules/network";
import { remainingChanges, defaultFinding } from "./rules/default-finding";
import { otherActions } from "./rules/other-actions";
import { permissions } from "./rules/permissions";
import { groupReplaced } from "./rules/group-replaced";
import { portOfBlueGreen, portOfCalled, portOfPipeline, sameRuleTwice } from "./rules/ports";
import { guardRemoved } from "./rules/guards";
import { protection } from "./rules/protection";
import { placeholderValue } from "./rules/placeholder-value";
import { placeholderImage, scheduledImage, takenFromPipeline } from "./rules/running-image";
import { stillNeeded } from "./rules/still-needed";
import { anotherProtocol } from "./rules/target-groups";
import { taskDefinition } from "./rules/task-definition";
import { secretsOf } from "./secrets";
import { settled } from "./settled";
import { recordOf } from "./text";
import { lostKeyUsers } from "./secret-keys";
import { usersOf } from "./users";
import { type Connection, connectionsOf } from "./connections";

/** In the order in which a reviewer would ask. */
const rules: readonly Rule[] = [
  ...[otherActions, dataLoss, stillNeeded, vanished, shrinkingStorage, protection, guardRemoved, forgotten],
  ...[permissions, attached, lastingCredentials, openings, facesInternet, groupReplaced],
  ...[anotherProtocol, portOfBlueGreen, portOfCalled, portOfPipeline, sameRuleTwice, collisions],
  ...[placeholderImage, placeholderValue, takenFromPipeline, scheduledImage, firstImage, scalingOfReplaced],
  ...[downtime, databaseUpgrade, databaseRestart, listenerRoutes, codeDeployRule, codeDeployService],
  ...[dns, certificates],
  ...[containerProtection, taskDefinition],
];

/** One resource of the plan with all that is to be said about it. */
export interface ReviewedChange {
  readonly change: ResourceChange;
  readonly level: Level;
  readonly findings: readonly Finding[];
  /** Why Terraform replaces or destroys it; empty where the plan does not say. */
  readonly reason: string;
  readonly content: Content;
  /** Whether a blocking finding was released by naming its address. */
  readonly acknowledged: boolean;
}

export interface OutputChange {
  readonly name: string;
  readonly from: Shown;
  readonly to: Shown;
}

/** A plan, judged. */
export interface Review {
  /** `undefined` where the plan does not say. */
  readonly stack: string | undefined;
  /** `undefined` where the plan does not say. */
  readonly terraformVersion: string | undefined;
  /** Every resource that the plan changes, the riskiest first. */
  readonly judged: readonly ReviewedChange[];
  /** What was changed in AWS without Terraform and this plan takes back, as it was changed there. */
  readonly drift: readonly ResourceChange[];
  readonly outputs: readonly OutputChange[];
  readonly failedChecks: readonly FailedCheck[];
  readonly actions: Readonly<Record<Exclude<Action, "no-op" | "read">, number>>;
  /** What the configuration changes and neither this plan nor another one applies. */
  readonly ignored: readonly IgnoredChange[];
  /** How requests travel once the plan is applied. */
  readonly connections: readonly Connection[];
  /** Addresses that were acknowledged and have nothing to release. */
  readonly idleAcknowledgements: readonly string[];
  /** The last look over whatever is printed, such as addresses: everything else has nothing sensitive in it any more. */
  readonly hide: Hide;
  /** Sensitive values, which nothing printed beside the review may show. */
  readonly secrets: ReadonlySet<string>;
}

export interface ReviewOptions {
  /** Terraform addresses whose blocking findings are released. @default none */
  readonly acknowledged?: readonly string[];
  /** Addresses that `prevent_destroy` guards in the configuration that runs now and not in the planned one. @default none */
  readonly unprotected?: readonly string[];
  /** What each resource is replaced with (`replace_triggered_by`): addresses, by address. @default not known */
  readonly triggers?: ReadonlyMap<string, readonly string[]>;
  /** What the planned configuration changes of the one that runs now, and Terraform ignores. @default none */
  readonly ignored?: readonly IgnoredChange[];
}

/** Judges every change of a plan. */
export function review(
  plan: Plan,
  { acknowledged = [], unprotected = [], triggers = new Map(), ignored = [] }: ReviewOptions = {},
): Review {
  const secrets = secretsOf(plan);
  const hide = hiding(secrets);
  const changes = plan.resource_changes
    .filter(({ mode }) => mode === "managed")
    .map((planned) => resourceChange(planned, hide));
  const expressionsOf = expressionsIn(plan);
  const context = {
    changes,
    blueGreen: blueGreenServices(plan),
    families: familiesOf(plan, hide),
    accountId: accountOf(plan),
    routes: routesOf(plan),
    collisions: collisionsIn(plan, hide),
    vanished: new Set(plan.resource_drift.filter(isDeletion).map(({ address }) => address)),
    users: new Map([...usersOf(plan), ...lostKeyUsers(plan)]),
    settled: ({ address, after }: ResourceChange) => recordOf(settled(after, expressionsOf(address))),
  };
  const judged = [
    ...changes
      .filter((change) => isSomething(change) || strays(change, context))
      .map((change) => judge(change, context, acknowledged, unprotected)),
    ...loneUnprotected(changes, unprotected, acknowledged),
  ].map((one) => ({
    ...one,
    reason: reasonText(one.change, changes, triggers),
    content: contentOf(one.change, expressionsOf(one.change.address), hide),
  }));
  return {
    stack: stackOf(plan),
    terraformVersion: plan.terraform_version,
    judged: [...judged].sort(byRisk).map((one) => withoutSecrets(one, hide)),
    drift: driftIn(plan, changes, hide).map((change) => named(change, hide)),
    outputs: outputChanges(plan, hide),
    failedChecks: failedChecks(plan.checks, hide),
    actions: countActions(changes),
    ignored: ignored.filter(({ address }) => !isMadeAnew(address, changes)),
    connections: hideIn(connectionsOf(plan), hide),
    idleAcknowledgements: acknowledged.filter(
      (address) => !judged.some((one) => one.acknowledged && one.change.address === address),
    ),
    hide,
    secrets,
  };
}

/** What is created gets every attribute as the configuration says. */
function isMadeAnew(address: string, changes: readonly ResourceChange[]): boolean {
  return changes.some((one) => one.address === address && (one.action === "create" || one.action === "replace"));
}

/** Names and texts as they may be printed. Before that they are as the plan has them: rules and acknowledgements need them. */
function withoutSecrets({ change, ...said }: ReviewedChange, hide: Hide): ReviewedChange {
  return { ...hideIn(said, hide), change: named(change, hide) };
}

function named(change: ResourceChange, hide: Hide): ResourceChange {
  const { address, type, path, movedFrom } = change;
  return { ...change, ...hideIn({ address, type, path, movedFrom }, hide) };
}

function isDeletion({ change }: PlannedChange): boolean {
  return change.actions.includes("delete");
}

function judge(
  change: ResourceChange,
  context: Context,
  acknowledged: readonly string[],
  unprotected: readonly string[],
): Omit<ReviewedChange, "reason" | "content"> {
  const found = [
    ...rules.flatMap((rule) => rule(change, context)),
    ...(loses(change, unprotected) ? [lostPreventDestroy] : []),
  ];
  const findings = found.length > 0 ? [...found, ...remainingChanges(change, found)] : [defaultFinding(change)];
  const blocks = worst(findings) === "blocks";
  const released = blocks && acknowledged.includes(change.address);
  return { change, level: released ? "dangerous" : worst(findings), findings, acknowledged: released };
}

const lostPreventDestroy = finding("blocks", "is no longer protected by prevent_destroy", {
  why: "The next plan may destroy it without being stopped.",
  todo: 'Put onDestroy back to "retain", or say in the pull request why the data may go.',
});

/** Under the address that it has, or had in the configuration that runs. */
function loses({ address, movedFrom }: ResourceChange, unprotected: readonly string[]): boolean {
  return unprotected.includes(address) || (movedFrom !== undefined && unprotected.includes(movedFrom));
}

/** What loses its protection and nothing else: Terraform's plan does not show it at all. */
function loneUnprotected(
  changes: readonly ResourceChange[],
  unprotected: readonly string[],
  acknowledged: readonly string[],
): Omit<ReviewedChange, "reason" | "content">[] {
  return changes
    .filter((change) => !isSomething(change) && unprotected.includes(change.address))
    .map((change) => {
      const released = acknowledged.includes(change.address);
      return {
        change,
        level: released ? "dangerous" : "blocks",
        findings: [lostPreventDestroy],
        acknowledged: released,
      };
    });
}

function isSomething({ action, movedFrom, importing }: ResourceChange): boolean {
  return action !== "no-op" || movedFrom !== undefined || importing !== undefined;
}

/** A listener rule that should lead elsewhere and does not: the plan does not show it. */
function strays({ address }: ResourceChange, { routes }: Context): boolean {
  return routes.get(address)?.isKept ?? false;
}

function byRisk(one: ReviewedChange, other: ReviewedChange): number {
  const risk = levels.indexOf(one.level) - levels.indexOf(other.level);
  if (risk !== 0) return risk;
  const [first, second] = [
    `${one.change.path.part} ${one.change.address}`,
    `${other.change.path.part} ${other.change.address}`,
  ];
  return first < second ? -1 : 1;
}

/**
 * What changed in AWS and this plan changes back. Everything else that Terraform reports is what AWS fills in, what other
 * resources add, and what another owner has. Of what goes, nothing is changed back.
 */
function driftIn(plan: Plan, changes: readonly ResourceChange[], hide: Hide): ResourceChange[] {
  const changing = new Set(changes.filter(({ action }) => action !== "no-op").map(({ address }) => address));
  const current = plan.resource_changes.filter(({ deposed }) => deposed === undefined);
  const planned = new Map(current.map(({ address, change }) => [address, change]));
  const configured = configuredAttributes(plan);
  return plan.resource_drift
    .filter(({ mode, address }) => mode === "managed" && changing.has(address))
    .map((reported) => {
      const drifted = withTagsOfAws(reported);
      const change = resourceChange(drifted, hide);
      const attributes = configured.get(drifted.block);
      const takenBack = takenBackBy(planned.get(drifted.address));
      const isMeant = ({ path, from, to }: Difference): boolean =>
        !(isEmpty(from) && isEmpty(to)) && takenBack(path, attributes?.has(path.split(".")[0] ?? "") ?? false);
      return { ...change, differences: change.differences.filter(isMeant) };
    })
    .filter(({ action, differences }) => action === "delete" || differences.length > 0);
}

/** What a provider reads back for what was not set. */
function isEmpty(value: Shown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === "" ||
    value === 0 ||
    value === false ||
    (typeof value === "object" && Object.keys(value).length === 0)
  );
}

/** CodeDeploy's deployment groups stand at `delivery › <service>`, planned or there already. */
function blueGreenServices(plan: Plan): Set<string> {
  return new Set(
    plan.resource_changes
      .filter(({ type }) => type === "aws_codedeploy_deployment_group")
      .map(({ path }: PlannedChange) => path.part.replace(/^delivery\./, "")),
  );
}

function countActions(changes: readonly ResourceChange[]): Review["actions"] {
  const count = (action: Action): number => changes.filter((change) => change.action === action).length;
  return {
    create: count("create"),
    update: count("update"),
    replace: count("replace"),
    delete: count("delete"),
    forget: count("forget"),
  };
}

function outputChanges({ output_changes: outputs }: Plan, hide: Hide): OutputChange[] {
  return Object.entries(outputs)
    .filter(([, { actions }]) => actions.join() !== "no-op")
    .map(([name, { before, after, before_sensitive: was, after_sensitive: is, after_unknown: unknown }]) => ({
      name: hide(name),
      from: shown(before, { sensitive: was, alsoSensitive: is, hide }),
      to: shown(after, { sensitive: is, alsoSensitive: was, unknown, hide }),
    }));
}

/** Exit codes as CI systems read them. */
export function exitCodeOf({ judged, outputs }: Review): 0 | 2 | 3 {
  if (judged.some(({ level }) => level === "blocks")) return 3;
  return judged.length + outputs.length > 0 ? 2 : 0;
}
