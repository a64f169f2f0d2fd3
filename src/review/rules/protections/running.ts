import { emptied, fromStart, none, off, on, type Protection, row } from "./protection";

const unheard = "Nobody hears of it when something goes wrong.";

/** Settings of tasks, and of those who watch them. */
export const running: readonly Protection[] = [
  row("aws_ecs_service", "desired_count", none, "dangerous", "runs no task any more", "Nobody is answered."),
  ...["min_capacity", "max_capacity"].map((attribute) =>
    row(
      "aws_appautoscaling_target",
      attribute,
      none,
      "dangerous",
      "may run no task at all",
      "Nobody is answered then.",
    ),
  ),
  fromStart(
    false,
    row(
      "aws_ecs_service",
      "network_configuration.assign_public_ip",
      on,
      "dangerous",
      "gives its tasks public addresses",
      "Only their security groups keep the internet away from them.",
    ),
  ),
  fromStart(
    false,
    row(
      "aws_subnet",
      "map_public_ip_on_launch",
      on,
      "dangerous",
      "gives public addresses to whatever starts in it",
      "Only security groups keep the internet away from it.",
    ),
    { level: "review" },
  ),
  row(
    "aws_ecs_service",
    "deployment_circuit_breaker.rollback",
    off,
    "dangerous",
    "no longer goes back when a deployment fails",
    "A revision that does not start stays until somebody acts.",
  ),
  ...["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"].flatMap((type) => [
    row(type, "actions_enabled", off, "dangerous", "alarms nobody any more", unheard),
    row(type, "alarm_actions", emptied, "dangerous", "has nobody left to tell", unheard),
  ]),
];
