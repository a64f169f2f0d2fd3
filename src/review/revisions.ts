import { containersByName } from "../terraform-json/containers";
import type { Body } from "../terraform-json/body";
import type { Shown } from "../terraform-json/shown";
import { shown } from "./masks";
import type { Plan, PlannedChange } from "./plan";
import type { Hide } from "./redact";
import { listOf, recordOf } from "./text";

/** What a plan tells of one family of task definitions, and of what starts its tasks. */
export interface Family {
  /** Whether the service runs a revision that a pipeline registered. Of CodeDeploy's services AWS does not tell which. */
  readonly isDeployedByPipeline: boolean;
  /** By name: in the revision that Terraform registered, and in the one that it registers. */
  readonly containers: { readonly before: Containers; readonly after: Containers };
  /** The revision that its service runs. `undefined` where there is no service yet. */
  readonly running: Shown;
  /** Whether schedules start tasks of its latest revision. */
  readonly isScheduled: boolean;
  /** The parameter that names its image. `undefined` where none does. */
  readonly parameter: { readonly name: Shown; readonly isThere: boolean } | undefined;
}

type Containers = ReadonlyMap<string, Body>;

type Values = Readonly<Record<string, Shown>>;

interface Sides {
  readonly planned: PlannedChange;
  readonly before: Values;
  readonly after: Values;
}

const told = new Set(["aws_ecs_service", "aws_ecs_task_definition", "aws_scheduler_schedule", "aws_ssm_parameter"]);

/** The families of a plan's task definitions by name, also of those that stay as they are. */
export function familiesOf(plan: Plan, hide: Hide): ReadonlyMap<string, Family> {
  const rows = plan.resource_changes.filter(({ type }) => told.has(type)).map((planned) => sidesOf(planned, hide));
  const ofType = (type: string): readonly Sides[] => rows.filter(({ planned }) => planned.type === type);
  const services = ofType("aws_ecs_service").map(({ before }) => before);
  const scheduled = new Set(ofType("aws_scheduler_schedule").flatMap(({ after }) => familiesStarted(after)));
  const parameters = ofType("aws_ssm_parameter");
  return new Map(
    ofType("aws_ecs_task_definition").map(({ planned, before, after }): [string, Family] => {
      const name = familyIn(before.family ?? after.family) ?? "";
      const parameter = parameters.find((one) => isImageOf(one.planned, planned));
      const service = services.find(({ task_definition: revision }) => familyIn(revision) === name);
      const isRegistered = service?.task_definition === before.arn && !isCodeDeploys(service);
      return [
        name,
        {
          isDeployedByPipeline: service !== undefined && before.track_latest === false && !isRegistered,
          containers: {
            before: containersByName(before.container_definitions),
            after: containersByName(after.container_definitions),
          },
          running: service?.task_definition,
          isScheduled: scheduled.has(name),
          parameter: parameter && parameterIn(parameter),
        },
      ];
    }),
  );
}

function parameterIn({ planned, before, after }: Sides): Family["parameter"] {
  const isThere = ["no-op", "update"].includes(planned.change.actions.join());
  return { name: after.name ?? before.name, isThere };
}

function isCodeDeploys(service: Values | undefined): boolean {
  return service !== undefined && controllerOf(service) === "CODE_DEPLOY";
}

/** Who deploys a service, as `ECS` or `CODE_DEPLOY`. */
export function controllerOf({ deployment_controller: controller }: Values): Shown {
  return recordOf(listOf(controller)[0]).type;
}

/** The family of a revision, as in `arn:aws:ecs:us-east-1:111122223333:task-definition/api:17` or `api:17`. */
export function familyIn(revision: Shown): string | undefined {
  return typeof revision === "string" ? /([^/:]+)(?::\d+)?$/.exec(revision)?.[1] : undefined;
}

function sidesOf(planned: PlannedChange, hide: Hide): Sides {
  const { before, after, before_sensitive, after_sensitive, after_unknown } = planned.change;
  return {
    planned,
    before: recordOf(shown(before ?? {}, { sensitive: before_sensitive, hide })),
    after: recordOf(shown(after ?? {}, { sensitive: after_sensitive, unknown: after_unknown, hide })),
  };
}

/** A service's image and its task definition stand side by side. */
function isImageOf(parameter: PlannedChange, definition: PlannedChange): boolean {
  return parameter.path.part === definition.path.part && parameter.path.detail === "image";
}

function familiesStarted(schedule: Values): (string | undefined)[] {
  if (schedule.state === "DISABLED") return [];
  return listOf(schedule.target)
    .flatMap((target) => listOf(recordOf(target).ecs_parameters))
    .map((parameters) => familyIn(recordOf(parameters).task_definition_arn));
}
