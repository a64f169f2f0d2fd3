"""Which parameters of a parameter group the PostgreSQL of a container takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from .database_programs import SYSTEM_USER, Programs

FORCE_SSL = "rds.force_ssl"

LIBRARIES = "shared_preload_libraries"

RDS_ONLY = ("rds.", "apg_", "aurora_", "aurora.")

CHECK = """
postgres=$1 data=$2; shift 2
for setting; do
  echo "parameter ${setting%%=*}"
  "$postgres" -D "$data" -c "$setting" -C "${setting%%=*}" 2>&1 >/dev/null || echo refused
done
"""
"""PostgreSQL itself reads each setting and ends: it needs to be up for none, and one that is up is not disturbed."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of a group, divided."""

    requires_tls: bool
    taken: dict[str, str]
    exceptions: list[str]
    """A sentence for each of the others."""


def divided(parameters: dict[str, str], programs: Programs, data: str) -> Parameters:
    """Divides them by what PostgreSQL says of each. The data's folder must have a configuration."""
    left_out: dict[str, str] = {}
    candidates = {name: value for name, value in parameters.items() if name != FORCE_SSL}
    if LIBRARIES in candidates:
        wanted = [library.strip() for library in candidates[LIBRARIES].split(",") if library.strip()]
        candidates[LIBRARIES] = ",".join(library for library in wanted if library in programs.libraries)
        if missing := [library for library in wanted if library not in programs.libraries]:
            left_out[LIBRARIES] = f"this PostgreSQL has no library {' and no '.join(missing)}"
    for name, value in candidates.items():
        prefix, dot, _ = name.partition(".")
        if name.startswith(RDS_ONLY):
            left_out[name] = "only AWS's own PostgreSQL has it"
        elif "{" in value:
            left_out[name] = "it is a formula of the memory of an instance class"
        elif dot and prefix != "plpgsql" and prefix not in programs.libraries:
            left_out[name] = f"this PostgreSQL has no library {prefix}"
    # What is left out of the libraries does not keep the others from being loaded.
    checked = {name: value for name, value in candidates.items() if name == LIBRARIES or name not in left_out}
    refused = refusals(checked, programs, data)
    left_out |= refused
    return Parameters(
        requires_tls=parameters.get(FORCE_SSL, "1") == "1",
        taken={name: value for name, value in checked.items() if name not in refused},
        exceptions=[sentence(name, parameters[name], reason) for name, reason in sorted(left_out.items())],
    )


def refusals(parameters: dict[str, str], programs: Programs, data: str) -> dict[str, str]:
    """Why PostgreSQL refuses some of them, in its own words."""
    settings = [f"{name}={value}" for name, value in parameters.items()]
    output = programs.container.execute(
        *("sh", "-c", CHECK, "sh", f"{programs.folder}/postgres", data, *settings), user=SYSTEM_USER
    )
    refused: dict[str, str] = {}
    name = ""
    lines: list[str] = []
    for line in output.splitlines():
        if line.startswith("parameter "):
            name, lines = line.removeprefix("parameter "), []
        elif line == "refused":
            refused[name] = reason(lines)
        else:
            lines.append(line)
    return refused


def reason(lines: Iterable[str]) -> str:
    said = [line.split("FATAL:", 1)[1].strip() for line in lines if "FATAL:" in line]
    return f"this PostgreSQL says {said[0]}" if said else "this PostgreSQL refuses it"


def sentence(name: str, value: str, reason: str) -> str:
    return f"The database runs without the parameter {name} = {value}: {reason}."
