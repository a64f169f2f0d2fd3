"""The extensions that RDS's master user may create."""

from .container import Container
from .database_programs import FIND_FOLDER

BEYOND_TRUSTED = (
    *("amcheck", "bloom", "dblink", "dict_xsyn", "earthdistance", "insert_username", "intagg", "moddatetime"),
    *("old_snapshot", "pg_buffercache", "pg_cron", "pg_freespacemap", "pg_hint_plan", "pg_partman", "pg_prewarm"),
    *("pg_repack", "pg_stat_statements", "pg_visibility", "pgaudit", "pglogical", "pgrowlocks", "pgstattuple"),
    *("postgis", "postgis_raster", "postgis_tiger_geocoder", "postgis_topology", "postgres_fdw", "refint", "sslinfo"),
    "vector",
)
"""Those that PostgreSQL itself leaves to superusers (Amazon RDS for PostgreSQL Release Notes, "Extension versions for
Amazon RDS for PostgreSQL")."""

TRUST = (
    FIND_FOLDER
    + """
cd "$("$found/pg_config" --sharedir)/extension" || exit
for name; do
  [ ! -f "$name.control" ] || grep -q '^trusted' "$name.control" || echo 'trusted = true' >> "$name.control"
done
"""
)


def trust_extensions(container: Container) -> None:
    """
    Lets users with CREATE on a database create these extensions, too, as RDS lets the members of
    `rds_superuser` (PostgreSQL, "Packaging Related Objects into an Extension", `trusted`). It changes the files of the
    PostgreSQL in the container, once is enough.
    """
    container.execute("sh", "-c", TRUST, "sh", *BEYOND_TRUSTED)
