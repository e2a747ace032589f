"""How a name sounds: 李 and 黎 are typed alike when somebody dictates."""

from functools import lru_cache

from pypinyin import lazy_pinyin


@lru_cache(maxsize=10_000)
def reading(name: str) -> str:
    """The syllables of a name without their tones."""
    return " ".join(lazy_pinyin(name))
