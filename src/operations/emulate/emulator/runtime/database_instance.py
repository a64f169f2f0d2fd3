"""What a database of the run is to be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DatabaseInstance:
    """A DB instance or a DB cluster, as RDS describes it."""

    identifier: str
    engine: str
    engine_version: str
    addresses: tuple[str, ...]
    """The names of its endpoints, for each of which its certificate holds."""
    port: int
    database_name: str | None
    """The database that is created with it; `None` for none but `postgres`."""
    master_user: str
    master_password: str | None
    """As it is now; `None` where its managed secret has no value, or is gone."""
    secret_arn: str | None
    """The managed secret's, `None` where the password was given."""
    parameters: dict[str, str]
    """Those of its parameter group, and RDS's own defaults where they differ from PostgreSQL's."""
    restored_from: str | None
    """The identifier of the snapshot whose contents it begins with."""
    available: bool
    """Whether it is to run: it does until it is stopped."""
    checks_tokens: bool
    """Whether users may log in with IAM tokens."""
    security_groups: tuple[str, ...]
    subnets: tuple[str, ...]

    @property
    def major_version(self) -> int:
        return int(self.engine_version.split(".")[0])
