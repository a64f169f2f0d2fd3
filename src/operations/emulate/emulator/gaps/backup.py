import json
import re
import uuid
from typing import Any
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.exceptions import ResourceNotFoundException
from moto.backup.models import Plan, Vault
from moto.backup.responses import BackupResponse
from moto.core.utils import unix_time

from .patching import Function, adds, replaces

urls.url_paths["{0}/backup-vaults/(?P<name>[^/]+)/access-policy$"] = BackupResponse.dispatch


@replaces(BackupResponse, "list_tags")
def arns_are_cut_at_a_slash(original: Function, self: BackupResponse) -> str:
    """AWS takes the ARN with and without a slash behind it; moto takes what stands before the last slash: vaults
    and plans have no tags, and every plan adds them. No issue found."""
    arn = unquote(self.path.split("/tags/", 1)[1]).strip("/")
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


@replaces(Plan, "__init__")
def selections_are_unknown(original: Function, self: Plan, *args: Any, **kwargs: Any) -> None:
    """See create_backup_selection."""
    original(self, *args, **kwargs)
    self.selections: dict[str, dict[str, Any]] = {}


@adds(BackupResponse)
def create_backup_selection(self: BackupResponse) -> str:
    """AWS keeps what a plan backs up; moto takes the call for that of a plan: no selection can be created. No
    issue found."""
    plan, _ = selection_path(self)
    selection = {
        "BackupPlanId": plan.backup_plan_id,
        "SelectionId": str(uuid.uuid4()),
        "CreationDate": unix_time(),
        "BackupSelection": json.loads(self.body)["BackupSelection"],
    }
    plan.selections[selection["SelectionId"]] = selection
    return json.dumps(selection)


@adds(BackupResponse)
def get_backup_selection(self: BackupResponse) -> str:
    """See create_backup_selection."""
    plan, selection_id = selection_path(self)
    if selection_id not in plan.selections:
        raise ResourceNotFoundException("Cannot find Backup selection")
    return json.dumps(plan.selections[selection_id])


@adds(BackupResponse)
def list_backup_selections(self: BackupResponse) -> str:
    """See create_backup_selection."""
    plan, _ = selection_path(self)
    return json.dumps({"BackupSelectionsList": list(plan.selections.values())})


@adds(BackupResponse)
def delete_backup_selection(self: BackupResponse) -> str:
    """See create_backup_selection."""
    plan, selection_id = selection_path(self)
    plan.selections.pop(selection_id, None)
    return "{}"


@adds(BackupResponse)
def put_backup_vault_access_policy(self: BackupResponse) -> str:
    """AWS keeps a vault's policy; moto knows no such call: the policy cannot be created. No issue found."""
    vault_of(self).access_policy = json.loads(self.body)["Policy"]
    return "{}"


@adds(BackupResponse)
def get_backup_vault_access_policy(self: BackupResponse) -> str:
    """See put_backup_vault_access_policy."""
    vault = vault_of(self)
    policy = getattr(vault, "access_policy", None)
    if policy is None:
        raise ResourceNotFoundException("Backup vault has no access policy")
    return json.dumps({**vault.to_dict(), "Policy": policy})


@adds(BackupResponse)
def delete_backup_vault_access_policy(self: BackupResponse) -> str:
    """See put_backup_vault_access_policy."""
    vault_of(self).access_policy = None
    return "{}"


def selection_path(response: BackupResponse) -> tuple[Plan, str]:
    plan, selection = re.search(r"/backup/plans/([^/]+)/selections/?([^/]*)", response.path).groups()
    return response.backup_backend.get_backup_plan(plan, None), selection


def vault_of(response: BackupResponse) -> Vault:
    name = re.search(r"/backup-vaults/([^/]+)/", response.path).group(1)
    return response.backup_backend.describe_backup_vault(name)
