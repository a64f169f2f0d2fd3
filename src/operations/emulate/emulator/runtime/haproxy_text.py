"""How foreign text is written into HAProxy's configuration (its configuration manual, "Quoting and escaping")."""

import re

# What single quotes cannot hold, as it is written outside of them.
_ESCAPED = {"'": "\\'", "\r": "\\r", "\n": "\\n"}


def quoted(text: str) -> str:
    """One word of the configuration, whatever the text has in it."""
    return "".join(_ESCAPED.get(part) or f"'{part}'" for part in re.split(r"(['\r\n])", text) if part) or "''"


def literal(text: str) -> str:
    """Text within a format string, in which a percent sign begins an expression."""
    return text.replace("%", "%%")


def wildcards(pattern: str, character: str = ".") -> str:
    """
    A regular expression for a pattern of ELB, in which * stands for any characters and ? for exactly one
    ("Condition types for listener rules").

    :param character: what a wildcard stands for
    """
    return "".join(_expression(one, character) for one in pattern)


def _expression(one: str, character: str) -> str:
    if one == "*":
        return f"{character}*"
    if one == "?":
        return character
    if one.isascii() and one.isalnum():
        return one
    return "".join(f"\\x{byte:02x}" for byte in one.encode())
