from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ocrfix.config import ExtractConfig
from ocrfix.errors import ConfigurationError, InputError
from ocrfix.extract import SourceKind, kind_of, read_document
from ocrfix.extract.plaintext import concrete_encoding, read_plain_text
from ocrfix.model import Origin


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.4\n", SourceKind.PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.7", SourceKind.PDF),
        (b"X-Mail: scanner\n%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", SourceKind.PDF),
        (b"\x89PNG\r\n\x1a\n....", SourceKind.IMAGE),
        (b"\xff\xd8\xff\xe0..JFIF", SourceKind.IMAGE),
        (b"II*\x00", SourceKind.IMAGE),
        (b"MM\x00*", SourceKind.IMAGE),
        (b"", SourceKind.TEXT),
        (b"Eine Datei beginnt mit\n%PDF-1.4\nund endet", SourceKind.TEXT),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, kind: SourceKind) -> None:
    assert kind_of(head) is kind


@given(
    st.text(
        alphabet=st.characters(exclude_categories=("Cs", "Cc"))
        | st.sampled_from("\r\n\f\t\N{ZERO WIDTH NO-BREAK SPACE}")
    )
)
def test_pages_joined_by_form_feeds_are_the_input(text: str) -> None:
    assume(text.strip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n\f\v"))
    pages = read_plain_text(text.encode(), "utf-8")
    assert "\f".join(page.text for page in pages).encode() == text.encode()
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-be", "utf-32", "utf-8-sig", "utf-8"])
def test_the_input_comes_back_in_every_encoding(encoding: str) -> None:
    data = "Maßnahmen\r\nder Länder\fSeite zwei\f".encode(encoding)
    pages = read_plain_text(data, encoding)
    assert len(pages) == 3
    assert pages[2].text == ""
    assert "\f".join(page.text for page in pages).encode(concrete_encoding(data, encoding)) == data


def test_a_byte_order_mark_stays_the_first_character() -> None:
    document = read_document(b"\xef\xbb\xbfAnlage 1\r\n", "anlage.txt", ExtractConfig())
    assert document.pages[0].text == "\N{ZERO WIDTH NO-BREAK SPACE}Anlage 1\r\n"
    assert document.pages[0].origin is Origin.PLAIN_TEXT
    assert document.source_name == "anlage.txt"


def test_big_endian_text_with_a_mark_comes_back() -> None:
    data = b"\xfe\xff" + "Länder".encode("utf-16-be")
    pages = read_plain_text(data, "utf-16")
    assert pages[0].text.encode(concrete_encoding(data, "utf-16")) == data


@pytest.mark.parametrize("asked", ["utf-8", "latin-1"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str, asked: str) -> None:
    text = "\N{ZERO WIDTH NO-BREAK SPACE}Maßnahmen\r\nder Länder\fSeite zwei"
    pages = read_document(text.encode(encoding), "notepad.txt", ExtractConfig(encoding=asked)).pages
    assert "\f".join(page.text for page in pages) == text
    assert pages[0].origin_reason == f"plain text decoded as {encoding}"


@pytest.mark.parametrize("data", [b"\xff\xfea\x00b", b"\xff\xfe\x00\xd8a\x00"])
def test_what_only_begins_like_a_byte_order_mark_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="neither PDF, image nor text"):
        read_document(data, "klang.mp3", ExtractConfig())


def test_bytes_of_another_encoding_are_named_with_the_option_that_helps() -> None:
    with pytest.raises(InputError, match=r"brief\.txt: byte 2 \(value 0xe4\) is not utf-8") as caught:
        read_document("Länder".encode("latin-1").replace(b"L", b"L "), "brief.txt", ExtractConfig())
    assert "--encoding latin-1" in caught.value.hint


def test_bytes_that_are_not_ascii_get_another_hint() -> None:
    with pytest.raises(InputError, match="is not ascii") as caught:
        read_plain_text("Länder".encode(), "ascii")
    assert "--encoding utf-8" in caught.value.hint


@pytest.mark.parametrize("encoding", ["no-such-encoding", "hex", "rot13", "idna", "punycode"])
def test_an_unknown_encoding_is_a_configuration_error(encoding: str) -> None:
    with pytest.raises(ConfigurationError, match="no text encoding named"):
        read_plain_text(b"Text", encoding)


@pytest.mark.parametrize("data", [b"GIF89a\x00\x01\xff\xfe", b"PK\x03\x04\x00\x00", bytes(range(1, 32)) * 4])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_binary_rubbish_is_refused(data: bytes, encoding: str) -> None:
    with pytest.raises(InputError, match="neither PDF, image nor text"):
        read_plain_text(data, encoding)


@pytest.mark.parametrize("data", [b"", b" \n\f\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="holds no text"):
        read_document(data, "leer.txt", ExtractConfig())


def test_bytes_that_would_not_come_back_are_refused() -> None:
    with pytest.raises(InputError, match="would not come back unchanged"):
        read_plain_text(b"+AGE- Wort", "utf-7")


def test_selected_pages_keep_their_numbers_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    config = ExtractConfig(pages=((3, 3), (1, 1)))
    document = read_document(b"eins\fzwei\fdrei", "-", config, progress=lambda done, total: told.append((done, total)))
    assert [(page.number, page.text) for page in document.pages] == [(1, "eins"), (3, "drei")]
    assert told == [(2, 2)]


def test_pages_beyond_the_end_are_refused() -> None:
    with pytest.raises(InputError, match=r"there is no page 2-4: the input has 3 pages") as caught:
        read_document(b"eins\fzwei\fdrei", "-", ExtractConfig(pages=((2, 4),)))
    assert "1-3" in caught.value.hint


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    with pytest.raises(InputError, match="3 pages are more than the limit of 2") as caught:
        read_document(b"eins\fzwei\fdrei", "-", ExtractConfig(max_pages=2))
    assert "--max-pages 3" in caught.value.hint
