import json
import uuid

from moto.rds.models import MasterUserSecret

from .patching import Function, replaces


@replaces(MasterUserSecret, "_generate_secret_string")
def managed_secrets_name_no_master_user(original: Function, self: MasterUserSecret) -> str:
    """AWS puts the master user's name into the secret that it manages, and a password that nobody knows; moto puts the same
    name, `admin`, and the same password into each: whoever logs in with the secret is another user. No issue found."""
    return json.dumps({"username": self.resource.master_username, "password": uuid.uuid4().hex})
