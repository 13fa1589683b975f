"""Names of files as people give them: what is a path, or would act unseen, is refused. Pure."""

import unicodedata

from yizhan.kernel.refusals import Invalid

LONGEST = 200
_FORBIDDEN = set('/\\:*?"<>|\ufffd')  # the last stands where somebody decoded wrongly
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def checked(name: str, *, endings: tuple[str, ...]) -> str:
    """The name, with the first of the type's endings where it has none of them; safe on Windows too.

    Raises Invalid: bad-file-name.
    """
    stem = name.strip()
    if not stem or len(stem) > LONGEST or stem.strip(".") == "" or any(_bad(char) for char in stem):
        raise Invalid("bad-file-name", errors={"name": ["bad-file-name"]})
    for ending in endings:
        if stem.lower().endswith(ending) and len(stem) > len(ending):
            return _no_device(stem)
    return _no_device(f"{stem.rstrip('. ')}{endings[0]}")


def ending_of(name: str) -> str:
    """The ending with its dot in small letters, or nothing."""
    _, dot, ending = name.strip().rpartition(".")
    return f".{ending.lower()}" if dot else ""


def _bad(char: str) -> bool:
    return char in _FORBIDDEN or unicodedata.category(char) in _UNSEEN


def _no_device(name: str) -> str:
    return f"_{name}" if name.split(".", maxsplit=1)[0].strip().lower() in _DEVICES else name
