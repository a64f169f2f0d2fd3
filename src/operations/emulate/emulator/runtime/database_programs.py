"""PostgreSQL's programs in a container, run as the user that Debian's packages and the public images have for it."""

from .container import CommandFailed, Container
from .database_files import SUPERUSER

SYSTEM_USER = "postgres"

FIND_FOLDER = """
for folder in /usr/lib/postgresql/*/bin; do [ -x "$folder/postgres" ] && found=$folder; done
[ -n "$found" ] || found=$(dirname "$(command -v postgres)")
"""
"""Debian has a folder for each major version, which is on no path; the images for Alpine have the programs
there."""

FIND = (
    FIND_FOLDER
    + """
echo "$found"
"$found/postgres" --version
id -u "$0"
ls "$("$found/pg_config" --pkglibdir)"
"""
)


class Programs:
    def __init__(self, container: Container, socket_folder: str) -> None:
        self.container = container
        self.socket_folder = socket_folder
        self.folder, version, user, *libraries = container.execute("sh", "-c", FIND, SYSTEM_USER).splitlines()
        self.major_version = int(version.split(" (PostgreSQL) ")[1].split(".")[0])
        self.user = int(user)
        """The number of the user they run as."""
        self.libraries = {library.removesuffix(".so") for library in libraries if library.endswith(".so")}

    def run(self, program: str, *arguments: str) -> str:
        return self.container.execute(f"{self.folder}/{program}", *arguments, user=SYSTEM_USER)

    def succeeds(self, program: str, *arguments: str) -> bool:
        try:
            self.run(program, *arguments)
        except CommandFailed:
            return False
        return True

    def sql(self, statements: list[str], port: int) -> str:
        """
        Runs statements as the superuser, each in a transaction of its own. They reach psql through its input: any process
        in a container sees arguments.

        :returns: the rows, tuples only
        """
        arguments = ("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--file=-")
        connection = (f"--host={self.socket_folder}", f"--port={port}", f"--username={SUPERUSER}", "--dbname=postgres")
        return self.container.execute(
            *("sh", "-c", 'printf "%s" "$STATEMENTS" | "$@"', "sh", f"{self.folder}/psql", *arguments, *connection),
            user=SYSTEM_USER,
            environment={"STATEMENTS": "".join(f"{statement};\n" for statement in statements)},
        ).strip()
