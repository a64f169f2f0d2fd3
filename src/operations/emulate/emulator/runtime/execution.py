"""Commands that are run in containers from this machine: `POST /emulator-api/execute`.

A task's network is entered in the container that holds it, which has the base image's programs and no rights on this
machine, and not from the VPC's container, which has all of them.
"""

import json
from collections.abc import Mapping
from typing import Any

import docker

from .engine import Engine, EngineContainer
from .load_balancers import container_name
from .task import TaskRun

NOT_FOUND = 127
"""exit code of a shell for a program that is not there"""

MISSING_PROGRAM = ("executable file not found", "no such file or directory", "exec format error")
"""how engines say so, who fail instead of giving an exit code"""


class Refused(Exception):
    """The request cannot be met; `status` is the answer's."""

    def __init__(self, status: str, reason: str):
        super().__init__(reason)
        self.status = status


def execute(engine: Engine, tasks: Mapping[str, TaskRun], request: Mapping[str, Any]) -> dict[str, Any]:
    """
    :param tasks: those that run, by their ARNs
    :param request: the `command` and where it runs: in a `container` of a `task`, in the network of a `task`, or in that
        of a `loadBalancer`, by ARNs; `user` and `environment` where it has others than the container's
    :raises Refused: when there is no such place
    """
    command = request.get("command")
    if not (isinstance(command, list) and command and all(isinstance(part, str) for part in command)):
        raise Refused("400 Bad Request", "command has to be a list of texts")
    place = load_balancer(engine, request) if "loadBalancer" in request else in_task(tasks, request)
    try:
        exit_code, output = place.container.exec_run(
            command, user=request.get("user") or "", environment=request.get("environment") or {}
        )
    except docker.errors.NotFound as error:
        raise Refused("404 Not Found", f"it has ended: {error.explanation}") from error
    except docker.errors.APIError as error:
        if any(said in str(error).lower() for said in MISSING_PROGRAM):
            return {"exitCode": NOT_FOUND, "output": str(error.explanation)}
        raise Refused("409 Conflict", str(error.explanation or error)) from error
    return {"exitCode": exit_code, "output": (output or b"").decode(errors="replace")}


def in_task(tasks: Mapping[str, TaskRun], request: Mapping[str, Any]) -> EngineContainer:
    run = tasks.get(str(request.get("task")))
    if run is None:
        raise Refused("404 Not Found", f"there is no task {request.get('task')}")
    name = request.get("container")
    if name is None:
        found = run.network
    else:
        found = next((one.started for one in run.containers if one.name == name and not one.has_ended), None)
    if found is None:
        raise Refused("404 Not Found", f"{run.task.task_arn} has no container {name} that runs")
    return found


def load_balancer(engine: Engine, request: Mapping[str, Any]) -> EngineContainer:
    found = engine.find(container_name(str(request["loadBalancer"])))
    if found is None:
        raise Refused("404 Not Found", f"there is no load balancer {request['loadBalancer']}")
    return found


def answer(engine: Engine, tasks: Mapping[str, TaskRun], body: bytes) -> tuple[str, bytes]:
    """Status and body of the answer to a request."""
    try:
        request = json.loads(body)
        if not isinstance(request, dict):
            raise Refused("400 Bad Request", "the request has to be an object")
        return "200 OK", json.dumps(execute(engine, tasks, request)).encode()
    except ValueError as error:
        return "400 Bad Request", json.dumps({"message": f"the request is not JSON: {error}"}).encode()
    except Refused as refused:
        return refused.status, json.dumps({"message": str(refused)}).encode()
