"""Which recognition engine takes the job.

Bird's-eye view: :func:`find_engine` takes the system's Tesseract where it is installed with the language, else the
embedded one. Start reading there. German example: on a machine with Debian's ``tesseract-ocr`` but without
``tesseract-ocr-deu`` the embedded one reads ``deu``.
"""

from __future__ import annotations

from ocrfix.config import EngineChoice
from ocrfix.errors import EngineError
from ocrfix.extract.engines import Engine, embedded_hint, missing_languages, system_hint
from ocrfix.messages import error_text

_MISSING = error_text("no Tesseract with the language model {0} is installed, and a page must be recognised")
_MISSING_SYSTEM = error_text(
    "no system Tesseract with the language model {0} is installed, and a page must be recognised"
)
_MISSING_EMBEDDED = error_text(
    "no embedded Tesseract with the language model {0} is installed, and a page must be recognised"
)


def find_engine(choice: EngineChoice, languages: str) -> Engine:
    """Find the engine that is wanted and has the languages; with AUTO the system's comes first.

    Raises:
        EngineError: none is installed with these languages; the hint names the commands that install one.
    """
    # Imported late: most runs recognise nothing.
    from ocrfix.extract.tesseract_embedded import find_embedded_tesseract
    from ocrfix.extract.tesseract_system import find_system_tesseract, forget_system_tesseract

    finders = {
        EngineChoice.AUTO: (find_system_tesseract, find_embedded_tesseract),
        EngineChoice.SYSTEM: (find_system_tesseract,),
        EngineChoice.EMBEDDED: (find_embedded_tesseract,),
    }[choice]
    for find in finders:
        engine = find()
        if engine is not None and not missing_languages(languages, engine.languages):
            return engine
    # Whoever installs one now must not start a long run anew.
    forget_system_tesseract()
    hints = {
        EngineChoice.AUTO: f"{system_hint(languages)}   or   {embedded_hint(languages)}",
        EngineChoice.SYSTEM: system_hint(languages),
        EngineChoice.EMBEDDED: embedded_hint(languages),
    }
    missing = {
        EngineChoice.AUTO: _MISSING,
        EngineChoice.SYSTEM: _MISSING_SYSTEM,
        EngineChoice.EMBEDDED: _MISSING_EMBEDDED,
    }[choice]
    raise EngineError(
        missing.format(languages),
        f"{hints[choice]}   (or --ocr never to use the text layer as it is)",
    )
