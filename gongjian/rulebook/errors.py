"""How the rulebook says no."""

Fact = str | int | None


class RuleBroken(Exception):  # noqa: N818  it is a refusal, named as one, not a programming error
    """A rule said no: a stable code and the facts it judged by; the words live in each module's sentences.py."""

    def __init__(self, code: str, **facts: Fact) -> None:
        """`code` is `<file>.<refusal>`, e.g. `cash.counted_already`."""
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        """The code with its facts, for logs and tests."""
        told = ", ".join(f"{name}={fact!r}" for name, fact in self.facts.items())
        return f"{self.code}({told})"
