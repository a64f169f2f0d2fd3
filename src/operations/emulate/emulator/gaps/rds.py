import uuid
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBCluster, DBInstance, DBParameterGroup, RDSBackend
from moto.rds.responses import RDSResponse

from .patching import Function, adds, replaces, replaces_property

GIVEN = (
    "monitoring_interval",
    "monitoring_role_arn",
    "performance_insights_kms_key_id",
    "performance_insights_retention_period",
)

UPGRADED = ("engine_version", "db_parameter_group_name")


@replaces(DBInstance, "__init__")
def instances_share_a_resource_id(original: Function, self: DBInstance, *args: Any, **kwargs: Any) -> None:
    """AWS gives every instance its own resource id and keeps the settings of monitoring and Performance
    Insights; moto has one id for all, by which the provider finds none when there are two, and drops the
    settings: creating a second instance fails, and every plan updates the settings.
    https://github.com/localstack/localstack/issues/9577 (moto below it; no issue of moto's own found)"""
    original(self, *args, **kwargs)
    self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
    self.performance_insights_enabled = False
    keep_settings(self, kwargs)


@replaces(DBInstance, "update")
def monitoring_settings_are_dropped(original: Function, self: DBInstance, **kwargs: Any) -> None:
    """See instances_share_a_resource_id."""
    original(self, **kwargs)
    keep_settings(self, kwargs)


@replaces(RDSBackend, "modify_db_instance")
def major_upgrades_are_applied_at_once(
    original: Function, self: RDSBackend, db_instance_identifier: str, db_kwargs: dict[str, Any]
) -> DBInstance:
    """AWS upgrades to another major version in the maintenance window, and changes to its parameter group then,
    unless they are applied immediately; moto at once, always: a deploy succeeds here that fails there. No issue
    found."""
    instance = self.describe_db_instances(db_instance_identifier)[0]
    pending = vars(instance).setdefault("pending_upgrade", {})
    upgrades = major_version(db_kwargs.get("engine_version")) not in ("", major_version(instance.engine_version))
    if str(db_kwargs.get("apply_immediately", False)).lower() == "true":
        db_kwargs = {**pending, **db_kwargs}
        pending.clear()
    elif upgrades:
        pending.update({key: db_kwargs[key] for key in UPGRADED if key in db_kwargs})
        db_kwargs = {key: value for key, value in db_kwargs.items() if key not in UPGRADED}
    return original(self, db_instance_identifier, db_kwargs)


@replaces(RDSBackend, "delete_db_parameter_group")
def parameter_groups_in_use_are_deleted(
    original: Function, self: RDSBackend, db_parameter_group_name: str
) -> DBParameterGroup:
    """AWS keeps a group that an instance uses; moto deletes it. No issue found."""
    if any(one.db_parameter_group_name == db_parameter_group_name for one in self.databases.values()):
        raise RDSClientError(
            "InvalidDBParameterGroupState",
            "One or more database instances are still members of this parameter group"
            f" {db_parameter_group_name}, so the group cannot be deleted",
        )
    return original(self, db_parameter_group_name)


@replaces(DBParameterGroup, "update_parameters")
def parameters_have_no_source(original: Function, self: DBParameterGroup, parameters: list[dict[str, Any]]) -> None:
    """AWS names the source of a parameter (user, system, engine-default); moto does not: the provider, which
    reads the user's alone, adds them again in every plan. What has its family's default already stays the
    system's on AWS, with the default's own apply method; moto keeps what is sent: a plan that would never be
    empty is. No issue found. https://github.com/hashicorp/terraform-provider-aws/issues/39252"""
    original(self, [stored_parameter(self.family, parameter) for parameter in parameters])


@replaces(RDSBackend, "__init__")
def replicated_backups_are_unknown(original: Function, self: RDSBackend, *args: Any, **kwargs: Any) -> None:
    """See start_db_instance_automated_backups_replication."""
    original(self, *args, **kwargs)
    self.replicated_backups: dict[str, dict[str, Any]] = {}


@adds(RDSResponse)
def start_db_instance_automated_backups_replication(self: RDSResponse) -> ActionResult:
    """AWS replicates an instance's automated backups into the region that is asked; moto knows no such call:
    the replication cannot be created. No issue found."""
    source = self.params["SourceDBInstanceArn"]
    region, identifier = source.split(":")[3], source.split(":")[-1]
    backup = f"arn:aws:rds:{self.region}:{self.current_account}:auto-backup:ab-{uuid.uuid4().hex}"
    self.backend.replicated_backups[backup] = {
        "DBInstanceArn": source,
        "DBInstanceIdentifier": identifier,
        "Region": region,
        "Status": "replicating",
        "BackupRetentionPeriod": int(self.params.get("BackupRetentionPeriod", 7)),
        "KmsKeyId": self.params.get("KmsKeyId"),
        "Encrypted": True,
        "DBInstanceAutomatedBackupsArn": backup,
    }
    return ActionResult({"DBInstanceAutomatedBackup": self.backend.replicated_backups[backup]})


@replaces(RDSResponse, "describe_db_instance_automated_backups")
def replicated_backups_are_not_described(original: Function, self: RDSResponse) -> ActionResult:
    """See start_db_instance_automated_backups_replication."""
    replicated = self.backend.replicated_backups
    if arn := self.params.get("DBInstanceAutomatedBackupsArn"):
        if arn not in replicated:
            raise RDSClientError("DBInstanceAutomatedBackupNotFound", f"{arn} not found.")
        return ActionResult({"DBInstanceAutomatedBackups": [replicated[arn]]})
    own = original(self).result["DBInstanceAutomatedBackups"]
    wanted = self.params.get("DBInstanceIdentifier")
    others = [one for one in replicated.values() if wanted in (None, one["DBInstanceIdentifier"])]
    return ActionResult({"DBInstanceAutomatedBackups": [*own, *others]})


@adds(RDSResponse)
def stop_db_instance_automated_backups_replication(self: RDSResponse) -> ActionResult:
    """See start_db_instance_automated_backups_replication."""
    replicated = self.backend.replicated_backups
    source = self.params["SourceDBInstanceArn"]
    [backup] = [arn for arn, one in replicated.items() if one["DBInstanceArn"] == source]
    return ActionResult({"DBInstanceAutomatedBackup": replicated.pop(backup)})


@replaces_property(DBCluster, "scaling_configuration_info")
def provisioned_clusters_have_a_scaling_configuration(original: Function, self: DBCluster) -> dict[str, Any] | None:
    """AWS gives a scaling configuration to serverless clusters only; moto an empty one to every cluster: every
    plan of a provisioned cluster removes it. No issue found."""
    return original(self) if self.scaling_configuration else None


def major_version(version: str | None) -> str:
    return (version or "").split(".")[0]


def stored_parameter(family: str, parameter: dict[str, Any]) -> dict[str, Any]:
    given = {"Source": "user", **parameter}
    if given["ParameterName"] != "rds.force_ssl":
        return given
    if int(family.removeprefix("postgres")) < 15:
        if given.get("ApplyMethod") == "immediate":
            message = "cannot use immediate apply method for static parameter"
            raise RDSClientError("InvalidParameterCombination", message)
        return given
    return {**given, "Source": "system", "ApplyMethod": "pending-reboot"} if given["ParameterValue"] == "1" else given


def keep_settings(instance: DBInstance, given: dict[str, Any]) -> None:
    for attribute in GIVEN:
        if given.get(attribute) is not None:
            setattr(instance, attribute, given[attribute])
    if given.get("enable_performance_insights") is not None:
        instance.performance_insights_enabled = str(given["enable_performance_insights"]).lower() == "true"
