"""The `gongjian` command: demo, serve, verify; everything else goes to Django's own commands (migrate, check …)."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

COMMANDS = ("demo", "serve", "verify")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    if given and given[0] not in {*COMMANDS, "--version", "--help", "-h"}:
        import_module("django.core.management").execute_from_command_line(["gongjian", *given])
        return
    options = _parser().parse_args(given or ["--help"])
    sys.exit(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongjian", description="共建 Gongjian: the program that runs a neighbourhood alliance."
    )
    parser.add_argument("--version", action="version", version=f"gongjian {_version()}")
    commands = parser.add_subparsers(required=True)
    demo = commands.add_parser("demo", help="build the demo street and serve it")
    demo.add_argument("--build-only", action="store_true", help="build it and stop")
    demo.add_argument("--keep", action="store_true", help="serve what an earlier demo left instead of building anew")
    demo.set_defaults(run=_demo)
    serve = commands.add_parser("serve", help="serve the alliance's own data")
    serve.set_defaults(run=_serve)
    verify = commands.add_parser("verify", help="check every seal of the books and of the log")
    verify.set_defaults(run=_verify)
    for command in (demo, serve):
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--port", type=int, default=8000)
    return parser


def _version() -> str:
    """The changelog's first version: from the installed package, or from the checkout."""
    changelog = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
    if changelog.exists():
        lines = changelog.read_text(encoding="utf-8").splitlines()
        return next(line.split()[1] for line in lines if line.startswith("## ") and line[3].isdigit())
    return metadata.version("gongjian")


def _demo(options: argparse.Namespace) -> int:
    os.environ.setdefault("GONGJIAN_DATA", "gongjian-data/demo")
    os.environ.update({"GONGJIAN_DEMO": "on", "GONGJIAN_HTTPS": "off"})
    operations = _operations()
    operations.prepare(fresh=not options.keep)
    if not options.keep:
        import_module("gongjian.config.demo").build()
    if options.build_only:
        return 0
    print(f"\n  共建：http://{options.host}:{options.port}/  （Ctrl+C 结束）\n", flush=True)  # noqa: T201
    return _granian(options)


def _serve(options: argparse.Namespace) -> int:
    operations = _operations()
    operations.prepare(fresh=False)
    return _granian(options)


def _verify(_options: argparse.Namespace) -> int:
    broken = _operations().verify()
    for line in broken:
        print(line)  # noqa: T201
    return 1 if any("✗" in line for line in broken) else 0


def _operations() -> Any:  # noqa: ANN401  a module, loaded late: Django needs its settings first
    import_module("django").setup()
    return import_module("gongjian.config.operations")


def _granian(options: argparse.Namespace) -> int:
    """One process with threads: on SQLite one writer owns the file."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "8"]
    command += ["--host", options.host, "--port", str(options.port), "--no-access-log", "--log-level", "warning"]
    try:
        return subprocess.call([*command, "gongjian.config.wsgi:application"])  # noqa: S603  our own words only
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    main()
