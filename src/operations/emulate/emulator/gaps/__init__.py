"""Where moto 5.2.1 answers otherwise than AWS and the AWS provider 5.100.0 stumbles over it.

One module a service; each function that replaces or adds a part of moto says what AWS does, what moto does and what
that breaks. What a gap has to remember hangs on moto's own objects, so that /moto-api/reset clears it as well.
A gap goes when moto mends it.
"""

import importlib
import pkgutil


def fill() -> None:
    for module in pkgutil.iter_modules(__path__):
        if module.name != "patching":
            importlib.import_module(f".{module.name}", __name__).fill()
