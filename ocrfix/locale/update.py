"""Brings the catalogues in step with the code: extracts, updates and compiles, as pybabel's three commands do.

    python -m ocrfix.locale.update

Bird's-eye view: :func:`gathered` reads the code as ``babel.cfg`` says, :func:`updated` takes new sentences into a
catalogue and drops idle ones, :func:`compiled` makes what the program loads. Unlike pybabel it writes no dates, so
that the file changes only where a sentence does. Babel comes with the extra ``test``. Start reading at :func:`main`.

German example: a new sentence appears in ``de/LC_MESSAGES/ocrfix.po`` with an empty ``msgstr`` to be filled.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.messages import DOMAIN, LOCALE_FOLDER

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = LOCALE_FOLDER.parent.parent
WIDTH = 120


def gathered(root: Path = ROOT) -> Catalog:
    """Gather every sentence of the code."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract_from_dir
    from babel.messages.frontend import parse_mapping_cfg

    with (root / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)  # type: ignore[no-untyped-call]
    catalogue = Catalog()
    for _, _, message, _, context in extract_from_dir(root, methods, options):
        catalogue.add(message, context=context)
    return catalogue


def catalogue_of(source: Path) -> Catalog:
    """Read the catalogue of the language that its folder names."""
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        return read_po(stream, locale=source.parent.parent.name, domain=DOMAIN)


def updated(source: Path, said: Catalog) -> bytes:
    """Give a catalogue with the sentences of the code, its head as it is."""
    from babel.messages.pofile import write_po

    head, _, _ = source.read_text("utf-8").partition("\n\n")
    catalogue = catalogue_of(source)
    catalogue.update(said, no_fuzzy_matching=True)
    body = io.BytesIO()
    write_po(body, catalogue, WIDTH, sort_output=True, ignore_obsolete=True, omit_header=True)
    return f"{head}\n\n".encode() + body.getvalue().lstrip(b"\n")


def compiled(source: Path) -> bytes:
    """Give what the program loads."""
    from babel.messages.mofile import write_mo

    target = io.BytesIO()
    write_mo(target, catalogue_of(source))
    return target.getvalue()


def main() -> None:
    """Update and compile the catalogue of every language."""
    said = gathered()
    for source in sorted(LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        source.write_bytes(updated(source, said))
        source.with_suffix(".mo").write_bytes(compiled(source))


if __name__ == "__main__":
    main()
