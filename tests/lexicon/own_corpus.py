"""A corpus of our own: two hundred sentences about an invented district, as three documents.

Every subject meets every predicate, so that counts are known by reckoning. German example:
``Die Behörde prüft den Antrag der Gemeinde.``
"""

from __future__ import annotations

import lzma
from pathlib import Path

SUBJECTS = (
    "Die Behörde", "Der Landrat", "Die Gemeinde", "Der Ausschuss", "Die Landesregierung", "Das Ministerium",
    "Die Stadtverwaltung", "Der Bürgermeister", "Die Feuerwehr", "Das Landesamt", "Die Schulverwaltung",
    "Der Kreistag", "Die Waldbesitzerin", "Der Förderverein", "Die Landwirtschaftskammer", "Das Wasserwerk",
    "Die Gemeindeverwaltung", "Der Stadtrat", "Die Wasserbehörde", "Der Feuerwehrverein",
)  # fmt: skip
PREDICATES = (
    "prüft den Antrag der Gemeinde.",
    "führt die Maßnahmen für die Schulen durch.",
    "wurde über die Förderung unterrichtet.",
    "stellt dem Verein Mittel zur Verfügung.",
    "hält die Straßen in den Dörfern für sicher.",
    "möchte die Brücke am Fluss erhöhen.",
    "verweist auf § 5 Absatz 2 des Gesetzes.",
    "hat die Klima- und Energieberatung begrüßt.",
    "entscheidet über die Zuschüsse der Länder.",
    "lehnt den Neubau der Schule ab.",
)
SENTENCES = tuple(f"{subject} {predicate}" for subject in SUBJECTS for predicate in PREDICATES)
NAMES = ("Antwort 1", "Antwort 2", "Bericht/Wald 3")


def own_documents() -> dict[str, str]:
    """Give name -> text: the sentences dealt out to the documents, a blank line after every fifth."""
    texts = {}
    for number, name in enumerate(NAMES):
        mine = SENTENCES[number :: len(NAMES)]
        texts[name] = "\n\n".join("\n".join(mine[start : start + 5]) for start in range(0, len(mine), 5)) + "\n"
    return texts


def write_corpus(path: Path) -> Path:
    """Write the documents as a corpus file: xz, each with a form feed and its name before it."""
    content = "".join(f"\f{name}\n{text}" for name, text in own_documents().items())
    path.write_bytes(lzma.compress(content.encode("utf-8")))
    return path
