"""Fits the weights of the vote on made scans, and prints how reliable the confidence is that they give.

    python benchmarks/fit_vote.py RECORDS.jsonl IMAGES [RECORDS.jsonl IMAGES ...] [--documents FILE]

Bird's-eye view: every image is read in the three ways in which pages come (:func:`variants_of`: a scan, a scan whose
layer was read with ``eng`` and is heard as a witness, a layer of ``deu`` that is used), every winner of the ranking at
a place where witnesses spoke is labelled by alignment with the truth (:func:`examples_of`), and one logistic model is
fitted, held near weights chosen by hand. The table shows each page by weights that were fitted without it. Records are
JSON lines with ``id``, ``dpi`` and ``gt``, images are ``ID_DPI.jpg``, as ``make_pages.py --images`` of the evaluation
folder writes them. Start reading at :func:`fit`.

German example: ``Mallnahmen`` -> ``Maßnahmen`` is right where the truth has ``Maßnahmen``.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.reliability import EDGES, Change, table
from ocrfix.inputs import json_lines
from ocrfix.model import Origin, Page, PlacedWord
from ocrfix.readings.vote import FEATURE_NAMES, Ballot, ballot_features
from ocrfix.resources import Resources

REGULARISATION = 1.0
PRIOR = {"bias": -3.0, "odds": 2.0, "text": 3.0, "for": 1.5, "for_without_umlauts": 1.0, "against": -2.5,
         "against_without_umlauts": -1.0, "considered": 0.5, "kept_considered": -0.5, "section_for": 1.0}  # fmt: skip
"""Weights without any example: a reading that confirms what stands there weighs more than one that is for a change."""
_FOR, _AGAINST = (0.0, None), (None, 0.0)
SIDES: dict[str, tuple[float | None, float | None]] = {
    "odds": _FOR, "text": _FOR, "for": _FOR, "for_without_umlauts": _FOR, "considered": _FOR, "section_for": _FOR,
    "against": _AGAINST, "against_without_umlauts": _AGAINST, "kept_considered": _AGAINST,
}  # fmt: skip
"""Readings of one image err together, and few examples could turn a vote around: no vote counts for the other side."""
FOLDS = 5
_TIMEOUT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class VoteExample:
    """A change that a ranking with witnesses prefers; whether it is right, and whether what stood there was."""

    page: str
    ballot: Ballot
    figures: tuple[float, ...]
    is_right: bool
    was_right: bool


def variants_of(image_file: Path, resources: Resources) -> tuple[tuple[str, Page], ...]:
    """Read an image as a scan, as a scan beside a layer of ``eng``, and as a layer of ``deu``.

    Raises EngineError when no engine works.
    """
    from ocrfix.config import ExtractConfig
    from ocrfix.extract.engine_choice import find_engine
    from ocrfix.extract.images import page_image
    from ocrfix.extract.layout import compose
    from ocrfix.extract.recognition import blocks_of, recognise_image
    from ocrfix.extract.witnesses import Ears, layer_witness
    from ocrfix.pipeline.doubts import doubtful_words

    config = ExtractConfig()
    engine = find_engine(config.engine, config.languages)
    ears = Ears(config, lambda: engine, lambda text, words: doubtful_words(text, words, resources))
    image, dpi = page_image(image_file.read_bytes())
    size = tuple(round(pixels * 72.0 / dpi, 2) for pixels in image.size)

    def layer_of(language: str) -> tuple[str, tuple[PlacedWord, ...]]:
        read = engine.recognise(image, round(dpi), language, _TIMEOUT_SECONDS)
        text, words = compose(blocks_of(read, 72.0 / dpi))
        return text, tuple(replace(word, confidence=None) for word in words)

    first = recognise_image(image, dpi, engine, config)
    scan = ears.hear_recognition(first)
    english_text, english_words = layer_of("eng")
    beside = ears.hear_recognition(first, layer_witness(english_words, english_text))
    text, words = layer_of("deu")
    heard = ears.hear_layer(lambda: image, dpi, text, words)
    page = Page(1, first.text, first.words, Origin.RECOGNISED, "", size[0], size[1], dpi)
    return (
        ("scan", replace(page, witnesses=scan.witnesses)),
        ("eng-layer", replace(page, witnesses=beside.witnesses)),
        ("deu-layer", replace(page, text=text, words=words, origin=Origin.OCR_LAYER, witnesses=heard.witnesses)),
    )


def examples_of(name: str, page: Page, true: str, resources: Resources) -> Iterator[VoteExample]:
    """Yield an example for every place where a candidate beats "keep" and witnesses spoke."""
    from ocrfix.config import CorrectConfig
    from ocrfix.lexicon.build.examples import agrees_there, places_in_truth
    from ocrfix.model import CandidateKind
    from ocrfix.pipeline.ballots import ballots
    from ocrfix.pipeline.decisions import page_decisions
    from ocrfix.pipeline.evidence import document_words
    from ocrfix.pipeline.stages import analyse_page
    from ocrfix.text.hyphenation import break_like

    truth = unicodedata.normalize("NFC", true)
    places = places_in_truth(page.text, truth)
    analysis = analyse_page(page, resources)
    decisions = list(page_decisions(analysis, document_words([analysis]), CorrectConfig(), resources))
    for ballot, testimony, token in ballots(analysis, decisions, resources):
        slot = testimony.slot
        if not slot.best:
            continue
        start, end = token.span.start, token.span.end
        before = page.text[start:end]
        after = break_like(before, token.text, slot.readings[slot.best].text)
        kind = slot.readings[slot.best].kind
        keeps_space = kind in (CandidateKind.SPLIT, CandidateKind.JOIN) or " " in after
        right, was = (agrees_there(page.text, truth, places, start, end, text, keeps_space) for text in (after, before))
        yield VoteExample(name, ballot, ballot_features(ballot), right, was)


def fit(examples: Sequence[VoteExample]) -> tuple[float, ...]:
    """Fit the weights, held near :data:`PRIOR` and on the side of zero where they belong."""
    import numpy as np

    from ocrfix.lexicon.build.judge import logistic_weights

    figures = np.array([example.figures for example in examples])
    target = np.array([float(example.is_right) for example in examples])
    prior = np.array([PRIOR.get(name, 0.0) for name in FEATURE_NAMES])
    bounds = [SIDES.get(name, (None, None)) for name in FEATURE_NAMES]
    penalty = np.full(len(FEATURE_NAMES), REGULARISATION)
    return tuple(round(weight, 3) for weight in logistic_weights(figures, target, penalty, prior, bounds))


def unseen_changes(examples: Sequence[VoteExample]) -> list[Change]:
    """Return each change with the confidence by weights that were fitted without its page."""
    import math

    pages = sorted({example.page for example in examples})
    fold_of = {page: number % FOLDS for number, page in enumerate(pages)}
    changes = []
    for fold in range(FOLDS):
        weights = fit([example for example in examples if fold_of[example.page] != fold])
        for example in examples:
            if fold_of[example.page] == fold:
                score = sum(w * f for w, f in zip(weights, example.figures, strict=True))
                confidence = 1 / (1 + math.exp(-score))
                changes.append(Change("vote", confidence, example.is_right, example.was_right))
    return changes


def _read(records: Path, images: Path, resources: Resources) -> Iterator[tuple[str, str, Page, str]]:
    for _, line in json_lines(records.read_text(encoding="utf-8")):
        record = json.loads(line)
        file = images / f"{record['id']}_{record['dpi']}.jpg"
        for variant, page in variants_of(file, resources):
            yield record["id"], variant, page, record["gt"]
        print(f"read {file.name}", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print table and weights; gives the exit status."""
    parser = argparse.ArgumentParser(description="Fit the weights of the vote on made scans.")
    parser.add_argument("sources", type=Path, nargs="*", help="RECORDS.jsonl and its folder of images, in pairs")
    parser.add_argument("--documents", type=Path, help="keep what was read here, and take it from here if it exists")
    options = parser.parse_args(arguments)
    if len(options.sources) % 2:
        parser.error("name a folder of images for each file of records")
    from ocrfix.cli.task import data_folder_of_environment
    from ocrfix.resources import open_resources

    resources = open_resources(data_folder_of_environment())
    if options.documents is not None and options.documents.is_file():
        read = pickle.loads(options.documents.read_bytes())
    else:
        pairs = zip(options.sources[::2], options.sources[1::2], strict=True)
        read = [entry for records, images in pairs for entry in _read(records, images, resources)]
        if options.documents is not None:
            options.documents.write_bytes(pickle.dumps(read))
    examples = [example for name, _, page, true in read for example in examples_of(name, page, true, resources)]
    print(*table(unseen_changes(examples), EDGES), sep="\n")
    weights = fit(examples)
    print(*(f"{name:26}{weight:>8}" for name, weight in zip(FEATURE_NAMES, weights, strict=True)), sep="\n")
    print("WEIGHTS =", weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
