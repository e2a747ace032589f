"""The `gongjian` command: demo, found, serve, work, books, verify, keys, search; the rest goes to Django."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module, metadata
from pathlib import Path
from threading import Event, Thread
from typing import Any

COMMANDS = ("demo", "found", "serve", "work", "books", "verify", "keys", "search")


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
    _found_parser(commands.add_parser("found", help="found an alliance and print its first paper slip"))
    serve = commands.add_parser("serve", help="serve the alliance's own data")
    serve.set_defaults(run=_serve)
    work = commands.add_parser("work", help="run jobs: notices, e-mails, reminders (serve starts one by itself)")
    work.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    work.set_defaults(run=_work)
    verify = commands.add_parser("verify", help="check every seal of the books and of the log")
    verify.set_defaults(run=_verify)
    _add_books(commands.add_parser("books", help="take the books along, or check them"))
    keys = commands.add_parser("keys", help="the keys of sealed fields")
    keys.add_argument("what", choices=("init", "rotate", "reencrypt", "list"))
    keys.set_defaults(run=_keys)
    search = commands.add_parser("search", help="the index of the search")
    search.add_argument("what", choices=("rebuild",))
    search.set_defaults(run=_search)
    for command in (demo, serve):
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--port", type=int, default=8000)
    return parser


def _found_parser(found: argparse.ArgumentParser) -> None:
    for option, told in (
        ("--name", "what the alliance is called in full"),
        ("--short-name", "what it is called in short"),
        ("--slug", "its own short word in small letters, for example street"),
        ("--phone", "the telephone number that the public sees"),
        ("--organisation", "the organisation that leads it"),
        ("--credit-code", "that organisation's unified social credit code; may be empty"),
        ("--secretary", "the name of its first secretary"),
    ):
        found.add_argument(option, help=f"{told}; asked for when left out")
    found.add_argument("--sides", help="its sides with 、 between them; left out, the six of a street")
    found.add_argument("--new-slip", action="store_true", help="only another first slip for the alliance of --slug")
    found.set_defaults(run=_found)


def _add_books(books: argparse.ArgumentParser) -> None:
    what = books.add_subparsers(required=True)
    export = what.add_parser("export", help="write a whole book into a file that anybody can check")
    export.add_argument("--alliance", default="", help="its short name; needed where there are several")
    export.add_argument("--format", choices=("jsonl", "csv", "beancount", "excel"), default="jsonl")
    export.add_argument("file")
    export.set_defaults(run=_export_books)
    verify = what.add_parser("verify", help="recompute every book from its last head on")
    verify.add_argument("--all", action="store_true", help="from the first entry on, and hold it against every head")
    verify.set_defaults(run=_verify_books)


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


def _found(options: argparse.Namespace) -> int:
    """Ask on the command line for whatever no option says."""
    _operations().prepare(fresh=False)
    founding = import_module("gongjian.config.founding")
    if options.new_slip:
        return int(founding.new_slip(options.slug or "", say=print))
    asked = ("name", "short_name", "slug", "phone", "organisation", "credit_code", "secretary", "sides")
    return int(founding.found({name: getattr(options, name) for name in asked}, ask=input, say=print))


def _serve(options: argparse.Namespace) -> int:
    operations = _operations()
    operations.prepare(fresh=False)
    with _worker_beside():
        return _granian(options)


def _work(options: argparse.Namespace) -> int:
    """Work until asked to stop; the job under way is finished first."""
    stop = Event()
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, lambda *_: stop.set())
    if options.beside:
        Thread(target=_stop_when_left_alone, args=(stop,), daemon=True).start()
    import_module("django").setup()
    import_module("gongjian.foundation.jobs.worker").work(stop)
    return 0


def _stop_when_left_alone(stop: Event) -> None:
    """The one who started it holds the other end: when he is gone, however he went, it closes."""
    sys.stdin.read()
    stop.set()


@contextmanager
def _worker_beside() -> Iterator[None]:
    """A worker as long as the site is served."""
    command = [sys.executable, "-m", "gongjian.cli", "work", "--beside"]
    with subprocess.Popen(command, stdin=subprocess.PIPE):  # noqa: S603  our own words only
        yield  # leaving closes the pipe, and waits


def _verify(_options: argparse.Namespace) -> int:
    return _told(_operations().verify())


def _verify_books(options: argparse.Namespace) -> int:
    return _told(_operations().verify_books(everything=options.all))


def _export_books(options: argparse.Namespace) -> int:
    return _told([_operations().export_books(options.alliance, options.format, Path(options.file))])


def _told(lines: Sequence[str]) -> int:
    """Say each line; the status tells whether one of them is bad."""
    for line in lines:
        print(line)  # noqa: T201
    return 1 if any("✗" in line for line in lines) else 0


def _keys(options: argparse.Namespace) -> int:
    """Say in one sentence what happened."""
    import_module("django").setup()
    keys = import_module("gongjian.foundation.sealing.keys")
    if options.what == "reencrypt" and keys.path().exists():
        return _reencrypt()
    if options.what == "init":
        said = "做好了第 1 把密钥" if keys.init() else "已经有密钥，什么都没有改"
        print(f"{said}：{keys.path()}。")  # noqa: T201
        return 0
    if not keys.path().exists():
        print(f"还没有密钥（{keys.path()}）：有备份就先放回去，从来没有过就运行 gongjian keys init。")  # noqa: T201
        return 1
    if options.what == "rotate":
        number = keys.rotate().number
        print(f"加了第 {number} 把密钥，从现在起写下的用它加密；请马上备份密钥文件。")  # noqa: T201
        return 0
    numbers = [key.number for key in keys.ring().keys]
    told = "、".join(str(number) for number in numbers)
    print(f"一共 {len(numbers)} 把密钥（{told}），新写的用第 {numbers[-1]} 把：{keys.path()}。")  # noqa: T201
    return 0


def _reencrypt() -> int:
    renewing = import_module("gongjian.foundation.sealing.reencrypt")
    try:
        moved = renewing.reencrypt()
    except renewing.SomeStayedShut as some:
        shut = "、".join(some.shut)
        print(f"换到最新密钥下 {some.moved} 项，另有 {len(some.shut)} 项打不开，没有动：{shut}。")  # noqa: T201
        return 1
    print(f"换到最新密钥下 {moved} 项。" if moved else "全部已经在最新的密钥下，没有要换的。")  # noqa: T201
    return 0


def _search(_options: argparse.Namespace) -> int:
    wrong = _operations().rebuild_search()
    print(f"查找的索引重写好了，改正 {wrong} 条。" if wrong else "查找的索引重写好了，本来就全对。")  # noqa: T201
    return 0


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
