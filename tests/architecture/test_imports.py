"""Who may import what, where the import contracts in pyproject.toml cannot say it."""

import sys

from tests.architecture.tree import APP, ROOT, Module, imported, modules, within

NETWORK = (
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
)


def _breaches(found: list[Module], *forbidden: str) -> list[str]:
    return [
        f"{module.here} imports {name}"
        for module in found
        for name in imported(module)
        if any(within(name, package) for package in forbidden)
    ]


def _outsiders(package: str, *allowed: str) -> list[str]:
    """Say what a package imports that is neither its own, nor allowed, nor the standard library."""
    return [
        f"{module.here} imports {name}"
        for module in modules(package.replace(".", "/"))
        for name in imported(module)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(within(name, ours) for ours in (package, *allowed))
    ]


def _screens() -> dict[str, list[Module]]:
    """Return the modules of each screen: a folder of ui, except the one for what screens share."""
    found: dict[str, list[Module]] = {}
    for module in modules("ui"):
        folder = module.path.relative_to(ROOT / "ui").parts[:-1]
        if folder and folder[0] != "shared":
            found.setdefault(f"ui.{folder[0]}", []).append(module)
    return found


def test_the_app_has_no_network_code() -> None:
    assert _breaches(modules(*APP), *NETWORK) == []


def test_the_domain_is_standard_library_only() -> None:
    assert _outsiders("supervision_app.domain") == []


def test_the_ledger_needs_signatures_and_canonical_json_and_nothing_else() -> None:
    assert _outsiders("supervision_app.ledger", "cryptography", "rfc8785") == []


def test_the_services_need_nothing_but_domain_and_ledger() -> None:
    assert _outsiders("supervision_app.services", "supervision_app.domain", "supervision_app.ledger") == []


def test_presenters_import_no_qt() -> None:
    presenters = [module for module in modules("ui") if module.path.stem.endswith("presenter")]

    assert _breaches(presenters, "PySide6", "shiboken6") == []


def test_screens_do_not_import_each_other() -> None:
    screens = _screens()
    breaches = [
        breach
        for screen, own in screens.items()
        for breach in _breaches(own, *(name for name in screens if name != screen))
    ]

    assert breaches == []


def test_screens_import_neither_adapters_nor_bootstrap() -> None:
    own = [module for found in _screens().values() for module in found]

    assert _breaches(own, "supervision_app.adapters", "supervision_app.bootstrap") == []


def test_only_storage_knows_the_tables() -> None:
    storage = "supervision_app.adapters.storage"
    others = [module for module in modules(*APP) if not within(module.name, storage)]

    assert _breaches(others, "alembic", "sqlalchemy", "sqlcipher3", "sqlmodel") == []
