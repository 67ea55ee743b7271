"""The house holds: imports go down, files stay small, nothing is called utils, everything public is explained."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "ocrfix"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 500
FLOORS = (
    ("errors", "model", "packed", "messages", "locale", "records", "trees", ""),
    ("config", "settings", "edits", "folders", "inputs"),
    ("text", "lexicon"),
    ("extract", "detect", "candidates", "rank", "readings", "decide"),
    ("resources",),
    ("pipeline",),
    ("quality",),
    ("lexicon.build",),
    ("write", "report"),
    ("batch", "review", "ledger", "remote", "scheduler", "watch", "learn", "ocrmypdf"),
    ("cli",),
    ("__main__",),
)
SEPARATE_FLOOR = 3
"""The rooms of this floor do not import each other."""
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
FORBIDDEN_IMPORTS = {"pickle", "marshal", "shelve", "dill"}
READS_ITS_OWN_ONLY = {"ocrfix/packed.py", "ocrfix/pipeline/shelf_file.py"}
"""Bytes in memory, and a file without a name: this very process wrote them, and nobody else can have touched them."""

MAKES_PLAIN_DATA_CLASSES = {"ocrfix/records.py", "ocrfix/lexicon/learned.py"}
"""The second one keeps cached properties, for which there is no room in slots."""

SETS_VARIABLES_FOR_CHILDREN = {"ocrfix/extract/tesseract_system.py", "ocrfix/batch/pool.py"}
"""Tesseract takes its number of threads from a variable only, and so does the server of the workers that it shall take
no module from the current directory; no result depends on either."""

PRINTS = {"ocrfix/report/terminal.py"}
"""The table of results, to a console that the command line hands over."""

PUBLIC_API = {"__init__"}
"""``ocrfix/__init__.py`` hands out what the rooms make, so it may import all of them (late)."""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def room_of(path: Path) -> str:
    return room_named([part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts])


def room_named(parts: list[str]) -> str:
    """Building the data needs the whole engine, so it stands above the lexicon that it fills."""
    return "lexicon.build" if parts[:2] == ["lexicon", "build"] else "".join(parts[:1])


def floor_of(room: str) -> int:
    return next(floor for floor, rooms in enumerate(FLOORS) if room in rooms)


def imported_modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole way from ocrfix on"
            module = node.module or ""
            # ``from ocrfix.cli import fix`` and ``from ocrfix import model`` name modules after ``import``.
            yield from (f"{module}.{alias.name}" for alias in node.names) if module == "ocrfix" else (module,)


def imported_rooms(tree: ast.AST) -> set[str]:
    parts = [module.split(".") for module in imported_modules(tree)]
    return {room_named(part[1:]) for part in parts if part[0] == "ocrfix"}


def public_definitions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{prefix}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node.body, f"{node.name}.")


@pytest.fixture(params=MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_every_room_has_its_floor() -> None:
    known = {room for rooms in FLOORS for room in rooms} | PUBLIC_API
    assert {room_of(path) for path in MODULES} <= known


@pytest.mark.parametrize("module", [path for path in MODULES if room_of(path) not in PUBLIC_API], ids=name_of)
def test_imports_go_down_only(module: Path) -> None:
    room = room_of(module)
    floor = floor_of(room)
    for imported in imported_rooms(ast.parse(module.read_text("utf-8"))) - {room}:
        assert floor_of(imported) <= floor, f"{room} imports {imported}, which lies above it"
        assert floor != SEPARATE_FLOOR or floor_of(imported) < floor, f"the siblings {room} and {imported} meet"


def test_the_import_rule_would_notice_a_wrong_way() -> None:
    tree = ast.parse("def late():\n    from ocrfix.cli.app import main\n    import ocrfix.model\n")
    assert imported_rooms(tree) == {"cli", "model"}
    assert floor_of("cli") > floor_of("extract")


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_module_is_named_after_nothing(module: Path) -> None:
    assert not set(module.relative_to(PACKAGE).with_suffix("").parts) & FORBIDDEN_NAMES


def test_no_module_uses_pickles(module: Path) -> None:
    roots = {name.split(".")[0] for name in imported_modules(ast.parse(module.read_text("utf-8")))}
    assert name_of(module) in READS_ITS_OWN_ONLY or not roots & FORBIDDEN_IMPORTS


def test_data_classes_are_records(module: Path) -> None:
    """Each class that the standard library makes costs a thousandth of a second at every start."""
    names = {
        alias.name
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        for alias in node.names
    }
    assert "dataclass" not in names or name_of(module) in MAKES_PLAIN_DATA_CLASSES


@pytest.mark.parametrize("module", [path for path in MODULES if room_of(path) != "cli"], ids=name_of)
def test_only_the_command_line_reads_the_environment(module: Path) -> None:
    if name_of(module) in SETS_VARIABLES_FOR_CHILDREN:
        return
    names = {node.attr for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    assert not names & {"environ", "getenv", "environb"}


@pytest.mark.parametrize("module", [path for path in MODULES if room_of(path) != "cli"], ids=name_of)
def test_only_the_command_line_and_its_table_print(module: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert name_of(module) in PRINTS or not ("print" in names or "print" in methods)


def test_everything_public_is_explained(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert ast.get_docstring(tree), "the module opens without a word"
    unexplained = [
        name
        for name, node in public_definitions(tree.body)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert unexplained == []
