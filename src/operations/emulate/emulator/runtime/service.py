"""An ECS service as its scheduler keeps it ("Amazon ECS services" and "Deployment circuit breaker", Amazon ECS Developer
Guide)."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from .task import TaskRun

MONITORED = ("PROVISIONING", "PENDING", "ACTIVATING", "RUNNING")


@dataclass
class Deployment:
    """A revision of a service and its tasks; of a service that CodeDeploy deploys, a task set."""

    id: str
    task_definition: str
    target_groups: list[dict[str, Any]]
    """as CreateService's `loadBalancers`"""
    created: Any = field(default_factory=utcnow)
    tasks: list[TaskRun] = field(default_factory=list)
    failed_tasks: int = 0
    state: str = "IN_PROGRESS"
    reason: str = ""
    record: dict[str, Any] = field(default_factory=dict)
    """what ListServiceDeployments says of it; of one that takes another back, what it says of that"""
    takes_back: bool = False

    @property
    def live(self) -> list[TaskRun]:
        return [one for one in self.tasks if one.task.last_status in MONITORED and not one.asked]


@dataclass
class Scheduler:
    """What services are kept with; the same for every service of the run."""

    start: Callable[[Any, Deployment], TaskRun]
    """starts a task of a service's deployment"""
    unhealthy: Callable[[TaskRun], str]
    """the reason why the load balancer holds a task for unhealthy, or nothing"""
    healthy: Callable[[TaskRun], bool]
    """whether a task runs, its health checks succeed, and its load balancer sends it requests"""
    record: Callable[[Any, Deployment], None]
    """puts a deployment among those that ListServiceDeployments tells"""


class ServiceRun:
    """Keeps one service of moto's; `step` is called again and again."""

    def __init__(self, service: Any, scheduler: Scheduler):
        self.service, self.scheduler = service, scheduler
        self.deployments: list[Deployment] = []
        self.was_steady = False
        self.next_start = 0.0

    @property
    def is_blue_green(self) -> bool:
        return bool(self.service.deployment_controller["type"] == "CODE_DEPLOY")

    @property
    def primary(self) -> Deployment:
        return self.deployments[0]

    def deploy(
        self,
        task_definition: str,
        *,
        target_groups: list[dict[str, Any]] | None = None,
        takes_back: Deployment | None = None,
    ) -> Deployment:
        """Begins a deployment, which takes the place of the one that runs."""
        deployment = Deployment(
            f"ecs-svc/{mock_random.get_random_hex(19)}",
            task_definition,
            self.service.load_balancers if target_groups is None else target_groups,
        )
        self.deployments.insert(0, deployment)
        self.was_steady = False
        if takes_back:
            deployment.takes_back, deployment.record = True, takes_back.record
        elif not self.is_blue_green:
            self.scheduler.record(self.service, deployment)
        self.tell()
        return deployment

    def stop(self) -> None:
        """Ends every task: the service goes."""
        for deployment in self.deployments:
            for one in deployment.live:
                one.stop("UserInitiated", "Service deleted")

    def step(self) -> None:
        for deployment in self.deployments:
            self.sort_out(deployment)
        if self.is_blue_green:
            for deployment in self.deployments:
                self.keep(deployment, self.service.desired_count)
        else:
            self.roll()
        self.tell()

    def sort_out(self, deployment: Deployment) -> None:
        """Forgets tasks that have ended, stops those that are unhealthy, and counts what failed."""
        for one in list(deployment.tasks):
            if one.task.last_status == "STOPPED":
                deployment.tasks.remove(one)
                if one.task.stop_code in ("TaskFailedToStart", "EssentialContainerExited") or one.failed:
                    deployment.failed_tasks += 1
                    self.next_start = time.monotonic() + min(deployment.failed_tasks, 10)
                    self.say(f"(service {self.service.name}) has stopped 1 running tasks: (task {one.task.id}).")
            elif not one.asked and (reason := self.scheduler.unhealthy(one)) and self.is_past_grace(one):
                one.failed = True
                one.stop("ServiceSchedulerInitiated", reason)
                self.say(f"(service {self.service.name}) (task {one.task.id}) {reason}")

    def is_past_grace(self, one: TaskRun) -> bool:
        grace = getattr(self.service, "health_check_grace_period_seconds", None) or 0
        started = getattr(one.task, "started_at", None)
        return started is not None and (utcnow() - started).total_seconds() > grace

    def roll(self) -> None:
        desired, configuration = (
            self.service.desired_count,
            getattr(self.service, "deployment_configuration", None) or {},
        )
        most = math.floor(desired * configuration.get("maximumPercent", 200) / 100)
        least = math.ceil(desired * configuration.get("minimumHealthyPercent", 100) / 100)
        if self.primary.state == "IN_PROGRESS" and self.breaks(configuration, desired):
            return
        everything = [one for deployment in self.deployments for one in deployment.live]
        if self.primary.state != "FAILED":
            self.start(self.primary, min(most - len(everything), desired - len(self.primary.live)))
        healthy = sum(self.scheduler.healthy(one) for one in everything)
        for deployment in self.deployments[1:]:
            for one in deployment.live:
                is_healthy = self.scheduler.healthy(one)
                if is_healthy and healthy - 1 < least:
                    continue
                healthy -= is_healthy
                one.stop("ServiceSchedulerInitiated", f"Scaling activity initiated by (deployment {deployment.id})")
        self.keep_at_most(self.primary, desired)
        self.deployments = [self.primary, *(one for one in self.deployments[1:] if one.tasks)]
        if self.is_steady():
            self.complete()

    def is_steady(self) -> bool:
        live = self.primary.live
        return (
            len(self.deployments) == 1
            and len(live) == self.service.desired_count
            and all(self.scheduler.healthy(one) for one in live)
        )

    def complete(self) -> None:
        if self.primary.state == "IN_PROGRESS":
            self.primary.state = "COMPLETED"
            self.primary.reason = f"ECS deployment {self.primary.id} completed."
            status = "ROLLBACK_SUCCESSFUL" if self.primary.takes_back else "SUCCESSFUL"
            self.primary.record.update(status=status, finishedAt=utcnow())
            self.service.started_revision = self.primary.task_definition
            self.say(f"(service {self.service.name}) (deployment {self.primary.id}) deployment completed.")
        if not self.was_steady:
            self.was_steady = True
            self.say(f"(service {self.service.name}) has reached a steady state.")

    def breaks(self, configuration: dict[str, Any], desired: int) -> bool:
        """The circuit breaker ends a deployment whose tasks fail, and takes it back where there is a revision before."""
        breaker = configuration.get("deploymentCircuitBreaker") or {}
        if not breaker.get("enable") or self.primary.failed_tasks < max(3, min(200, math.ceil(desired / 2))):
            return False
        failed, before = self.primary, getattr(self.service, "started_revision", None)
        failed.state, failed.reason = "FAILED", "ECS deployment circuit breaker: tasks failed to start."
        self.say(f"(service {self.service.name}) (deployment {failed.id}) deployment failed: tasks failed to start.")
        for one in failed.live:
            one.stop("ServiceSchedulerInitiated", f"Scaling activity initiated by (deployment {failed.id})")
        if not breaker.get("rollback") or before is None:
            failed.record.update(
                status="ROLLBACK_FAILED" if breaker.get("rollback") else "STOPPED",
                statusReason="No rollback candidate was found to run the rollback.",
                finishedAt=utcnow(),
            )
            return True
        failed.record.update(
            status="ROLLBACK_IN_PROGRESS",
            statusReason="Service deployment rolled back because the circuit breaker threshold was exceeded.",
        )
        self.say(f"(service {self.service.name}) rolling back to deployment of {before}.")
        self.service.task_definition = before
        kept = next((one for one in self.deployments[1:] if one.task_definition == before), None)
        back = self.deploy(before, takes_back=failed)
        if kept:
            back.tasks, kept.tasks = kept.tasks, []
        return True

    def keep(self, deployment: Deployment, count: int) -> None:
        self.start(deployment, count - len(deployment.live))
        self.keep_at_most(deployment, count)

    def keep_at_most(self, deployment: Deployment, count: int) -> None:
        for one in deployment.live[count:]:
            one.stop("ServiceSchedulerInitiated", f"Scaling activity initiated by (deployment {deployment.id})")

    def start(self, deployment: Deployment, count: int) -> None:
        if count <= 0 or time.monotonic() < self.next_start:
            return
        started = [self.scheduler.start(self.service, deployment) for _ in range(count)]
        deployment.tasks.extend(started)
        self.was_steady = False
        names = " ".join(f"(task {one.task.id})." for one in started)
        self.say(f"(service {self.service.name}) has started {count} tasks: {names}")

    def say(self, message: str) -> None:
        self.service.events.insert(0, {"id": str(mock_random.uuid4()), "createdAt": utcnow(), "message": message})
        del self.service.events[100:]

    def tell(self) -> None:
        """Writes down for DescribeServices what runs."""
        live = [one for deployment in self.deployments for one in deployment.live]
        self.service.running_count = sum(one.task.last_status == "RUNNING" for one in live)
        self.service.pending_count = len(live) - self.service.running_count
        if self.is_blue_green:
            return
        base = self.service.deployments[0]
        self.service.deployments = [
            {**base, **self.told(deployment, "PRIMARY" if deployment is self.primary else "ACTIVE")}
            for deployment in self.deployments
        ]

    def told(self, deployment: Deployment, status: str) -> dict[str, Any]:
        running = sum(one.task.last_status == "RUNNING" for one in deployment.live)
        return {
            "id": deployment.id,
            "status": status,
            "taskDefinition": deployment.task_definition,
            "desiredCount": self.service.desired_count if status == "PRIMARY" else 0,
            "runningCount": running,
            "pendingCount": len(deployment.live) - running,
            "failedTasks": deployment.failed_tasks,
            "createdAt": deployment.created,
            "updatedAt": utcnow(),
            "rolloutState": deployment.state,
            "rolloutStateReason": deployment.reason or f"ECS deployment {deployment.id} in progress.",
        }
