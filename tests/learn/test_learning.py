from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ocrfix.config import Config, CorrectConfig, ExtractConfig
from ocrfix.edits import corrected_text
from ocrfix.errors import InputError
from ocrfix.extract import read_document
from ocrfix.learn.pairs import broken, learn_pairs, trusted
from ocrfix.learn.picture import heat_map, profile_table
from ocrfix.learn.sources import Material, learn
from ocrfix.learn.verdicts import learn_verdicts
from ocrfix.lexicon.borders import UNPROVEN_BORDER
from ocrfix.lexicon.learned import LearnedConfusions, dump_profile
from ocrfix.model import Action, CorrectionResult, Span
from ocrfix.pipeline import correct
from ocrfix.resources import Resources, open_resources
from ocrfix.review.verdicts import Verdict, VerdictAction, verdict_bytes

SAMPLES = Path(__file__).parent.parent.parent / "samples"
TRUE = (SAMPLES / "kleine-anfrage.truth.txt").read_text(encoding="utf-8")
SENTENCE = "Der Kanzler sprach kurz mit dem Kollegen Kauder über kranke Kinder.\n"


def misread(text: str, letter: str = "k", other: str = "h") -> str:
    """Read every second k as h, as one old engine does."""
    seen = 0

    def change(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return other if seen % 2 else match.group()

    return re.sub(letter, change, text)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[LearnedConfusions | None], Resources]:
    def open_with(profile: LearnedConfusions | None) -> Resources:
        if profile is None:
            return open_resources()
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        path.write_bytes(dump_profile(profile))
        return open_resources(None, (), str(path))

    return open_with


def test_pairs_count_what_differs_and_what_was_printed() -> None:
    learned = learn_pairs([(misread(TRUE), TRUE)])
    assert learned.printed["k"] == pytest.approx(TRUE.count("k"), rel=0.05)
    assert learned.rate(("k", "h")) == pytest.approx(0.5, abs=0.05)
    assert learned.pages == 1
    assert learn_pairs([(TRUE, TRUE)]).counts == {}


def test_a_profile_fixes_what_the_shipped_tables_do_not_know(tmp_path: Path) -> None:
    import ocrfix

    path = tmp_path / "engine.json"
    path.write_bytes(dump_profile(learn_pairs([(misread(TRUE), TRUE)])))
    read = SENTENCE.replace("k", "h")

    def errors(config: Config) -> int:
        after = corrected_text(ocrfix.correct_text(read, config)).split()
        return sum(a != b for a, b in zip(after, SENTENCE.split(), strict=True))

    assert errors(Config(correct=CorrectConfig(profile_file=str(path)))) < errors(Config())


def test_enough_pairs_also_say_which_kinds_of_changes_are_right(
    opened: Callable[[LearnedConfusions | None], Resources],
) -> None:
    lines = TRUE.splitlines(keepends=True)
    pages = ["".join(lines[start : start + 8]) for start in range(0, 80, 8)]
    worse = [misread(misread(page), "g", "y") for page in pages]
    learned = learn_pairs(list(zip(worse, pages, strict=True)), opened)
    assert sum(right for right, _, _ in learned.kinds.values()) > 0
    assert learned.is_proven, "they help much on the pages that they were not learned from"
    assert opened(learned).tables.learned is not None
    assert opened(learned).tried is None
    few = learn_pairs(list(zip(worse[:3], pages[:3], strict=True)), opened)
    assert few.kinds == {}
    assert not few.is_proven, "nobody has tested them"
    assert opened(few).tables.learned is None


def test_confusions_that_do_not_help_elsewhere_are_not_trusted(
    opened: Callable[[LearnedConfusions | None], Resources], tmp_path: Path
) -> None:
    """Every page is misread in a way of its own: what one teaches is of no use to the others."""
    letters = "bdfgklmprt"
    lines = TRUE.splitlines(keepends=True)
    pages = ["".join(lines[start : start + 8]) for start in range(0, 80, 8)]
    read = [page.replace(letter, "q", 3) for page, letter in zip(pages, letters, strict=True)]
    learned = learn_pairs(list(zip(read, pages, strict=True)), opened)
    assert learned.counts
    assert not learned.is_trusted
    (tmp_path / "p.json").write_bytes(dump_profile(learned))
    assert learned.kinds == {}
    unchanged = open_resources(None, (), str(tmp_path / "p.json"))
    assert unchanged.tables.learned is None
    assert unchanged.tried is None
    assert unchanged.judge.borders == {}, "all is as without a profile"


@pytest.mark.parametrize(
    ("before", "after", "is_harmless", "expected"),
    [
        (100.0, 112.0, True, (True, True)),
        (100.0, 112.0, False, (True, False)),  # more words broke: it is tried on unknown words only
        (1000.0, 1010.0, True, (True, False)),
        (100.0, 109.0, True, (True, False)),
        (1000.0, 1010.0, False, (False, False)),
        (1000.0, 1002.5, True, (False, False)),
        (10.0, 11.0, True, (False, False)),  # a word is nothing
        (-5.0, 3.0, True, (True, True)),
        (100.0, 90.0, True, (False, False)),
    ],
)
def test_a_great_gain_is_proven_and_a_small_one_believed_where_no_more_words_broke(
    before: float, after: float, is_harmless: bool, expected: tuple[bool, bool]
) -> None:
    assert trusted(before, after, is_harmless) == expected


def test_what_breaks_below_a_raised_border_does_not_count(resources: Resources) -> None:
    seen = Counter({(("comma", 17), 2): 4, (("comma", 18), 2): 1, (("comma", 18), 0): 9, (("split", 3), 2): 7})
    usual = resources.judge
    assert broken(seen, usual) == 5
    assert broken(seen, replace(usual, borders={"comma": 0.9})) == 1
    assert broken(seen, replace(usual, borders={"comma": 1.0})) == 0


def test_an_archive_teaches_without_truth(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources]
) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.txt").write_text(misread(TRUE), encoding="utf-8")
    (folder / "b.xyz").write_text("not looked at", encoding="utf-8")
    (folder / "c.txt").write_text("", encoding="utf-8")
    learned = learn([folder], opened)
    assert learned.materials == (Material.ARCHIVE,)
    assert learned.profile.counts["k", "h"] > 5
    assert learned.profile.rate(("k", "h")) > 0.1
    assert [problem for problem in learned.unreadable if "c.txt" in problem]


def test_one_word_again_and_again_teaches_nothing(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources]
) -> None:
    """Whether it is a name or misread, nobody knows."""
    pages = TRUE.split("\n\n")
    (tmp_path / "names").mkdir()
    for number, page in enumerate(pages):
        (tmp_path / "names" / f"{number}.txt").write_text(f"Frau Volh fragt: {page}\n\nFrau Volh\n", encoding="utf-8")
    assert ("k", "h") not in learn([tmp_path / "names"], opened).profile.counts


def test_what_half_of_an_archive_shows_is_not_believed(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources]
) -> None:
    """One scan in two was bad: the rates of the profile must not be too high for the other."""
    for name, texts in (("half", (TRUE, misread(TRUE))), ("all", (misread(TRUE), misread(TRUE)))):
        (tmp_path / name).mkdir()
        for number, text in enumerate(texts):
            (tmp_path / name / f"{number}.txt").write_text(text, encoding="utf-8")
    assert ("k", "h") in learn([tmp_path / "all"], opened).profile.counts
    assert ("k", "h") not in learn([tmp_path / "half"], opened).profile.counts


@pytest.mark.parametrize(("is_guessed", "code"), [(True, "learned-without-truth"), (False, "learned-confusion")])
def test_what_is_not_proven_only_adds_changes_of_unknown_words(
    opened: Callable[[LearnedConfusions | None], Resources], is_guessed: bool, code: str
) -> None:
    """Pairs of one page cannot be tested: they break as little as what nobody has proofread."""
    read = misread(TRUE, "d", "b")  # the shipped tables are sure of few such words
    few = replace(learn_pairs([(read, TRUE)], opened), is_guessed=is_guessed)
    trying = opened(few)
    assert trying.tried is not None
    assert trying.tables.learned is None
    document = read_document(read.encode("utf-8"), "a.txt", ExtractConfig())
    before = correct(document, CorrectConfig(), open_resources())
    after = correct(document, CorrectConfig(), trying)

    def applied(result: CorrectionResult) -> set[tuple[Span, str]]:
        return {(one.damage.span, one.after) for one in result.decisions if one.action is Action.APPLY}

    assert applied(before) < applied(after)
    for one in after.decisions:
        if (one.damage.span, one.after) in applied(after) - applied(before):
            assert code in {reason.code for reason in one.reasons}
            assert one.reasons[0].code == "unknown-word"
            assert one.confidence >= UNPROVEN_BORDER


def test_an_archive_without_damage_teaches_nothing(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources]
) -> None:
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean" / "a.txt").write_text(TRUE, encoding="utf-8")
    learned = learn([tmp_path / "clean"], opened).profile
    assert sum(learned.counts.values()) < 0.001 * len(TRUE)


def test_verdicts_say_which_confusions_to_trust() -> None:
    verdicts = [
        Verdict("1", VerdictAction.ACCEPT, "fiir", "für"),
        Verdict("2", VerdictAction.EDIT, "Volhs-\nhaus", "Vollhs-\nhaus", text="Volks-\nhaus"),
        Verdict("3", VerdictAction.REJECT, "Kleinert", "Kleinen"),
        Verdict("4", VerdictAction.LEXICON, "Kl", "KI", word="Kl"),
    ]
    learned = learn_verdicts(verdicts)
    assert learned.verdicts == {("ü", "ii"): (1, 0), ("k", "h"): (1, 0), ("n", "rt"): (0, 1), ("I", "l"): (0, 1)}
    assert learned.counts == {}


@pytest.mark.parametrize(
    "line", ["no json", "[]", '{"action": "burn"}', '{"version": 1, "action": "accept", "before": 1}']
)
def test_a_line_that_is_no_verdict_is_named(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources], line: str
) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(verdict_bytes([Verdict("1", VerdictAction.ACCEPT, "fiir", "für")]) + line.encode() + b"\n")
    with pytest.raises(InputError, match="line 2"):
        learn([path], opened)


def test_what_a_path_holds_is_found_out(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources]
) -> None:
    (tmp_path / "a.txt").write_text(misread(TRUE), encoding="utf-8")
    (tmp_path / "a.gt.txt").write_text(TRUE, encoding="utf-8")
    record = {"ocr": misread(TRUE), "gt": TRUE}
    (tmp_path / "p.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    (tmp_path / "d.jsonl").write_bytes(verdict_bytes([Verdict("1", VerdictAction.ACCEPT, "fiir", "für")]))
    (tmp_path / "old.json").write_bytes(dump_profile(learn_pairs([(misread(TRUE), TRUE)])))
    paths = [tmp_path / name for name in ("a.txt", "p.jsonl", "d.jsonl", "old.json")]
    learned = learn([*paths, tmp_path], opened)
    assert learned.materials == (
        Material.PAIRS, Material.PAIRS, Material.VERDICTS, Material.PROFILE, Material.PAIRS,
    )  # fmt: skip
    assert learned.profile.pages == 4
    assert learned.profile.verdicts == {("ü", "ii"): (1, 0)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b"nonsense\n"),
        ("a.json", b"{}"),
        ("a.jsonl", b"\xff\n"),
        ("a.jsonl", b'{"gt": "x"}\n'),
        ("a.jsonl", b""),
    ],
)
def test_what_teaches_nothing_is_an_error_with_a_hint(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources], name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as failed:
        learn([tmp_path / name], opened)
    assert failed.value.hint


def test_no_word_of_a_document_is_in_a_profile() -> None:
    content = dump_profile(learn_pairs([(misread(TRUE), TRUE)])).decode("utf-8")
    assert max(len(text) for row in json.loads(content)["confusions"] for text in row[:2]) <= 3


def test_the_picture_is_svg_with_a_cell_for_each_frequent_confusion() -> None:
    learned = learn_pairs([(misread(TRUE), TRUE)])
    picture = heat_map(learned, 'Scanner <1> & "2"', "printed", "read")
    root = ElementTree.fromstring(picture)
    titles = [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == 'Scanner <1> & "2"'
    assert any(title.startswith("k → h: ") for title in titles)
    assert picture == heat_map(learned, 'Scanner <1> & "2"', "printed", "read")
    assert profile_table(learned)[0][:2] == ("k", "h")
    assert ElementTree.fromstring(heat_map(LearnedConfusions(), "empty", "printed", "read")) is not None


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\u0085", "\x1c", "\x0b", "\x0c"], ids=ascii)
def test_only_line_feeds_part_json_lines(
    tmp_path: Path, opened: Callable[[LearnedConfusions | None], Resources], mark: str
) -> None:
    page = {"ocr": misread(f"Die Arbeit{mark}danach ist getan."), "gt": f"Die Arbeit{mark}danach ist getan."}
    path = tmp_path / "pages.jsonl"
    # U+2028 and U+0085 stand in JSON as they are, the separators of ASCII as escapes.
    path.write_text(json.dumps(page, ensure_ascii=False) + "\n\n", encoding="utf-8")
    assert learn([path], opened).materials == (Material.PAIRS,)
