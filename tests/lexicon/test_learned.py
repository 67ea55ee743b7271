from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.lexicon.confusions import ConfusionTables
from ocrfix.lexicon.learned import (
    MOST_CONFUSIONS,
    LearnedConfusions,
    added,
    dump_profile,
    load_profile,
    read_profile,
)

LEARNED = LearnedConfusions(
    counts={("k", "h"): 30.0, ("ü", "u"): 6.0, ("ü", "ii"): 2.0, ("z", "2"): 1.0},
    printed={"k": 120.0, "ü": 10.0, "z": 40.0, "": 5000.0, "q": 3.0},
    verdicts={("n", "rt"): (0, 6), ("m", "w"): (4, 0)},
    pages=7,
    kinds={("noise-unknown", 12): (60, 2, 0), ("letter", 15): (10, 5, 25), ("hyphen", 19): (3, 0, 0)},
)


def test_a_profile_reads_back_and_is_the_same_bytes_again(tmp_path: Path) -> None:
    content = dump_profile(LEARNED)
    (tmp_path / "a.json").write_bytes(content)
    again, digest = read_profile(tmp_path / "a.json")
    assert dump_profile(again) == content
    assert again.rate(("k", "h")) == LEARNED.rate(("k", "h")) == 0.25
    assert len(digest) == 12
    assert "q" not in again.printed


def test_a_profile_is_a_few_kilobytes_whatever_it_was_learned_from() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    counts = {(a, b + c): 3.0 for a in letters for b in letters for c in letters}
    content = dump_profile(LearnedConfusions(counts, dict.fromkeys(letters, 1000.0)))
    assert len(json.loads(content)["confusions"]) == MOST_CONFUSIONS
    assert len(content) < 16_000


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"\xff", b'{"format": "ocrfix-profile"}', b'{"format": "other", "version": 1}',
        b'{"format": "ocrfix-profile", "version": 1}',
        b'{"format": "ocrfix-profile", "version": 3, "is_trusted": true, "is_guessed": false, "pages": 1, '
        b'"confusions": [], "verdicts": [], "kinds": [], '
        b'"printed": [["a", -1]]}',
        b'{"format": "ocrfix-profile", "version": 3, "is_trusted": true, "is_guessed": false, "pages": 1, '
        b'"confusions": [], "verdicts": [], "printed": [], '
        b'"kinds": [["letter", 10, 1, 1]]}',
        b'{"format": "ocrfix-profile", "version": 3, "is_trusted": 1, "is_guessed": false, "pages": 1, '
        b'"confusions": [], "verdicts": [], '
        b'"printed": [], "kinds": []}',
        b'{"format": "ocrfix-profile", "version": 3, "is_trusted": true, "is_guessed": 0, "pages": 1, '
        b'"confusions": [], "verdicts": [], '
        b'"printed": [], "kinds": []}',
        b'{"format": "ocrfix-profile", "version": 3, "is_trusted": true, "is_guessed": false, "pages": 1, '
        b'"confusions": [], "verdicts": [], '
        b'"printed": [], "kinds": [["letter", 20, 1, 1, 0]]}',
    ],
)  # fmt: skip
def test_what_is_no_profile_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_profile(content)


def test_the_shipped_rate_is_the_prior() -> None:
    nothing = LearnedConfusions(printed={"": 0.0})
    assert nothing.base_rate(("k", "h"), 0.01) == pytest.approx(0.01 * nothing.noise)
    assert LEARNED.base_rate(("k", "h"), 0.0) == pytest.approx(30 / 270)
    much = LearnedConfusions({("k", "h"): 30_000.0}, {"k": 120_000.0, "": 1e6})
    assert much.base_rate(("k", "h"), 0.0) == pytest.approx(0.25, rel=0.01)
    assert LEARNED.lost_share == pytest.approx(0.8)
    assert LEARNED.lost_rate(("ü", "u"), 0.0) == pytest.approx(6 / 20)


def test_rejected_changes_lower_a_rate_and_accepted_ones_open_a_confusion() -> None:
    assert LEARNED.trust(("n", "rt")) == pytest.approx(3 / 9)
    assert LEARNED.trust(("k", "h")) == 1.0
    assert ("m", "w") in LEARNED.rules()
    assert ("n", "rt") not in LEARNED.rules()
    assert LEARNED.rate(("m", "w")) > 0
    assert ("z", "2") not in LEARNED.rules(), "seen once"


def test_counts_add_up() -> None:
    both = added([LEARNED, LEARNED])
    assert both.counts["k", "h"] == 60
    assert both.printed["k"] == 240
    assert both.verdicts["n", "rt"] == (0, 12)
    assert both.kinds["letter", 15] == (20, 10, 50)
    assert both.pages == 14
    assert both.rate(("k", "h")) == LEARNED.rate(("k", "h"))


def test_tables_take_the_highest_rate_of_a_rule() -> None:
    tables = ConfusionTables({"eng": {("a", "e"): 1}, "deu": {}}, {"eng": {"a": 100}, "deu": {}}, LEARNED)
    assert ("k", "h") in tables.rules()
    assert tables.highest_rate(("k", "h")) == 0.25
    assert tables.highest_rate(("a", "e")) == 0.01


def test_confusions_that_did_not_help_stay_untrusted_until_others_did() -> None:
    doubtful = LearnedConfusions({("k", "h"): 3.0}, {"k": 9.0}, is_trusted=False)
    verdicts = LearnedConfusions(verdicts={("n", "rt"): (0, 6)})
    assert not load_profile(dump_profile(doubtful)).is_trusted
    assert doubtful.used() is None
    assert doubtful.tried() is None
    assert LEARNED.used() is LEARNED
    assert added([doubtful, verdicts]).used() == verdicts, "what readers decided holds"
    assert not added([doubtful, verdicts]).is_trusted
    assert added([doubtful, LEARNED]).is_trusted
    assert added([verdicts]).is_trusted


def test_what_was_guessed_is_only_tried_and_counts_only_where_no_truth_does() -> None:
    guessed = LearnedConfusions({("k", "h"): 30.0}, {"k": 90.0}, {}, 5, is_guessed=True)
    verdicts = LearnedConfusions(verdicts={("n", "rt"): (0, 6)})
    assert load_profile(dump_profile(guessed)) == guessed
    assert guessed.used() is None
    assert guessed.tried() is guessed
    assert LEARNED.tried() is None
    assert added([guessed, verdicts]).used() == verdicts
    assert added([guessed, verdicts]).tried() is not None
    assert added([guessed, guessed]).counts == {("k", "h"): 60.0}
    assert added([guessed, LEARNED]) == added([LEARNED])
    assert added([verdicts]).tried() is None


def test_what_no_page_has_proven_is_only_tried() -> None:
    """Rates learned from seven pages of gocr broke nine words where none broke five."""
    few = LearnedConfusions({("k", "h"): 30.0}, {"k": 90.0}, {}, 5)
    assert not few.is_proven
    assert few.used() is None
    assert few.tried() is few
    assert LEARNED.is_proven
    assert added([few, LEARNED]).is_proven, "what was proven on other pages holds"
    assert added([few, few]).tried() is not None
