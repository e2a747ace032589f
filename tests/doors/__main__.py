"""Write tests/conventions/address_matrix.csv anew: `python -m tests.doors`. Read what changed before you keep it."""

import logging
import os
from importlib import import_module


def main() -> None:
    """A database like that of the tests, and the whole walk in it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.harness.settings")
    import_module("django").setup()
    import_module("django.test.utils").setup_test_environment()
    logging.disable(logging.ERROR)
    runner = import_module("django.test.runner").DiscoverRunner(verbosity=0, interactive=False)
    before = runner.setup_databases()
    import_module("gongjian.foundation.sealing.keys").init()
    table, given = import_module("tests.doors.table"), import_module("tests.given")
    with import_module("gongjian.foundation.clock").set_to(given.NOON), table.a_street() as walk:
        table.write(walk)
    runner.teardown_databases(before)


main()
