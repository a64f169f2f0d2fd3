"""What a container definition says, in the engine's words ("ContainerDefinition", Amazon ECS API Reference)."""

from collections.abc import Mapping, Sequence
from typing import Any

from docker.types import Mount, Ulimit

from .engine import Engine, EngineContainer

STOP_TIMEOUT = 30
"""seconds from SIGTERM to SIGKILL where the definition names none"""

PODMANS_FOLDERS = ("/run", "/tmp", "/var/tmp")
"""Podman, unlike Docker and Fargate, makes these writable in a read-only root file system, unless something is mounted."""


def create(
    engine: Engine,
    name: str,
    definition: Mapping[str, Any],
    *,
    image: str,
    network: EngineContainer,
    environment: Mapping[str, str],
    volumes: Mapping[str, str],
    task_memory: int,
    mounts: Sequence[Mount],
) -> EngineContainer:
    """
    :param definition: with the overrides of the task in it
    :param network: the container whose network it shares
    :param environment: every variable, secrets included
    :param volumes: what the engine calls the task's volumes, by their names
    :param task_memory: MiB, the most that one container may take
    :param mounts: those that its definition does not know of
    """
    linux = definition.get("linuxParameters") or {}
    memory = f"{min(definition.get('memory') or task_memory, task_memory)}m"
    options: dict[str, Any] = {
        "network_mode": f"container:{network.container.id}",
        "environment": dict(environment),
        "read_only": definition.get("readonlyRootFilesystem", False),
        "mounts": [
            *mounts,
            *(mount(point, volumes) for point in definition.get("mountPoints") or []),
        ],
        "mem_limit": memory,
        "memswap_limit": memory,  # Fargate has no swap
        "ulimits": [
            Ulimit(name=one["name"], soft=one["softLimit"], hard=one["hardLimit"])
            for one in definition.get("ulimits") or []
        ],
        "cap_drop": (linux.get("capabilities") or {}).get("drop") or [],
        "cap_add": (linux.get("capabilities") or {}).get("add") or [],
    }
    if options["read_only"]:
        options["tmpfs"] = {folder: "ro" for folder in PODMANS_FOLDERS if folder not in targets(options["mounts"])}
    if definition.get("entryPoint"):
        options["entrypoint"] = definition["entryPoint"]
    for ours, theirs in (("user", "user"), ("workingDirectory", "working_dir")):
        if definition.get(ours):
            options[theirs] = definition[ours]
    if linux.get("initProcessEnabled"):
        options["init"] = True
    return engine.create(name, image, definition.get("command") or None, **options)


def targets(mounts: Sequence[Mount]) -> set[str]:
    return {str(one["Target"]).rstrip("/") for one in mounts}


def mount(point: Mapping[str, Any], volumes: Mapping[str, str]) -> Mount:
    """An empty volume stays empty: ECS's are owned by root, whatever the image has at the path."""
    return Mount(
        target=point["containerPath"],
        source=volumes[point["sourceVolume"]],
        type="volume",
        read_only=point.get("readOnly", False),
        no_copy=True,
    )


def overridden(definition: Mapping[str, Any], overrides: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A definition with what RunTask was given for it."""
    own = next((one for one in overrides if one.get("name") == definition["name"]), {})
    environment = {
        one["name"]: one["value"] for one in [*definition.get("environment", []), *own.get("environment", [])]
    }
    return {
        **definition,
        **{key: own[key] for key in ("command", "memory", "cpu") if own.get(key)},
        "environment": [{"name": name, "value": value} for name, value in environment.items()],
    }
