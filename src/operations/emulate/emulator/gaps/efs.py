import json

from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse

from .patching import Function, adds, replaces_property


@adds(EFSResponse)
def put_backup_policy(self: EFSResponse) -> str:
    """AWS turns daily backups on and off; moto knows no such call: creating the policy is retried until it times
    out. No issue found."""
    policy = self._get_param("BackupPolicy")
    file_system = self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]
    file_system._backup = policy["Status"] == "ENABLED"
    return json.dumps({"BackupPolicy": policy})


@adds(EFSResponse)
def delete_file_system_policy(self: EFSResponse) -> str:
    """AWS deletes a file system's policy; moto knows no such call: the destroy is retried until it times out. No
    issue found."""
    self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].file_system_policy = None
    return "{}"


@replaces_property(FileSystem, "backup_policy")
def disabled_backups_have_no_policy(original: Function, self: FileSystem) -> dict[str, str]:
    """AWS tells that backups are off; moto, once they have been, that there is no policy: turning them off waits
    until it times out. No issue found."""
    return {"Status": "ENABLED" if self._backup else "DISABLED"}
