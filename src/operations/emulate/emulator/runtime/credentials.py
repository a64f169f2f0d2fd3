"""What a task finds at ECS's task metadata endpoint: the credentials of its task role, and what it is.

("Task IAM role" and "Task metadata endpoint version 4", Amazon ECS Developer Guide)
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from moto.core.utils import utcnow
from moto.sts.models import sts_backends

from . import actions
from .permissions import allows, denial

PREFIX = "/emulator-api/task"
"""path of the endpoint at the emulator"""


@dataclass(frozen=True)
class Identity:
    """A task as its containers see themselves."""

    task: Any
    role_arn: str
    access_key: str
    secret: str
    token: str


class Credentials:
    def __init__(self, account: str, region: str):
        self.account, self.region = account, region
        self.by_id: dict[str, Identity] = {}
        self.by_key: dict[str, Identity] = {}
        self.by_task: dict[str, str] = {}

    def variables(self, task: Any, role_arn: str | None, container: str) -> dict[str, str]:
        """What ECS adds to the variables of a container."""
        metadata = f"http://169.254.170.2/v4/{self.enter(task, role_arn)}/{container}"
        found = {
            "ECS_CONTAINER_METADATA_URI_V4": metadata,
            "ECS_CONTAINER_METADATA_URI": metadata,
            "AWS_EXECUTION_ENV": "AWS_ECS_FARGATE",
            "AWS_REGION": self.region,
            "AWS_DEFAULT_REGION": self.region,
        }
        if role_arn:
            found["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = f"/v2/credentials/{self.by_task[task.id]}"
        return found

    def enter(self, task: Any, role_arn: str | None) -> str:
        if task.id not in self.by_task:
            key, secret, token = "", "", ""
            if role_arn:
                assumed = sts_backends[self.account]["aws"].assume_role(
                    self.region, session_of(task), role_arn, "", 21600, ""
                )
                key, secret, token = assumed.access_key_id, assumed.secret_access_key, assumed.session_token
            identity = Identity(task, role_arn or "", key, secret, token)
            name = str(uuid.uuid4())
            self.by_task[task.id], self.by_id[name] = name, identity
            if key:
                self.by_key[key] = identity
        return self.by_task[task.id]

    def forget(self, task: Any) -> None:
        identity = self.by_id.pop(self.by_task.pop(task.id, ""), None)
        if identity:
            self.by_key.pop(identity.access_key, None)

    def answer(self, path: str) -> tuple[str, bytes]:
        """Status and body for a path below the endpoint."""
        kind, _, rest = path.strip("/").partition("/")
        if kind == "v2" and rest.startswith("credentials/"):
            found = self.by_id.get(rest.removeprefix("credentials/"))
            return ok(self.told_credentials(found)) if found else MISSING
        name, _, rest = rest.partition("/")
        found = self.by_id.get(name)
        if kind != "v4" or found is None:
            return MISSING
        container, _, wanted = rest.partition("/")
        return ok(told_task(found.task) if wanted == "task" else told_container(found.task, container))

    def told_credentials(self, identity: Identity) -> dict[str, str]:
        expiration = (utcnow() + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return {
            "RoleArn": identity.role_arn,
            "AccessKeyId": identity.access_key,
            "SecretAccessKey": identity.secret,
            "Token": identity.token,
            "Expiration": expiration,
        }

    def refusal(self, key: str, service: str, operation: str, arguments: Mapping[str, Any]) -> str:
        """Why a call with a task's credentials is denied; nothing where it is allowed, or no task's."""
        identity = self.by_key.get(key)
        if identity is None:
            return ""
        action = actions.action_of(service, operation)
        resource = actions.resource_of(service, operation, arguments, self.account, self.region)
        if action in actions.FREE or allows(identity.role_arn, action, resource):
            return ""
        return denial(identity.role_arn, session_of(identity.task), action, resource)


MISSING = ("404 Not Found", b'{"message": "there is no such task"}')


def session_of(task: Any) -> str:
    """The name under which a task assumes its role."""
    return str(task.id).replace("-", "")


def ok(body: Any) -> tuple[str, bytes]:
    return "200 OK", json.dumps(body).encode()


def told_task(task: Any) -> dict[str, Any]:
    family, _, revision = task.task_definition_arn.rsplit("/", 1)[-1].rpartition(":")
    return {
        "Cluster": task.cluster_arn,
        "TaskARN": task.task_arn,
        "Family": family,
        "Revision": revision,
        "DesiredStatus": task.desired_status,
        "KnownStatus": task.last_status,
        "LaunchType": "FARGATE",
        "Containers": [told_container(task, container.name) for container in task.containers],
    }


def told_container(task: Any, name: str) -> dict[str, Any]:
    container = next((one for one in task.containers if one.name == name), None)
    details = {one["name"]: one["value"] for one in task.attachments[0]["details"]}
    return {
        "Name": name,
        "DockerName": name,
        "Image": container.image if container else "",
        "KnownStatus": container.last_status if container else "NONE",
        "Labels": {"com.amazonaws.ecs.task-arn": task.task_arn, "com.amazonaws.ecs.cluster": task.cluster_arn},
        "Networks": [{"NetworkMode": "awsvpc", "IPv4Addresses": [details["privateIPv4Address"]]}],
    }
