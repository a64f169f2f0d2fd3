"""How a run begins."""

from collections.abc import Mapping

from .engine import Engine
from .images.images import Images
from .runtime import Runtime


def start(run: str, own_images: Mapping[str, str], account: str, region: str) -> Runtime:
    """
    :param run: the label of what it starts
    :param own_images: images of the engine's by the ECR repositories that are to have them
    :raises docker.errors.DockerException: when no engine answers
    """
    engine = Engine(run)
    return Runtime(engine, Images(engine.client, account=account, own=own_images), account, region)
