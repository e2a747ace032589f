"""What comes in from outside: settings.md, api.md."""

import ast

from docs.generator.deeds import ROOT, operations
from docs.generator.text import code, page, table
from gongjian.config.api import api

MEANINGS = {
    "GONGJIAN_DATA": "The folder for everything that the program writes: database, secret key, static and other files.",
    "GONGJIAN_KEYS": "The file with the keys of sealed fields (telephone, ID number). Left out, `keys/keys.json` in "
    "the data folder. Keep a copy of it apart from the backup: without it those fields stay shut.",
    "GONGJIAN_SECRET_KEY": "Signs sessions and forms. Left out, one is made at the first start and kept in the data "
    "folder, readable by its owner only.",
    "GONGJIAN_HOSTS": "The names under which the site may be asked for, with commas between them.",
    "GONGJIAN_HTTPS": "Whether people reach the site by https: plain http is redirected, cookies are sent by https "
    "only, and browsers are told to insist (HSTS). Off only on one's own machine.",
    "GONGJIAN_BEHIND_PROXY": "Whether a proxy in front ends TLS and sets X-Forwarded-Proto itself. On without such a "
    "proxy, a visitor could claim https, and any address. Off behind one, all tries to sign in seem to come from it.",
    "GONGJIAN_DEMO": "Whether this is the demo: sign-in without password, and a database that may be emptied. "
    "`gongjian demo` sets it; never set it for real data.",
    "GONGJIAN_EMAIL": "The mail server for notices, `smtp+tls://user:password@host:587` (`smtp+ssl://` for port 465); "
    "left out, nothing is sent by e-mail and people are told in the program only.",
    "GONGJIAN_EMAIL_FROM": "The sender's address of notices.",
    "GONGJIAN_SITE": "The address of the site as people type it, `https://gongjian.example.org`: links in e-mails "
    "begin with it.",
    "GONGJIAN_DATABASE": "The address of the database, `postgres://user:password@host:port/name`; left out, SQLite in "
    "the data folder.",
}


def variables() -> dict[str, str]:
    """Each variable that settings.py reads, with its default as it is written there."""
    source = (ROOT / "gongjian/config/settings.py").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        if str(call.args[0].value).startswith("GONGJIAN_"):
            found[str(call.args[0].value)] = _default(call)
    return found


def _default(call: ast.Call) -> str:
    given = next((each.value for each in call.keywords if each.arg == "default"), None)
    value = given or (call.args[1] if len(call.args) > 1 else ast.Constant(""))
    if isinstance(value, ast.Constant):
        return {True: "on", False: "off"}.get(value.value, str(value.value))
    if isinstance(value, ast.BinOp) and isinstance(value.right, ast.Constant):
        return f"{value.right.value} in GONGJIAN_{ast.unparse(value.left)}"
    return ast.unparse(value)


def settings() -> str:
    """Each variable of the environment; one without a meaning here stops the generator."""
    rows = [[code(name), code(default), MEANINGS[name]] for name, default in sorted(variables().items())]
    return page(
        "Settings",
        "Nothing has to be set to try the program. Each variable may instead be given as `NAME_FILE`, the path of a "
        "file that holds the value. What an *alliance* decides is never a setting.",
        table(["variable", "default", "what it means"], rows),
        "A wrong value stops the start and names its variable. Unsafe databases and missing seals are refused by "
        "`gongjian check --database default`, which `demo` and `serve` run before they open the door.",
    )


def interface() -> str:
    """The JSON API."""
    rows = [[code(f"{method} {path}"), code(name), tag, words] for tag, name, method, path, words in operations()]
    return page(
        "API",
        str(api.description),
        "A personal token (page “我的密钥”, `/me/tokens/`) stands in the header `Authorization: Bearer gj_…`. The "
        "machine-readable description is served at `/api/openapi.json`, a page to read it at `/api/docs`.",
        table(["request", "operation, which is the deed's name", "module", "what it does"], rows),
        "## Answers",
        table(
            ["status", "when"],
            [
                ["200", "done, or done before under the same key: then the stored answer"],
                ["400", "the Idempotency-Key is missing"],
                ["401", "nobody: no token, or one that was stopped"],
                ["403", "known but refused; `detail` lists the reasons"],
                ["404", "not there, or of an alliance that is not yours"],
                ["409", "a rule said no; `code`, `facts` and a sentence in `detail`"],
                ["422", "malformed, or a key used before with another body"],
            ],
        ),
    )
