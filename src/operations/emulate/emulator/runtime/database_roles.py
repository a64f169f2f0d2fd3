"""The roles of a database as RDS has them."""

import base64
import hashlib
import hmac
import secrets

ITERATIONS = 4096
"""As PostgreSQL computes it by default."""


def first_roles(master_user: str, major_version: int) -> list[str]:
    """
    The statements that create the roles there are from the beginning, for the superuser, which is `rdsadmin`. The
    master user is none: it creates roles and databases, and owns the databases that are there (Amazon RDS User Guide,
    "Understanding the rds_superuser role").
    """
    master = identifier(master_user)
    monitoring = ["pg_monitor", "pg_signal_backend", *(["pg_checkpoint"] if major_version >= 15 else [])]
    return [
        *(f"CREATE ROLE {role}" for role in ("rds_superuser", "rds_replication", "rds_password", "rds_iam")),
        f"GRANT {', '.join([*monitoring, 'rds_replication', 'rds_password'])} TO rds_superuser WITH ADMIN OPTION",
        f"CREATE ROLE {master} LOGIN CREATEDB CREATEROLE VALID UNTIL 'infinity'",
        f"GRANT rds_superuser TO {master}",
        # Since PostgreSQL 16 CREATEROLE alone does not let it grant roles that others created.
        *([f"GRANT rds_iam TO {master} WITH ADMIN OPTION"] if major_version >= 16 else []),
        f"ALTER DATABASE postgres OWNER TO {master}",
        f"ALTER DATABASE template1 OWNER TO {master}",
    ]


def new_database(name: str, master_user: str) -> str:
    return f"CREATE DATABASE {identifier(name)} OWNER {identifier(master_user)}"


def master_password(password: str) -> str:
    """The statement that gives the master user its password; it is the one that owns the database `postgres`."""
    return (
        "DO $$ BEGIN EXECUTE (SELECT format('ALTER ROLE %I PASSWORD %L', pg_get_userbyid(datdba),"
        f" '{verifier(password)}') FROM pg_database WHERE datname = 'postgres'); END $$"
    )


def verifier(password: str) -> str:
    """
    What PostgreSQL keeps of a password, by which no log and no container ever has the password itself (RFC 5803; RDS
    takes printable ASCII only, which the preparation of RFC 4013 leaves as it is).
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    salt_, stored, server = (
        base64.b64encode(part).decode() for part in (salt, hashlib.sha256(client_key).digest(), server_key)
    )
    return f"SCRAM-SHA-256${ITERATIONS}:{salt_}${stored}:{server}"


def identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
