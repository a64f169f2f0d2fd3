"""The configuration files of a PostgreSQL that stands for RDS's."""

SUPERUSER = "rdsadmin"

MAP = "rds"


def configuration(parameters: dict[str, str], settings: dict[str, str]) -> str:
    """`postgresql.conf`: the parameters of its group, and after them, so that they hold, those that RDS gives."""
    return "".join(f"{name} = {quoted(value)}\n" for name, value in [*parameters.items(), *settings.items()])


def access(*, requires_tls: bool) -> str:
    """
    `pg_hba.conf`: the superuser comes from inside only, every other user over the network with a password.

    Where `rds.force_ssl` is on, the lines are `hostssl`: plaintext is refused with "no pg_hba.conf entry for host …, no
    encryption", as RDS does (Amazon RDS User Guide, "Requiring an SSL connection to a PostgreSQL DB instance").
    """
    kind = "hostssl" if requires_tls else "host"
    return (
        f"local all,replication {SUPERUSER} peer map={MAP}\n"
        f"host all {SUPERUSER} all reject\n"
        f"{kind} all all all scram-sha-256\n"
    )


def users(system_user: str) -> str:
    """`pg_ident.conf`: as whom the user of the system may come from inside."""
    return f"{MAP} {system_user} {SUPERUSER}\n"


def quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"
