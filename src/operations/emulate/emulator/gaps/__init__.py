"""Where moto 5.2.1 answers differently than AWS and the AWS provider 5.100.0 fails.

A module for each service; some have one more for tasks, services, deployments, targets and what databases contain. A function that
replaces a part of moto is named for the defect, one that adds an operation for the operation. Its docstring says what AWS does,
what moto does and what that breaks, with moto's issue where there is one; "See" names the function that says it. What a gap has
to remember hangs on moto's own objects, so that /moto-api/reset clears it as well. A gap goes when moto mends it.
"""

import importlib
import pkgutil


def fill() -> None:
    """Importing a module fills its gaps."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f".{module.name}", __name__)
