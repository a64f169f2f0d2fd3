"""A task as Fargate runs it: one network namespace, its containers in the order in which they depend on each other.

("Task lifecycle" and "Task definition parameters for Fargate", Amazon ECS Developer Guide)
"""

import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docker
from moto.core.utils import utcnow

from . import container_log, task_container
from .container_secrets import NotRetrieved
from .engine import EngineContainer
from .firewall import Member
from .health_check import HealthCheck

TICK = 0.2
"""seconds between two looks at the containers"""

START_TIMEOUT = 180
"""seconds in which a container comes to what others wait for, where its definition names none"""


SIGKILLED = 137
"""exit code of a container whose process was killed"""


@dataclass
class TaskContainer:
    """A container of a task, from its definition to its end."""

    definition: Mapping[str, Any]
    told: Any
    """what DescribeTasks says of it"""
    started: EngineContainer | None = None
    health_check: HealthCheck | None = None
    launched: float = 0.0
    """when it was started"""
    exit_code: int | None = None
    log: threading.Thread | None = None

    @property
    def name(self) -> str:
        return str(self.definition["name"])

    @property
    def is_essential(self) -> bool:
        return bool(self.definition.get("essential", True))

    @property
    def has_ended(self) -> bool:
        return self.exit_code is not None

    @property
    def is_left_out(self) -> bool:
        return self.has_ended and self.started is None

    @property
    def health(self) -> str:
        return self.health_check.status if self.health_check else "UNKNOWN"


class Stopped(Exception):
    """The task cannot go on; the message is its stopped reason."""

    def __init__(self, code: str, reason: str):
        super().__init__(reason)
        self.code = code


@dataclass
class Host:
    """What a task is run with; the same for every task of the run."""

    create: Callable[..., EngineContainer]
    """creates a container of a task"""
    network: Callable[["TaskRun"], EngineContainer]
    """the container that holds the task's network namespace, attached to its subnet"""
    image: Callable[[Mapping[str, Any]], str | None]
    """the image that is started for a container; None where it is left out; raises Stopped"""
    environment: Callable[["TaskRun", Mapping[str, Any]], dict[str, str]]
    """every variable of a container; raises NotRetrieved"""
    volumes: Callable[["TaskRun"], dict[str, str]]
    """what the engine calls the task's volumes"""
    leave: Callable[["TaskRun"], None]
    """takes the task out of what sends requests to it, and waits for those that run"""
    removed: Callable[["TaskRun"], None]
    """takes everything away that the task had"""


@dataclass
class TaskRun:
    """
    Runs a task of moto's to its end in a thread of its own.

    :param task: moto's task, which says what becomes of it
    :param definition: its task definition
    :param interface: its network interface
    """

    host: Host
    task: Any
    definition: Any
    interface: Member
    containers: list[TaskContainer] = field(default_factory=list)
    network: EngineContainer | None = None
    asked: Stopped | None = None
    failed: bool = False
    """whether its service stops it since it is unhealthy"""
    ready: Callable[[], None] = lambda: None
    """puts it behind what sends requests to it, when all its containers run"""
    target_groups: list[tuple[str, int]] = field(default_factory=list)
    """the target groups that it is registered with, and at which port"""
    registries: list[str] = field(default_factory=list)
    """the Cloud Map services that it is an instance of"""

    def start(self) -> None:
        overrides = self.task.overrides.get("containerOverrides", [])
        self.containers = [
            TaskContainer(task_container.overridden(definition, overrides), told)
            for definition, told in zip(self.definition.container_definitions, self.task.containers, strict=True)
        ]
        self.task._transitions = []  # moto's own, by which a task goes on when it is looked at
        self.say("PROVISIONING")
        threading.Thread(target=self.run, daemon=True, name=f"task {self.task.id}").start()

    def stop(self, code: str, reason: str) -> None:
        """Asks the task to end; the first reason stays."""
        self.asked = self.asked or Stopped(code, reason)

    def run(self) -> None:
        try:
            self.provision()
            self.live()
        except Stopped as stopped:
            self.end(stopped)
        except NotRetrieved as error:
            self.end(Stopped("TaskFailedToStart", str(error)))
        except docker.errors.APIError as error:
            self.end(Stopped("TaskFailedToStart", f"CannotCreateContainerError: {error.explanation or error}"))
        except Exception as error:  # whatever fails, a task ends and says why
            traceback.print_exc()
            self.end(Stopped("TaskFailedToStart", f"ResourceInitializationError: {error}"))

    def provision(self) -> None:
        images = {one.name: self.pull(one) for one in self.containers}
        for one in [each for each in self.containers if images[each.name] is None]:
            one.exit_code, one.told.last_status = 0, "STOPPED"
        environments = {one.name: self.host.environment(self, one.definition) for one in self.containers}
        self.network = self.host.network(self)
        self.say("PENDING")
        volumes = self.host.volumes(self)
        for one in [each for each in self.containers if images[each.name]]:
            one.started = self.host.create(
                f"{self.task.id[:8]}-{one.name}",
                one.definition,
                image=images[one.name],
                network=self.network,
                environment=environments[one.name],
                volumes=volumes,
                task_memory=int(self.definition.memory or 512),
            )
        self.say("ACTIVATING")

    def pull(self, one: TaskContainer) -> str | None:
        try:
            return self.host.image(one.definition)
        except Stopped as stopped:
            one.told.reason = str(stopped)
            raise

    def live(self) -> None:
        waiting = [one for one in self.containers if one.started]
        while True:
            for one in [each for each in waiting if self.may_start(each)]:
                waiting.remove(one)
                self.launch(one)
            self.look()
            if not waiting and self.task.last_status == "ACTIVATING":
                self.task.started_at = utcnow()
                self.say("RUNNING")
                self.ready()
            if self.asked:
                raise self.asked
            time.sleep(TICK)

    def may_start(self, one: TaskContainer) -> bool:
        return all(
            self.is_met(self.named(dependency["containerName"]), dependency["condition"])
            for dependency in one.definition.get("dependsOn") or []
        )

    def is_met(self, other: TaskContainer, condition: str) -> bool:
        met = {
            "START": other.told.last_status in ("RUNNING", "STOPPED"),
            "COMPLETE": other.has_ended,
            "SUCCESS": other.exit_code == 0,
            "HEALTHY": other.health == "HEALTHY",
        }
        if met[condition] or other.is_left_out:
            return True
        waited = time.monotonic() - other.launched if other.launched else 0
        if other.has_ended or waited > (other.definition.get("startTimeout") or START_TIMEOUT):
            raise Stopped("TaskFailedToStart", "Task failed to start")
        return False

    def named(self, name: str) -> TaskContainer:
        return next(one for one in self.containers if one.name == name)

    def launch(self, one: TaskContainer) -> None:
        assert one.started
        try:
            stream = container_log.stream_of(one.definition, self.task.id, self.task._account_id)
        except container_log.NoStream as error:
            raise Stopped("TaskFailedToStart", str(error)) from error
        try:
            one.started.container.start()
        except docker.errors.APIError as error:
            one.told.reason = f"CannotStartContainerError: {error.explanation or error}"
            raise Stopped("TaskFailedToStart", "Task failed to start") from error
        one.told.last_status, one.launched = "RUNNING", time.monotonic()
        if stream:
            one.log = container_log.follow(one.started, stream)
        if one.definition.get("healthCheck"):
            one.health_check = HealthCheck(one.started, one.definition["healthCheck"])

    def look(self) -> None:
        """Notes which containers have ended, and how."""
        for one in self.containers:
            if one.started is None or one.has_ended or one.told.last_status != "RUNNING":
                continue
            one.told.health_status = one.health
            one.started.container.reload()
            state = one.started.container.attrs["State"]
            if state["Status"] not in ("exited", "stopped", "dead"):
                continue
            self.note_end(one, state)
            if one.is_essential:
                raise Stopped("EssentialContainerExited", "Essential container in task exited")
        checked = [one for one in self.containers if one.health_check and one.is_essential]
        if checked:
            healths = {one.health for one in checked}
            self.task.health_status = (
                "UNHEALTHY" if "UNHEALTHY" in healths else "UNKNOWN" if "UNKNOWN" in healths else "HEALTHY"
            )
        if self.is_of_service and any(one.health == "UNHEALTHY" for one in checked):
            self.failed = True
            raise Stopped("ServiceSchedulerInitiated", "Task failed container health checks")

    @property
    def is_of_service(self) -> bool:
        """A task that is run by itself goes on whatever its health ("HealthCheck", Amazon ECS API Reference)."""
        return str(self.task.group).startswith("service:")

    def note_end(self, one: TaskContainer, state: Mapping[str, Any]) -> None:
        if one.health_check:
            one.health_check.end()
        one.exit_code = one.told.exit_code = int(state["ExitCode"])
        one.told.last_status = "STOPPED"
        if state.get("OOMKilled") or self.is_killed_by_kernel(one):
            one.told.reason = "OutOfMemoryError: Container killed due to memory usage"

    def is_killed_by_kernel(self, one: TaskContainer) -> bool:
        """Podman does not tell with cgroups of version 1; but it knows whether a container was killed by it."""
        if one.exit_code != SIGKILLED or self.task.desired_status == "STOPPED":
            return False
        assert one.started
        container = one.started.container
        since, until = int(time.time() - (time.monotonic() - one.launched)) - 1, int(time.time()) + 1
        events = container.client.api.events(
            since=since, until=until, filters={"container": container.id, "event": "kill"}, decode=True
        )
        return not any(event["Action"] == "kill" for event in events)

    def end(self, stopped: Stopped) -> None:
        self.task.desired_status = "STOPPED"
        self.task.stop_code, self.task.stopped_reason = stopped.code, str(stopped)
        self.task.stopping_at = utcnow()
        if self.task.last_status == "RUNNING":
            self.say("DEACTIVATING")
            self.host.leave(self)
        self.say("STOPPING")
        self.stop_containers()
        self.say("DEPROVISIONING")
        self.host.removed(self)
        self.task.stopped_at = utcnow()
        self.say("STOPPED")

    def stop_containers(self) -> None:
        """Side by side, but what others depend on ends after them."""
        stopping: dict[str, threading.Thread] = {}
        for one in self.in_stopping_order():
            before = [stopping[other.name] for other in self.dependents(one)]
            stopping[one.name] = threading.Thread(target=self.stop_container, args=(one, before), daemon=True)
            stopping[one.name].start()
        for thread in stopping.values():
            thread.join()

    def in_stopping_order(self) -> Sequence[TaskContainer]:
        ordered: list[TaskContainer] = []

        def add(one: TaskContainer) -> None:
            if one not in ordered:
                for other in self.dependents(one):
                    add(other)
                ordered.append(one)

        for one in self.containers:
            add(one)
        return ordered

    def dependents(self, one: TaskContainer) -> list[TaskContainer]:
        return [
            other
            for other in self.containers
            if any(each["containerName"] == one.name for each in other.definition.get("dependsOn") or [])
        ]

    def stop_container(self, one: TaskContainer, before: Sequence[threading.Thread]) -> None:
        for thread in before:
            thread.join()
        if one.started and one.told.last_status == "RUNNING":
            one.started.container.stop(timeout=one.definition.get("stopTimeout") or task_container.STOP_TIMEOUT)
            one.started.container.reload()
            self.note_end(one, one.started.container.attrs["State"])
        if one.log:
            one.log.join(timeout=5)
        one.told.last_status = "STOPPED"

    def say(self, status: str) -> None:
        self.task.last_status = status
