"""Write docs/reference anew: `scripts/reference`."""

import os
from importlib import import_module
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "reference"


def main() -> None:
    """Set Django up as the tests do, so that nothing is written anywhere else."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.harness.settings")
    import_module("django").setup()
    REFERENCE.mkdir(exist_ok=True)
    for name, text in import_module("docs.generator.pages").pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")


main()
