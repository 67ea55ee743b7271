"""Corrected words stand in their elements, the original beside them, and nothing else moves."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from ocrfix.extract.kind import SourceKind, kind_of
from ocrfix.extract.markup.read import parse_markup
from ocrfix.extract.markup.units import MarkupDocument
from ocrfix.model import Edit, Span
from ocrfix.write.markup.inplace import changed_markup
from tests.extract.markup.examples import ALTO, HOCR, HTML, PAGE
from tests.write.markup.schemas import problems_of

EXAMPLES = {
    "hocr": HOCR.encode(),
    "hocr-windows": HOCR.replace("\n", "\r\n").encode(),
    "html": HTML.encode("latin-1"),
    "alto": ALTO.encode("latin-1"),
    "alto-mark": b"\xef\xbb\xbf" + ALTO.replace("ISO-8859-1", "UTF-8").encode(),
    "page": PAGE.encode(),
    "page-wide": PAGE.replace("UTF-8", "UTF-16").encode("utf-16"),
}


def parsed(data: bytes) -> MarkupDocument:
    return parse_markup(data, kind_of(data))


def edited(data: bytes, *replacements: tuple[str, str], keep_original: bool = True) -> bytes:
    """Replace words, each at its next place in the pages, with a confidence of 0.98."""
    document = parsed(data)
    edits, number, position = [], 0, 0
    for before, after in replacements:
        while (start := document.pages[number].text.find(before, position)) < 0:
            number, position = number + 1, 0
        span = Span(start, start + len(before))
        edits.append(Edit(document.pages[number].number, span, before, after, "d"))
        position = span.end
    return changed_markup(document, edits, {"d": 0.98}, keep_original=keep_original)


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_edits_every_byte_stays(name: str) -> None:
    data = EXAMPLES[name]
    assert changed_markup(parsed(data), (), {}) == data


@pytest.mark.parametrize("name", ["alto", "page"])
def test_the_examples_are_valid_themselves(name: str) -> None:
    assert problems_of(EXAMPLES[name]) == []


def test_a_word_of_alto_keeps_its_original() -> None:
    changed = edited(EXAMPLES["alto"], ("fir", "für")).decode("latin-1")
    new = (
        """WC="0.98" CC="000" CONTENT='für'>"""
        '<a:ALTERNATIVE PURPOSE="as read by the OCR, WC 0.61">fir</a:ALTERNATIVE></a:String>'
    )
    assert changed == ALTO.replace("""WC="0.61" CC="090" CONTENT='fir'/>""", new)
    assert problems_of(changed.encode("latin-1")) == []


def test_the_digits_of_characters_follow_a_change_of_length() -> None:
    changed = edited(EXAMPLES["alto"], ("fir", "führ")).decode("latin-1")
    assert 'CC="0000"' in changed or 'CC="000 0"' in changed
    spaced = EXAMPLES["alto"].replace(b'CC="090"', b'CC="1 9 2"')
    assert 'CC="1 0 0 2"' in edited(spaced, ("fir", "führ")).decode("latin-1")
    wrong = EXAMPLES["alto"].replace(b'CC="090"', b'CC="12"')
    assert 'CC="12"' in edited(wrong, ("fir", "für")).decode("latin-1")


def test_both_halves_of_a_hyphen_pair_name_the_corrected_word() -> None:
    changed = edited(EXAMPLES["alto"], ("Riick-\nmeldung", "Rück-\nmeldung")).decode("latin-1")
    assert changed.count('SUBS_CONTENT="Rückmeldung"') == 2
    assert 'CONTENT="Rück"' in changed
    assert '<a:HYP CONTENT="-"/>' in changed
    assert '>Riick</a:ALTERNATIVE><a:ALTERNATIVE PURPOSE="alt">Ruck</a:ALTERNATIVE>' in changed
    assert changed.count('CONTENT="meldung."') == 1
    assert problems_of(changed.encode("latin-1")) == []


def test_a_substitution_that_is_no_hyphen_pair_stays() -> None:
    data = EXAMPLES["alto"].replace(b'SUBS_CONTENT="Riickmeldung"', b'SUBS_CONTENT="anders"')
    assert edited(data, ("Riick", "Rück")).count(b'SUBS_CONTENT="anders"') == 2


def test_a_character_that_the_encoding_lacks_is_written_as_a_number() -> None:
    changed = edited(EXAMPLES["alto"], ('"Länder', "„Länder"))
    assert b'CONTENT="&#8222;L&#228;nder&quot;"' in changed
    assert parsed(changed).pages[0].text.endswith('„Länder"')


def test_joined_words_become_one_element_with_the_box_of_both() -> None:
    changed = edited(EXAMPLES["alto"], ("Bundesre gierung", "Bundesregierung")).decode("latin-1")
    assert 'ID="s3"' not in changed
    joined = re.search(r'<a:String ID="s2"[^>]*>', changed)
    assert joined is not None
    assert 'HPOS="160" VPOS="98" WIDTH="190" HEIGHT="42" CONTENT="Bundesregierung"' in joined[0]
    assert ">Bundesre gierung</a:ALTERNATIVE>" in changed
    assert problems_of(changed.encode("latin-1")) == []
    assert "Bundesregierung Riick" in parsed(changed.encode("latin-1")).pages[0].text


def test_a_word_that_is_referred_to_stays_empty_instead_of_going() -> None:
    data = EXAMPLES["alto"].replace(b"<a:Layout>", b'<!-- "s3" --><a:Layout>')
    changed = edited(data, ("Bundesre gierung", "Bundesregierung"))
    assert b'ID="s3" HPOS="260" VPOS="98" WIDTH="90" HEIGHT="42" CONTENT=""' in changed
    assert "Bundesregierung Riick" in parsed(changed).pages[0].text


def test_parted_words_stay_in_their_element() -> None:
    data = EXAMPLES["alto"].replace(b"CONTENT='fir'", b"CONTENT='firdie'")
    changed = edited(data, ("firdie", "für die"))
    assert "CONTENT='für die'".encode("latin-1") in changed
    assert problems_of(changed) == []


def test_a_word_of_hocr_gets_the_alternatives_of_the_specification() -> None:
    changed = edited(EXAMPLES["hocr"], ("fir", "für")).decode()
    new = (
        'x_wconf 98\'><span class="alternatives"><ins class="alt" title="nlp 0.0202">für</ins>'
        '<del class="alt" title="nlp 3.9120; x_wconf 61">fir</del></span></span>'
    )
    assert changed == HOCR.replace("x_wconf 61'>fir</span>", new, 1)
    etree.fromstring(re.sub("&(?:uuml|shy);", "", changed).encode())


def test_emphasis_and_entities_of_hocr_stay_where_nothing_changed() -> None:
    changed = edited(EXAMPLES["hocr"], ("Bürger", "Bürgern")).decode()
    assert "<strong>B&uuml;rgern</strong></ins>" in changed


def test_hocr_without_alternatives_has_the_new_text_only() -> None:
    changed = edited(EXAMPLES["hocr"], ("fir", "für"), keep_original=False).decode()
    assert changed == HOCR.replace("x_wconf 61'>fir<", "x_wconf 98'>für<", 1)


def test_a_join_in_hocr_widens_the_box() -> None:
    changed = edited(EXAMPLES["hocr"], ("Bundesre gierung", "Bundesregierung")).decode()
    assert "bbox 320 148 520 190" in changed
    assert "id='w6'" not in changed
    assert ">Bundesre gierung</del>" in changed


def test_a_word_in_a_line_of_text_gets_its_own_alternatives() -> None:
    changed = edited(EXAMPLES["html"], ("Länder", "Lander"), ("fir", "für")).decode("latin-1")
    assert '<br><span class="alternatives"><ins class="alt" title="nlp 0.0202">Lander</ins>' in changed
    assert '<del class="alt" title="nlp 3.9120">Länder</del></span></span>' in changed
    assert parsed(changed.encode("latin-1")).pages[0].text == "für  die Lander\n\nfür"


def test_a_word_over_several_elements_is_changed_without_an_alternative() -> None:
    data = HTML.replace("L&auml;nder", "L<b>and</b>er").encode("latin-1")
    changed = edited(data, ("Lander", "Länder")).decode("latin-1")
    assert "L<b>änd</b>er" in changed


def test_letters_in_elements_of_their_own_are_changed_there() -> None:
    letters = "".join(f"<span class='ocrx_cinfo'>{letter}</span>" for letter in "fiir")
    data = HOCR.replace(">fir</span>", f">{letters}</span>", 1).encode()
    changed = edited(data, ("fiir", "für"), keep_original=False)
    assert parsed(changed).pages[0].text.startswith("Bürger für")
    assert changed.count(b"ocrx_cinfo") == 4


def test_a_word_of_page_gets_a_new_text_before_the_old_one() -> None:
    changed = edited(EXAMPLES["page"], ("fir", "für")).decode()
    new = (
        '<pc:TextEquiv index="0" conf="0.98"><pc:Unicode>für</pc:Unicode></pc:TextEquiv>\n          '
        '<pc:TextEquiv index="2"'
    )
    expected = PAGE.replace('<pc:TextEquiv index="2"', new).replace(">fir Lander.", ">für Lander.")
    assert changed == expected
    assert problems_of(changed.encode()) == []


def test_texts_without_an_index_get_one() -> None:
    changed = edited(EXAMPLES["page"], ("Lander", "Länder")).decode()
    assert (
        '<pc:TextEquiv index="0" conf="0.98"><pc:Unicode>Länder</pc:Unicode></pc:TextEquiv>\n          '
        '<pc:TextEquiv index="1"><pc:Unicode>Lander</pc:Unicode>' in changed
    )
    assert changed.count("fir Länder.") == 2
    again = edited(changed.encode(), ("Länder", "Ländern")).decode()
    assert re.findall(r'index="(\d)"[^>]*><pc:Unicode>(L\w+)<', again) == [
        ("0", "Ländern"),
        ("1", "Länder"),
        ("2", "Lander"),
    ]
    assert problems_of(again.encode()) == []


def test_a_line_and_a_region_without_words_keep_their_original() -> None:
    changed = edited(
        EXAMPLES["page"], ("Bundesre gierung", "Bundesregierung"), ("Mallnahmen fir", "Maßnahmen für")
    ).decode()
    assert '<pc:TextEquiv index="0" conf="0.9"><pc:Unicode>Maßnahmen für A &amp; B</pc:Unicode>' in changed
    assert '<pc:TextEquiv conf="0.9" index="1"><pc:Unicode>Mallnahmen fir A &amp; B</pc:Unicode>' in changed
    assert "fir Lander.\nMaßnahmen für A &amp; B" in changed
    assert '<pc:TextEquiv index="0"><pc:Unicode>Anlage\nBundesregierung</pc:Unicode>' in changed
    assert problems_of(changed.encode()) == []


def test_a_region_that_does_not_hold_its_words_stays() -> None:
    data = PAGE.replace("<pc:Unicode>fir Lander.\n", "<pc:Unicode>fir  anders\n").encode()
    changed = edited(data, ("fir", "für")).decode()
    assert "<pc:Unicode>fir  anders\n" in changed
    assert "<pc:Unicode>für Lander.</pc:Unicode>" in changed


def test_a_join_in_page_takes_the_second_word_out_of_line_and_region() -> None:
    data = PAGE.replace(">fir</pc:Unicode>", ">Bundes</pc:Unicode>").replace(">Lander<", ">land<")
    data = data.replace("fir Lander.", "Bundes land.")
    changed = edited(data.encode(), ("Bundes land", "Bundesland")).decode()
    assert 'id="w2"' not in changed
    assert 'points="10,10 90,10 90,40 10,40"' in changed
    assert changed.count("Bundesland.") == 2
    assert problems_of(changed.encode()) == []


def test_text_in_a_cdata_section_is_changed_there() -> None:
    data = PAGE.replace("<pc:Unicode>Lander<", "<pc:Unicode><![CDATA[Lander]]><").encode()
    changed = edited(data, ("Lander", "Län]]>der"), keep_original=False)
    assert "<![CDATA[Län]]]]><![CDATA[>der]]>" in changed.decode()
    assert "Län]]>der" in parsed(changed).pages[0].text


def test_edits_of_another_text_are_refused() -> None:
    document = parsed(EXAMPLES["alto"])
    with pytest.raises(ValueError, match="not made for this file"):
        changed_markup(document, [Edit(1, Span(0, 3), "für", "fir", "d")], {})


@pytest.mark.parametrize("kind", list(SourceKind))
def test_only_markup_counts_as_markup(kind: SourceKind) -> None:
    assert kind.is_markup == (kind.value in ("hocr", "alto", "page"))


@pytest.mark.parametrize("box", ["bbox a b c d", "bbox inf 150 420 190", "bbox 320&#32;150 420 190"])
def test_words_are_joined_where_the_box_cannot_be_widened(box: str) -> None:
    data = HOCR.replace("bbox 320 150 420 190", box).encode()
    changed = edited(data, ("Bundesre gierung", "Bundesregierung")).decode()
    assert ">Bundesregierung</ins>" in changed
    assert box in changed


def test_a_frame_around_a_word_is_no_word_of_its_own() -> None:
    data = HOCR.replace(
        "<span class='ocrx_word' id='w7'>Lander</span>", "<b class='ocr_word'><i class='ocrx_word'>Lander</i></b>"
    )
    changed = edited(data.encode(), ("Lander", "Länder"), keep_original=False).decode()
    assert "<i class='ocrx_word'>Länder</i></b>" in changed
