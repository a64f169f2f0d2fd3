from typing import Any


def scalar(kind: str, text: str) -> Any:
    """The value that the text stands for, or the text where it stands for none."""
    try:
        if kind in ("integer", "long"):
            return int(text)
        if kind in ("float", "double"):
            return float(text)
        return {"true": True, "false": False}[text.lower()] if kind == "boolean" else text
    except (KeyError, ValueError):
        return text
