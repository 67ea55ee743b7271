"""Writes new hOCR 1.2, ALTO 4.2 and PAGE 2019-07-15 files.

Bird's-eye view: one function for each format makes the text of a whole file from a
:class:`~ocrfix.write.markup.create.NewDocument`. Start reading at :func:`alto_text`.

German example: a line of PAGE holds its words and then its own text, ``Bürger für Heimat``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ocrfix.text.characters import LINE_END_HYPHENS
from ocrfix.write.markup.alternatives import PURPOSE, chosen_tag, decimal, refused_element
from ocrfix.write.markup.new import NewDocument, NewLine, NewPage, NewWord, PixelBox, box_of_words
from ocrfix.write.markup.splice import escape

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_ALTO = "http://www.loc.gov/standards/alto/ns-v4#"
_ALTO_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-2.xsd"
_PAGE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
_NO_DATE = "1970-01-01T00:00:00"
_TRAILING_MARKS = ".,;:!?)]“”\"'’»"


def _value(text: str) -> str:
    return escape(text, is_attribute=True)


def hocr_text(document: NewDocument) -> str:
    """Write hOCR as XHTML."""
    return "\n".join([*_hocr_head(document), *_hocr_pages(document), " </body>", "</html>", ""])


def _hocr_head(document: NewDocument) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"'
    yield '    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
    yield '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de" lang="de">'
    yield " <head>"
    yield f"  <title>{escape(document.source_name)}</title>"
    yield '  <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>'
    yield f'  <meta name="ocr-system" content="ocrfix {_value(document.version)}"/>'
    yield '  <meta name="ocr-capabilities" content="ocr_page ocr_par ocr_line ocrx_word ocrp_wconf"/>'
    yield '  <meta name="ocr-langs" content="de"/>'
    yield '  <meta name="ocr-scripts" content="Latn"/>'
    yield f'  <meta name="ocr-number-of-pages" content="{len(document.pages)}"/>'
    yield " </head>"
    yield " <body>"


def _hocr_pages(document: NewDocument) -> Iterator[str]:
    for page in document.pages:
        n = page.number
        name = document.source_name.replace('"', "")
        title = f'image "{name}"; bbox 0 0 {page.width} {page.height}; ppageno {n - 1}'
        if page.width:
            title += f"; scan_res {round(page.dpi)} {round(page.dpi)}"
        yield f'  <div class="ocr_page" id="page_{n}" title="{_value(title)}">'
        line_number = word_number = 0
        for place, paragraph in enumerate(page.paragraphs, start=1):
            box = box_of_words(tuple(chain.from_iterable(paragraph)))
            yield f'   <p class="ocr_par" id="par_{n}_{place}"{_hocr_title(box)}>'
            for line in paragraph:
                line_number += 1
                line_box = box_of_words(line)
                yield f'    <span class="ocr_line" id="line_{n}_{line_number}"{_hocr_title(line_box)}>'
                for word in line:
                    word_number += 1
                    title_text = _hocr_title(word.box, word.confidence)
                    content = _hocr_content(word, keep_original=document.keep_original)
                    yield f'     <span class="ocrx_word" id="word_{n}_{word_number}"{title_text}>{content}</span>'
                yield "    </span>"
            yield "   </p>"
        yield "  </div>"


def _hocr_title(box: PixelBox | None, confidence: float | None = None) -> str:
    properties = [f"bbox {box.left} {box.top} {box.right} {box.bottom}"] if box is not None else []
    properties += [f"x_wconf {round(100 * confidence)}"] if confidence is not None else []
    return f' title="{"; ".join(properties)}"' if properties else ""


def _hocr_content(word: NewWord, *, keep_original: bool) -> str:
    if not word.original or not keep_original or word.confidence is None:
        return escape(word.text)
    engine = None if word.read_confidence is None else str(round(100 * word.read_confidence))
    refused = refused_element(word.original, word.confidence, engine)
    return f'<span class="alternatives">{chosen_tag(word.confidence)}{escape(word.text)}</ins>{refused}</span>'


def alto_text(document: NewDocument) -> str:
    """Write ALTO 4.2; a word broken at a line end becomes a hyphen pair."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<alto xmlns="{_ALTO}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{_ALTO} {_ALTO_SCHEMA}" SCHEMAVERSION="4.2">',
        " <Description>",
        "  <MeasurementUnit>pixel</MeasurementUnit>",
        "  <sourceImageInformation>",
        f"   <fileName>{escape(document.source_name)}</fileName>",
        "  </sourceImageInformation>",
        '  <Processing ID="ocrfix">',
        "   <processingCategory>contentModification</processingCategory>",
        "   <processingSoftware>",
        "    <softwareName>ocrfix</softwareName>",
        f"    <softwareVersion>{escape(document.version)}</softwareVersion>",
        "   </processingSoftware>",
        "  </Processing>",
        " </Description>",
        " <Layout>",
    ]
    for page in document.pages:
        lines += _alto_page(page, keep_original=document.keep_original)
    return "\n".join([*lines, " </Layout>", "</alto>", ""])


def _alto_page(page: NewPage, *, keep_original: bool) -> Iterator[str]:
    n = page.number
    size = f' WIDTH="{page.width}" HEIGHT="{page.height}"' if page.width else ""
    place = f' HPOS="0" VPOS="0"{size}' if size else ""
    yield f'  <Page ID="p{n}" PHYSICAL_IMG_NR="{n}"{size}>'
    yield f'   <PrintSpace ID="p{n}_s"{place}>'
    all_lines = [line for paragraph in page.paragraphs for line in paragraph]
    line_number = word_number = 0
    for number, paragraph in enumerate(page.paragraphs, start=1):
        box = box_of_words(tuple(chain.from_iterable(paragraph)))
        yield f'    <TextBlock ID="p{n}_b{number}"{_alto_box(box)}>'
        for line in paragraph:
            line_number += 1
            yield f'     <TextLine ID="p{n}_l{line_number}"{_alto_box(box_of_words(line))}>'
            before = all_lines[line_number - 2] if line_number > 1 else ()
            after = all_lines[line_number] if line_number < len(all_lines) else ()
            for index, word in enumerate(line):
                word_number += 1
                left = before[-1] if index == 0 and before else None
                right = after[0] if index == len(line) - 1 and after else None
                elements = _alto_word(word, f"p{n}_w{word_number}", left, right, keep_original=keep_original)
                yield from (f"      {element}" for element in elements)
                if index < len(line) - 1:
                    yield "      <SP/>"
            yield "     </TextLine>"
        yield "    </TextBlock>"
    yield "   </PrintSpace>"
    yield "  </Page>"


def _alto_box(box: PixelBox | None) -> str:
    if box is None:
        return ""
    return f' HPOS="{box.left}" VPOS="{box.top}" WIDTH="{box.right - box.left}" HEIGHT="{box.bottom - box.top}"'


def _is_broken(left: NewWord | None, right: NewWord | None) -> bool:
    """Say whether a hyphen parts one word at the end of a line."""
    if left is None or right is None or len(left.text) < 2 or not right.text[0].islower():
        return False
    return left.text[-1] in LINE_END_HYPHENS and left.text[-2].isalpha()


def _alto_word(
    word: NewWord, name: str, left: NewWord | None, right: NewWord | None, *, keep_original: bool
) -> Iterator[str]:
    content, pair, hyphen = word.text, "", ""
    if right is not None and _is_broken(word, right):
        content, hyphen = word.text[:-1], word.text[-1]
        pair = _pair("HypPart1", content + right.text)
    elif left is not None and _is_broken(left, word):
        pair = _pair("HypPart2", left.text[:-1] + word.text)
    confidence = f' WC="{decimal(word.confidence)}"' if word.confidence is not None else ""
    start = f'<String ID="{name}"{_alto_box(word.box)}{pair} CONTENT="{_value(content)}"{confidence}'
    if word.original and keep_original:
        stated = "" if word.read_confidence is None else f", WC {decimal(word.read_confidence)}"
        # The hyphen has an element of its own, in what was read as in what is written.
        original = word.original.removesuffix(hyphen) if hyphen else word.original
        yield f'{start}><ALTERNATIVE PURPOSE="{PURPOSE}{stated}">{escape(original)}</ALTERNATIVE></String>'
    else:
        yield f"{start}/>"
    if hyphen:
        yield f'<HYP CONTENT="{_value(hyphen)}"/>'


def _pair(part: str, whole: str) -> str:
    return f' SUBS_TYPE="{part}" SUBS_CONTENT="{_value(whole.rstrip(_TRAILING_MARKS))}"'


def page_text(document: NewDocument) -> str:
    """Write PAGE 2019-07-15 for the one page of a document; a place that is not known is ``0,0 0,0``."""
    page = document.pages[0]
    resolution = f' imageXResolution="{page.dpi:g}" imageYResolution="{page.dpi:g}" imageResolutionUnit="PPI"'
    size = f'imageWidth="{page.width}" imageHeight="{page.height}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<PcGts xmlns="{_PAGE}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{_PAGE} {_PAGE}/pagecontent.xsd">',
        " <Metadata>",
        f"  <Creator>ocrfix {escape(document.version)}</Creator>",
        f"  <Created>{_NO_DATE}</Created>",
        f"  <LastChange>{_NO_DATE}</LastChange>",
        " </Metadata>",
        f' <Page imageFilename="{_value(document.source_name)}" {size}{resolution if page.width else ""}>',
    ]
    line_number = word_number = 0
    for number, paragraph in enumerate(page.paragraphs, start=1):
        lines.append(f'  <TextRegion id="r{number}" type="paragraph">')
        lines.append(f"   {_coords(box_of_words(tuple(chain.from_iterable(paragraph))))}")
        for line in paragraph:
            line_number += 1
            lines.append(f'   <TextLine id="l{line_number}">')
            lines.append(f"    {_coords(box_of_words(line))}")
            for word in line:
                word_number += 1
                lines.append(f'    <Word id="w{word_number}">')
                lines += (f"     {part}" for part in _page_word(word, keep_original=document.keep_original))
                lines.append("    </Word>")
            lines += [f"    {_equivalent(_line_text(line))}", "   </TextLine>"]
        lines += [f"   {_equivalent(chr(10).join(map(_line_text, paragraph)))}", "  </TextRegion>"]
    return "\n".join([*lines, " </Page>", "</PcGts>", ""])


def _line_text(line: NewLine) -> str:
    return " ".join(word.text for word in line)


def _coords(box: PixelBox | None) -> str:
    if box is None:
        return '<Coords points="0,0 0,0"/>'
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return f'<Coords points="{left},{top} {right},{top} {right},{bottom} {left},{bottom}"/>'


def _equivalent(text: str, index: int | None = None, confidence: float | None = None) -> str:
    stated = "" if index is None else f' index="{index}"'
    sure = "" if confidence is None else f' conf="{decimal(confidence)}"'
    return f"<TextEquiv{stated}{sure}><Unicode>{escape(text)}</Unicode></TextEquiv>"


def _page_word(word: NewWord, *, keep_original: bool) -> Iterator[str]:
    yield _coords(word.box)
    if word.original and keep_original:
        yield _equivalent(word.text, 0, word.confidence)
        yield _equivalent(word.original, 1, word.read_confidence)
    else:
        yield _equivalent(word.text, None, word.confidence)
