"""What the databases of an account are to be, from what moto's RDS and Secrets Manager hold."""

import json
from collections.abc import Mapping
from typing import Any

from moto.rds.models import DBCluster, DBInstance, DBInstanceClustered, DBSubnetGroup, RDSBackend, rds_backends
from moto.secretsmanager.models import secretsmanager_backends

from .database_instance import DatabaseInstance

ENGINES = ("postgres", "aurora-postgresql")

STOPPED = ("stopping", "stopped")


def wanted_instances(account: str, region: str) -> list[DatabaseInstance]:
    """The DB instances for PostgreSQL that belong to no cluster."""
    backend = rds_backends[account][region]
    return [
        wanted_instance(backend, instance)
        for instance in list(backend.databases.values())
        if instance.engine in ENGINES and not isinstance(instance, DBInstanceClustered)
    ]


def wanted_clusters(account: str, region: str) -> list[DatabaseInstance]:
    """The DB clusters for PostgreSQL, among them those that an environment only looks up. One PostgreSQL answers at the
    endpoints of the cluster and of its instances, and also where a cluster has no instance yet."""
    backend = rds_backends[account][region]
    clusters = list(backend.clusters.values())
    return [wanted_cluster(backend, cluster) for cluster in clusters if cluster.engine in ENGINES]


def wanted_snapshots(account: str, region: str) -> dict[str, str]:
    """The snapshots of DB instances that were asked for, also those that are the last thing of an instance which is
    deleted: by their identifiers, each with its instance's."""
    return {
        identifier.lower(): snapshot.db_instance_identifier
        for identifier, snapshot in list(rds_backends[account][region].database_snapshots.items())
        if snapshot.snapshot_type == "manual" and snapshot.engine in ENGINES
    }


def wanted_instance(backend: RDSBackend, instance: DBInstance) -> DatabaseInstance:
    return DatabaseInstance(
        identifier=instance.db_instance_identifier,
        engine=instance.engine,
        engine_version=instance.engine_version,
        addresses=(instance.address,),
        port=int(instance.port or 5432),
        database_name=instance.db_name,
        master_user=instance.master_username or "postgres",
        master_password=master_password(backend, instance),
        secret_arn=secret_arn(instance),
        parameters={
            **engine_defaults(instance.engine, instance.engine_version),
            **values(backend.db_parameter_groups, instance.db_parameter_group_name),
        },
        restored_from=vars(instance).get("restored_from"),
        available=instance.status not in STOPPED,
        checks_tokens=bool(instance.enable_iam_database_authentication),
        security_groups=tuple(instance.vpc_security_group_ids),
        subnets=subnet_ids(vars(instance).get("db_subnet_group")),
    )


def wanted_cluster(backend: RDSBackend, cluster: DBCluster) -> DatabaseInstance:
    members = [
        instance
        for instance in list(backend.databases.values())
        if isinstance(instance, DBInstanceClustered) and instance.db_cluster_identifier == cluster.resource_id
    ]
    # What an instance's own group has goes before what the cluster's has (Amazon Aurora User Guide, "Amazon Aurora
    # PostgreSQL parameters"); the instances are one PostgreSQL here, so it is the first one's.
    first = members[0].db_parameter_group_name if members else None
    return DatabaseInstance(
        identifier=cluster.db_cluster_identifier,
        engine=cluster.engine,
        engine_version=cluster.engine_version,
        addresses=(cluster.endpoint, cluster.reader_endpoint, *(instance.address for instance in members)),
        port=int(cluster.port),
        database_name=cluster.database_name,
        master_user=cluster.master_username or "postgres",
        master_password=master_password(backend, cluster),
        secret_arn=secret_arn(cluster),
        parameters={
            **engine_defaults(cluster.engine, cluster.engine_version),
            **values(backend.db_cluster_parameter_groups, cluster.parameter_group),
            **values(backend.db_parameter_groups, first),
        },
        restored_from=None,
        # Not `status`: who reads that first gets "creating", and the provider waits for that.
        available=vars(cluster)["_status"] not in STOPPED,
        checks_tokens=bool(cluster.iam_auth),
        security_groups=tuple(cluster.vpc_security_group_ids),
        subnets=subnet_ids(backend.subnet_groups.get(cluster.db_subnet_group_name)),
    )


def secret_arn(database: DBInstance | DBCluster) -> str | None:
    secret = vars(database).get("master_user_secret")
    return secret.secret_arn if secret else None


def master_password(backend: RDSBackend, database: DBInstance | DBCluster) -> str | None:
    """The password as it is now: the managed secret's present value, or what was given."""
    arn = secret_arn(database)
    if arn is None:
        return vars(database).get("_master_user_password")
    # Not `get_secret_value`, which notes that the secret was read.
    secrets = secretsmanager_backends[backend.account_id][backend.region_name].secrets
    for secret in list(secrets.values()):
        if secret.arn != arn or secret.is_deleted():
            continue
        for version in list(secret.versions.values()):
            if "AWSCURRENT" in version["version_stages"] and version.get("secret_string"):
                return json.loads(version["secret_string"])["password"]
    return None


def values(groups: Mapping[str, Any], name: str | None) -> dict[str, str]:
    """The parameters that a group has a value for; none for a default group, which moto has only a name of."""
    group = groups.get(name) if name else None
    if group is None:
        return {}
    return {
        parameter: str(settings["ParameterValue"])
        for parameter, settings in list(group.parameters.items())
        if settings.get("ParameterValue") not in (None, "")
    }


def engine_defaults(engine: str, engine_version: str) -> dict[str, str]:
    """
    Where the default of RDS's parameter group is another one than PostgreSQL's.

    TLS is required since PostgreSQL 15, and by Aurora since 17 (Amazon RDS User Guide, "Requiring an SSL connection to
    a PostgreSQL DB instance"; Amazon Aurora User Guide, "Requiring an SSL/TLS connection to an Aurora PostgreSQL DB
    cluster").
    """
    requires_tls = int(engine_version.split(".")[0]) >= (15 if engine == "postgres" else 17)
    return {
        "rds.force_ssl": "1" if requires_tls else "0",
        "idle_in_transaction_session_timeout": "86400000",
        "log_line_prefix": "%t:%r:%u@%d:[%p]:",
        "log_timezone": "UTC",
        "shared_preload_libraries": "pg_stat_statements",
        "timezone": "UTC",
    }


def subnet_ids(group: DBSubnetGroup | None) -> tuple[str, ...]:
    return tuple(subnet["SubnetIdentifier"] for subnet in group.subnets) if group else ()
