import json
import uuid
from typing import Any

from moto.rds.models import DBInstance, MasterUserSecret, RDSBackend

from .patching import Function, replaces


@replaces(MasterUserSecret, "_generate_secret_string")
def managed_secrets_name_no_master_user(original: Function, self: MasterUserSecret) -> str:
    """AWS puts the master user's name into the secret that it manages, and a random password; moto puts the
    same name, `admin`, and the same password into each: a client that logs in with the secret is another user. No issue
    found."""
    return json.dumps({"username": self.resource.master_username, "password": uuid.uuid4().hex})


@replaces(RDSBackend, "restore_db_instance_from_db_snapshot")
def restored_instances_forget_their_snapshot(
    original: Function, self: RDSBackend, from_snapshot_id: str, overrides: dict[str, Any]
) -> DBInstance:
    """AWS's instance holds what the snapshot held; moto's does not say which snapshot that was: a database that runs
    could only begin empty. No issue found."""
    instance = original(self, from_snapshot_id, overrides)
    instance.restored_from = from_snapshot_id.split(":snapshot:")[-1].lower()
    return instance
