"""Tasks that are run by themselves. No container runs here: every image can be pulled but the placeholder, and a command
succeeds unless it says that it fails, as ["false"] and ["sh", "-c", "exit 3"] do."""

import inspect
import re
from types import SimpleNamespace
from typing import Any

from moto.core.utils import unix_time_millis, utcnow
from moto.ec2.models import ec2_backends
from moto.ecs.models import EC2ContainerServiceBackend, Service, Task
from moto.logs.models import logs_backends

from . import containers
from .patching import Function, replaces

# The tag that stands for an image before there is one.
PLACEHOLDER = ":not-pushed-yet"


class LastingTask(Task):
    """AWS lets tasks run; moto lets every task that is looked at go on to its end. No issue found."""

    last_status = "RUNNING"


@replaces(EC2ContainerServiceBackend, "run_task")
def tasks_need_an_instance(original: Function, *args: Any, **kwargs: Any) -> list[Task]:
    """AWS places a task by a capacity provider strategy, by the cluster's where none is given, and reports each
    of its containers; moto knows launch types only, finds no instances without one, and reports the first
    container with an exit code from the start. No issue found."""
    call = inspect.signature(original).bind(*args, **kwargs)
    call.arguments["launch_type"] = call.arguments.get("launch_type") or "FARGATE"
    tasks = original(*call.args, **call.kwargs)
    for task in tasks:
        task.created_at = utcnow()
        task.containers = containers_of(task)
        if containers.runtime:
            task.__class__ = LastingTask
            containers.runtime.run_task(task)
    return tasks


@replaces(EC2ContainerServiceBackend, "stop_task")
def tasks_end_without_stopping(
    original: Function, self: EC2ContainerServiceBackend, cluster_str: str, task_str: str, reason: str
) -> Task:
    """AWS asks a task to stop, and its containers have their stop timeout; moto says at once that it has ended."""
    if not containers.runtime:
        return original(self, cluster_str, task_str, reason)
    [task] = self.describe_tasks(cluster_str, [task_str])
    task.desired_status = "STOPPED"
    containers.runtime.stop_task(task, reason)
    return task


@replaces(EC2ContainerServiceBackend, "_calculate_task_resource_requirements")
def containers_need_memory_of_their_own(original: Function, *args: Any) -> dict[str, Any]:
    """On Fargate a task says its memory, and its containers need not; moto adds theirs up as if to find an
    instance, and fails over one that says none: no such task can be run. No issue found."""
    return {}


@replaces(EC2ContainerServiceBackend, "describe_tasks")
def ended_tasks_have_no_exit_code(original: Function, *args: Any, **kwargs: Any) -> list[Task]:
    """AWS tells how a task that has stopped ended, keeps what it wrote, and takes its network interface away;
    moto leaves the exit code at 0, the log empty and the interface in its security group. No issue found."""
    tasks = original(*args, **kwargs)
    for task in tasks:
        if task.last_status == "STOPPED" and not hasattr(task, "stopped_at"):
            end_task(task)
    return tasks


def containers_of(task: Task) -> list[SimpleNamespace]:
    overrides = {override["name"]: override for override in task.overrides.get("containerOverrides", [])}
    return [
        SimpleNamespace(
            name=definition["name"],
            image=definition["image"],
            command=overrides.get(definition["name"], {}).get("command") or definition.get("command") or [],
            last_status="PENDING",
            definition=definition,
        )
        for definition in container_definitions(task._backend, task.task_definition_arn)
    ]


def end_task(task: Task) -> None:
    failed = failed_dependency(
        [{**container.definition, "command": container.command} for container in task.containers]
    )
    missing = [container for container in task.containers if container.image.endswith(PLACEHOLDER)]
    for container in missing:
        container.reason = f"CannotPullContainerError: {container.image}: not found"
    for container in task.containers:
        container.last_status = "STOPPED"
        if missing:
            continue
        waits_for_failed = any(
            dependency["containerName"] == failed for dependency in container.definition.get("dependsOn") or []
        )
        if not waits_for_failed:
            container.exit_code = exit_code(container.command)
            write_log(task, container)
    task.desired_status = "STOPPED"
    task.stopped_at = utcnow()
    not_started = missing or failed
    task.stop_code = "TaskFailedToStart" if not_started else "EssentialContainerExited"
    task.stopped_reason = "Task failed to start" if not_started else "Essential container in task exited"
    for attachment in task.attachments:
        details = {detail["name"]: detail["value"] for detail in attachment["details"]}
        ec2_backends[task._account_id][task.region_name].delete_network_interface(details["networkInterfaceId"])


def write_log(task: Task, container: SimpleNamespace) -> None:
    options = (container.definition.get("logConfiguration") or {}).get("options", {})
    group = options.get("awslogs-group")
    logs = logs_backends[task._account_id][task.region_name]
    if group not in logs.groups:
        return
    stream = f"{options['awslogs-stream-prefix']}/{container.name}/{task.id}"
    logs.create_log_stream(group, stream)
    message = f"not run, since the emulator runs no containers: {' '.join(container.command)}"
    logs.put_log_events(group, stream, [{"timestamp": int(unix_time_millis()), "message": message}])


def failing_container(service: Service) -> str | None:
    """The container that keeps the service's tasks from running, as its task definition says it: one without an image,
    one that is waited for, or an essential one."""
    if not service.task_definition:
        return None
    definitions = container_definitions(service._backend, service.task_definition)
    missing = [one["name"] for one in definitions if one["image"].endswith(PLACEHOLDER)]
    ended = [
        definition["name"]
        for definition in definitions
        if definition.get("essential", True) and exit_code(definition.get("command") or []) != 0
    ]
    return next(iter(missing), None) or failed_dependency(definitions) or next(iter(ended), None)


def failed_dependency(definitions: list[dict[str, Any]]) -> str | None:
    awaited = {
        dependency["containerName"]
        for definition in definitions
        for dependency in definition.get("dependsOn") or []
        if dependency["condition"] == "SUCCESS"
    }
    failed = [
        definition["name"]
        for definition in definitions
        if definition["name"] in awaited and exit_code(definition.get("command") or []) != 0
    ]
    return failed[0] if failed else None


def exit_code(command: list[str]) -> int:
    if command == ["false"]:
        return 1
    said = re.search(r"\bexit (\d+)$", command[-1]) if command else None
    return int(said.group(1)) if said else 0


def container_definitions(backend: EC2ContainerServiceBackend, task_definition: str) -> list[dict[str, Any]]:
    return backend.describe_task_definition(task_definition).container_definitions
