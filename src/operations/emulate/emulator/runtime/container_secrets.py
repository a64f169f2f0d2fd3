"""The values of a container's secrets, read as ECS reads them: with the permissions of the task's execution role.

What keeps a task from starting is said in ECS's words ("Stopped tasks error messages", Amazon ECS Developer Guide).
"""

import json
from typing import Any

from moto.secretsmanager.exceptions import SecretsManagerClientError
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends

from .actions import key_arn
from .permissions import allows, denial

SESSION = "ecs-tasks"
"""in whose name ECS reads"""

RETRIED = "service call has been retried 1 time(s)"


class NotRetrieved(Exception):
    """A secret could not be read; the message is the reason for which the task stops."""


def retrieve(value_from: str, role_arn: str) -> str:
    """
    :param value_from: the ARN of a secret, with key, stage and version where they are given, or of a parameter
    :raises NotRetrieved: when there is no value, or the role may not read it
    """
    service = value_from.split(":")[2] if value_from.startswith("arn:") else "ssm"
    return (
        from_secrets_manager(value_from, role_arn) if service == "secretsmanager" else parameter(value_from, role_arn)
    )


def from_secrets_manager(value_from: str, role_arn: str) -> str:
    parts = value_from.split(":")
    arn, (key, stage, version) = ":".join(parts[:7]), [*parts[7:10], "", "", ""][:3]
    failed = f"unable to retrieve secret from asm: {RETRIED}: failed to fetch secret {arn} from secrets manager"
    need(role_arn, "secretsmanager:GetSecretValue", arn, failed)
    backend = secretsmanager_backends[parts[4]][parts[3]]
    try:
        secret = backend.get_secret_value(arn, version, stage or "AWSCURRENT")
    except SecretsManagerClientError as error:
        raise stops(f"{failed}: {error.error_type}: {error.message}") from error
    described = backend.secrets[arn]
    if described.kms_key_id:
        need(role_arn, "kms:Decrypt", key_arn(described.kms_key_id, parts[4], parts[3]), failed)
    text = secret.get("SecretString") or ""
    if not key:
        return text
    return field(text, key)


def field(text: str, key: str) -> str:
    unread = f"unable to retrieve secret from asm: {RETRIED}"
    try:
        value: Any = json.loads(text)[key]
    except (ValueError, TypeError) as error:
        raise stops(f"{unread}: invalid character '{text[:1]}' looking for beginning of value") from error
    except KeyError as error:
        raise stops(f"{unread}: retrieved secret from Secrets Manager did not contain json key {key}") from error
    return value if isinstance(value, str) else json.dumps(value)


def parameter(value_from: str, role_arn: str) -> str:
    account, region = role_arn.split(":")[4], ""
    name = value_from
    if value_from.startswith("arn:"):
        parts = value_from.split(":")
        region, name = parts[3], parts[5].removeprefix("parameter")
    failed = f"unable to retrieve secrets from ssm: {RETRIED}"
    need(role_arn, "ssm:GetParameters", value_from, failed)
    backend = ssm_backends[account][region]
    found = backend.get_parameters([name]) or backend.get_parameters([name.removeprefix("/")])
    if not found:
        raise stops(f"{failed}: invalid parameters: {name}")
    [value] = found.values()
    if value.type == "SecureString" and value.keyid and not value.keyid.startswith("alias/aws/"):
        need(role_arn, "kms:Decrypt", key_arn(value.keyid, account, region), failed)
    return str(value.value)


def need(role_arn: str, action: str, resource: str, failed: str) -> None:
    if not allows(role_arn, action, resource):
        raise stops(f"{failed}: AccessDeniedException: {denial(role_arn, SESSION, action, resource)}")


def stops(reason: str) -> NotRetrieved:
    return NotRetrieved(
        f"ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: {reason}"
    )
