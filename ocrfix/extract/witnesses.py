"""Which other readings a page gets, and who reads them.

Bird's-eye view: a recognised page and a layer of an earlier recognition are heard by witnesses: the layer that was
not taken, and other models that read the doubtful words again (:mod:`ocrfix.extract.rereading`). ``Latin`` and
``eng`` know §, which ``deu`` cannot write; ``Latin`` knows umlauts as well. Born-digital pages need no witness.
Start reading at :func:`hear_page`.

German example: a page read with ``deu`` as "gemäß $ 6" is read again there by ``Latin``, which has "gemäß § 6".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ocrfix.config import EngineChoice, ExtractConfig
from ocrfix.errors import EngineError
from ocrfix.extract.engines import Engine, language_names
from ocrfix.model import PlacedWord, Witness, WitnessWord
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

    from ocrfix.extract.recognition import Recognition

Doubts = Callable[[str, Sequence[PlacedWord]], Sequence[bool]]
"""Says for each placed word of a page's text whether it should be read again."""

KNOWING_SECTION_SIGNS = ("Latin", "eng")
"""Models that can write §, the better reader of German first."""


@dataclass(frozen=True, slots=True)
class Reader:
    """An engine and the one model that it reads with."""

    engine: Engine
    language: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the witnesses read, and a clause on it for the page's ``origin_reason``."""

    witnesses: tuple[Witness, ...]
    account: str


def find_readers(choice: EngineChoice, engine: Engine) -> tuple[Reader, ...]:
    """Find who can read again: all models that know § and the engine's German one.

    With AUTO the embedded Tesseract reads again where it has the model, since it needs no new process.
    """
    engines = [engine]
    if choice is EngineChoice.AUTO and (embedded := _embedded()) is not None:
        engines.insert(0, embedded)
    return tuple(
        Reader(found, language)
        for language in ("deu", *KNOWING_SECTION_SIGNS)
        if (found := next((one for one in engines if language in one.languages), None)) is not None
    )


@cache
def _embedded() -> Engine | None:
    from ocrfix.extract.tesseract_embedded import find_embedded_tesseract

    return find_embedded_tesseract(with_system_models=True)


def readers_for(
    readers: Sequence[Reader], languages: str, is_layer: bool, has_english_layer: bool
) -> tuple[Reader, ...]:
    """Choose who reads a page again: nobody reads what was read with his own model.

    A layer that lost its umlauts was read with ``eng``; that witness is there already.
    """
    spared = set() if is_layer else set(language_names(languages))
    if has_english_layer:
        spared.add("eng")
    return tuple(reader for reader in readers if reader.language not in spared)


def layer_witness(words: Sequence[PlacedWord], text: str) -> Witness:
    """Take a layer that was not trusted as a witness."""
    return Witness("layer", tuple(WitnessWord(text[w.span.start : w.span.end], w.box, w.confidence) for w in words))


def hear_page(
    image: Image,
    dpi: float,
    text: str,
    words: Sequence[PlacedWord],
    doubtful: Sequence[bool],
    readers: Sequence[Reader],
    timeout_seconds: float,
) -> Hearing:
    """Have the words of a page read again that are marked as doubtful; a reader that fails is left out and named."""
    # A text or a trusted layer is never read again: what that takes is loaded when it is.
    from ocrfix.extract.rereading import places_of, reread, unsettled

    if not any(doubtful) or not readers:
        return Hearing((), "")
    witnesses, failed = [], []
    left = doubtful
    for reader in readers:
        cuttings = places_of(text, words, left)
        if not cuttings:
            break
        try:
            read = reread(image, dpi, cuttings, reader.engine, reader.language, timeout_seconds)
        except EngineError as error:
            failed.append(f"; {reader.language} could not read them: {error.message}")
            continue
        witnesses.append(Witness(reader.language, read))
        left = unsettled(text, words, left, read)
    names = ", ".join(witness.name for witness in witnesses)
    count = "1 doubtful word" if sum(doubtful) == 1 else f"{sum(doubtful)} doubtful words"
    account = f"{count} read again with {names}" if names else "doubtful words not read again"
    return Hearing(tuple(witnesses), account + "".join(failed))


@dataclass(frozen=True, slots=True)
class Ears:
    """Hears witnesses for the pages of one run; ``get_engine`` gives the engine that reads whole pages."""

    config: ExtractConfig
    get_engine: Callable[[], Engine]
    doubts: Doubts

    def hear_recognition(self, recognition: Recognition, beside: Witness | None = None) -> Hearing:
        """Have the doubtful words of a recognised page read again; ``beside`` is the layer that was not taken."""
        readers = self._readers(is_layer=False, has_english_layer=beside is not None)
        hearing = hear_page(
            recognition.image,
            recognition.dpi,
            recognition.text,
            recognition.words,
            self.doubts(recognition.text, recognition.words),
            readers,
            self.config.timeout_seconds,
        )
        witnesses = (*_first_reading(recognition, self.config.languages), *hearing.witnesses)
        if beside is None:
            return Hearing(witnesses, hearing.account)
        account = "; ".join(part for part in (hearing.account, "the layer is heard as a witness") if part)
        return Hearing((beside, *witnesses), account)

    def hear_layer(self, get_image: Callable[[], Image], dpi: float, text: str, words: Sequence[PlacedWord]) -> Hearing:
        """Have the doubtful words of a layer read again; without an engine it stays the only reading."""
        doubtful = self.doubts(text, words)
        if not any(doubtful):
            return Hearing((), "")
        try:
            readers = self._readers(is_layer=True, has_english_layer=False)
        except EngineError:
            return Hearing((), "no engine to read doubtful words again")
        return hear_page(get_image(), dpi, text, words, doubtful, readers, self.config.timeout_seconds)

    def _readers(self, *, is_layer: bool, has_english_layer: bool) -> tuple[Reader, ...]:
        readers = find_readers(self.config.engine, self.get_engine())
        return readers_for(readers, self.config.languages, is_layer, has_english_layer)


def _first_reading(recognition: Recognition, languages: str) -> tuple[Witness, ...]:
    """Take what was read of the image as scanned as a witness, where the smoothed image was taken."""
    if not recognition.before:
        return ()
    from ocrfix.extract.recognition import box_of

    scale = 72.0 / recognition.before_dpi
    words = (WitnessWord(word.text, box_of(word, scale), word.confidence) for word in recognition.before)
    return (Witness(languages, tuple(words)),)
