import json

from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse

from .patching import adds


class Efs:
    @staticmethod
    def fill() -> None:
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

        def backup_policy(self: FileSystem) -> dict[str, str]:
            """AWS tells that backups are off; moto, once they have been, that there is no policy: turning them off waits
            until it times out. No issue found."""
            return {"Status": "ENABLED" if self._backup else "DISABLED"}

        FileSystem.backup_policy = property(backup_policy)


fill = Efs.fill
