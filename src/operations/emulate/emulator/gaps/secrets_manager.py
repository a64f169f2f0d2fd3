import json
import uuid
from typing import Any

from moto.events.models import events_backends
from moto.secretsmanager.exceptions import ResourceNotFoundException
from moto.secretsmanager.models import SecretsManagerBackend

from .patching import Function, replaces


@replaces(SecretsManagerBackend, "cancel_rotate_secret")
def managed_rotation_cannot_be_cancelled(original: Function, self: SecretsManagerBackend, secret_id: str) -> str:
    """AWS turns off the rotation of a secret that RDS manages, which has no function of its own; moto asks for
    one: the rotation cannot be destroyed. https://github.com/terraform-aws-modules/terraform-aws-rds/pull/580
    (what AWS does)"""
    secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
    if secret is None or secret.is_deleted() or secret.rotation_lambda_arn or not secret.rotation_enabled:
        return original(self, secret_id)
    secret.rotation_enabled = False
    return secret.to_short_dict()


@replaces(SecretsManagerBackend, "batch_get_secret_value")
def an_empty_secret_hides_the_others(
    original: Function, self: SecretsManagerBackend, secret_id_list: list[str] | None = None, **kwargs: Any
) -> tuple[list[dict[str, Any]], list[Any], str | None]:
    """AWS tells a secret without a value among the errors, beside the values of the others; moto fails
    altogether: one empty secret hides all others. No issue found."""
    if not secret_id_list:
        return original(self, secret_id_list=secret_id_list, **kwargs)
    values: list[dict[str, Any]] = []
    errors: list[Any] = []
    for secret_id in secret_id_list:
        try:
            found, failed, _ = original(self, secret_id_list=[secret_id], **kwargs)
        except ResourceNotFoundException as error:
            found = []
            failed = [{"SecretId": secret_id, "ErrorCode": error.error_type, "Message": error.message}]
        values += found
        errors += failed
    return values, errors, None


@replaces(SecretsManagerBackend, "put_secret_value")
def new_values_are_no_events(original: Function, self: SecretsManagerBackend, **kwargs: Any) -> str:
    """AWS tells EventBridge when a secret has a new present value; moto puts no event: no rule can act on it. No
    issue found."""
    result = original(self, **kwargs)
    version = json.loads(result)
    if "AWSCURRENT" in version["VersionStages"]:
        detail = {"name": version["Name"], "labelUpdated": "AWSCURRENT", "versionId": version["VersionId"]}
        event = {
            "Source": "aws.secretsmanager",
            "DetailType": "Secret Label Updated",
            "Resources": [version["ARN"]],
            "Detail": json.dumps(detail),
        }
        events_backends[self.account_id][self.region_name].put_events([event])
    return result


@replaces(SecretsManagerBackend, "rotate_secret")
def managed_rotation_makes_no_value(
    original: Function, self: SecretsManagerBackend, secret_id: str, *args: Any, **kwargs: Any
) -> str:
    """AWS, where RDS manages the secret, makes another password at once; moto leaves a version without a value:
    what a rotation does cannot be tested. No issue found."""
    secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
    if secret is None or not secret.name.startswith("rds!") or not kwargs.get("rotate_immediately", True):
        return original(self, secret_id, *args, **kwargs)
    value = json.loads(self.get_secret_value(secret_id, "", "AWSCURRENT")["SecretString"])
    original(self, secret_id, *args, **kwargs)
    secret.remove_version_stages_from_old_versions(["AWSPENDING"])
    return self.put_secret_value(
        secret_id=secret_id,
        secret_string=json.dumps({**value, "password": uuid.uuid4().hex}),
        secret_binary=None,
        client_request_token=str(uuid.uuid4()),
        version_stages=["AWSCURRENT"],
    )


@replaces(SecretsManagerBackend, "update_secret_version_stage")
def moved_labels_are_not_read(original: Function, self: SecretsManagerBackend, *args: Any, **kwargs: Any) -> Any:
    """AWS reads the version with AWSCURRENT unless another version is asked for; moto goes on reading the one that
    had it first, after the label was moved: a value that was made current again is not seen. No issue found."""
    result = original(self, *args, **kwargs)
    secret = self.secrets[result[0]]
    for version, value in secret.versions.items():
        if "AWSCURRENT" in value["version_stages"]:
            secret.default_version_id = version
    return result
