"""Nothing in the code could open a network socket (tests/e2e/test_no_network.py asks the kernel whether it does)."""

import ast
from collections.abc import Iterator

from tests.sources import PACKAGE, offences

OPENING = PACKAGE / "desktop" / "opening.py"

LEADS_OUT = {
    *("asyncio", "ftplib", "http", "imaplib", "poplib", "smtplib", "socketserver", "ssl", "urllib", "webbrowser"),
    *("xmlrpc", "requests", "httpx", "aiohttp"),
    *("QNetworkAccessManager", "QTcpSocket", "QTcpServer", "QUdpSocket", "QSslSocket", "QHostInfo", "QDnsLookup"),
    *("QWebSocket", "QDesktopServices"),
    *("AF_INET", "AF_INET6", "create_connection", "create_server", "getaddrinfo", "gethostbyname"),
}
"""Modules and names by which Python and Qt reach other machines, or ask a browser to."""


def test_no_module_names_a_way_out() -> None:
    assert offences(ways_out) == offences(ways_out, [OPENING])


def test_what_opens_files_opens_nothing_but_files() -> None:
    """``openUrl`` takes any address; the one call there is takes one that was made of a path."""
    source = OPENING.read_text(encoding="utf-8")
    assert {name.partition(": ")[2] for name in ways_out(source)} == {"QDesktopServices"}
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    opened = [call for call in calls if ast.unparse(call.func) == "QDesktopServices.openUrl"]
    assert [ast.unparse(call.args[0]).startswith("QUrl.fromLocalFile(") for call in opened] == [True]


def test_each_way_out_is_seen() -> None:
    source = "\n".join(
        (
            "import urllib.request",
            "from http import client",
            "from PySide6.QtNetwork import QTcpSocket, QLocalSocket",
            "socket.socket(socket.AF_INET)",
            "from socket import create_connection as connect",
            "socket.socket(socket.AF_UNIX)",
            "http = 1",
        )
    )
    assert ways_out(source) == [
        "line 1: urllib",
        "line 2: http",
        "line 3: QTcpSocket",
        "line 4: AF_INET",
        "line 5: create_connection",
    ]


def ways_out(source: str) -> list[str]:
    """Where in ``source`` one of them is imported or taken from a module."""
    named = sorted(_named(ast.parse(source)))
    return [f"line {line}: {name}" for line, name in named if name in LEADS_OUT]


def _named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, name.name.partition(".")[0]) for name in names)
            case ast.ImportFrom(module=module, names=names):
                yield node.lineno, (module or "").partition(".")[0]
                yield from ((node.lineno, name.name) for name in names)
            case ast.Attribute(attr=name):
                yield node.lineno, name
