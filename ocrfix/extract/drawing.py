"""What is drawn on a PDF page beside its text: images, paths, and the scan that a page may consist of.

Bird's-eye view: :mod:`ocrfix.extract.textlayer` takes the share of the page under images and the number of paths from
:func:`measure_drawing`; :mod:`ocrfix.extract.pdf` reads the pixels of a :class:`Scan` as the scanner wrote them: to
draw them again, a row of pixels further, changes what Tesseract reads. Start reading at :func:`measure_drawing`.

German example: a scanned Antwort der Bundesregierung is one image of 2481 x 3508 pixels that fills its page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from ocrfix.extract.geometry import PageFrame
from ocrfix.model import Box
from ocrfix.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image

# pypdfium2 carries no types.
PdfPage: TypeAlias = Any
PdfObject: TypeAlias = Any
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_DEEPEST_FORM = 6
_FILLING = 0.9
# An image whose edges are so close to the page's (points) shows the page and nothing else of it.
_EDGE_TOLERANCE = 1.5


@dataclass(frozen=True, slots=True)
class Scan:
    """The one image that fills a page; ``is_alone`` when it lies upright and nothing else visible is drawn.

    ``dpi`` is pixels per inch as placed. ``handle`` is valid while the page is open.
    """

    handle: PdfObject
    dpi: float
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The share of the page under images (0..1), the numbers of paths and form fields, and the scan, if it is one."""

    image_share: float
    path_count: int
    scan: Scan | None
    field_count: int = 0


def measure_drawing(page: PdfPage, frame: PageFrame) -> Drawing:
    """Measure what is drawn on an open page of pypdfium2."""
    page_area = max(frame.width * frame.height, 1.0)
    path_count = 0
    is_written_on = pdfium.FPDFPage_GetAnnotCount(page) > 0
    images: list[tuple[float, PdfObject, Matrix]] = []
    for kind, handle, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append((_visible_area(_image_box(matrix, frame), frame) / page_area, handle, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            path_count += 1
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            is_written_on |= pdfium.FPDFTextObj_GetTextRenderMode(handle) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            is_written_on = True
    filling = [(handle, matrix) for share, handle, matrix in images if share >= _FILLING]
    scan = None
    if len(filling) == 1:
        handle, matrix = filling[0]
        is_alone = len(images) == 1 and not path_count and not is_written_on and _is_upright(matrix, frame)
        scan = Scan(handle, _resolution(handle, matrix), is_alone)
    return Drawing(min(sum(share for share, _, _ in images), 1.0), path_count, scan, _count_fields(page))


def _count_fields(page: PdfPage) -> int:
    """Count the form fields of a page."""
    count = 0
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        count += pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        pdfium.FPDFPage_CloseAnnot(annotation)
    return count


def scanned_pixels(page: PdfPage, scan: Scan) -> Image:
    """Give the pixels of a scan in grey, exactly as they are stored.

    Raises:
        pypdfium2.PdfiumError: the image is damaged.
    """
    # Told of its page, pypdfium2 leaves the image to PDFium instead of freeing it.
    image_object = pypdfium2.PdfObject(scan.handle, page=page)
    pixels: Image = image_object.get_bitmap(render=False).to_pil().convert("L")
    return pixels


def _is_upright(matrix: Matrix, frame: PageFrame) -> bool:
    """Say whether an image lies on the page unturned, unmirrored and edge to edge."""
    a, b, c, d, _, _ = matrix
    box = _image_box(matrix, frame)
    edges = (box.x0, box.top, box.x1 - frame.width, box.bottom - frame.height)
    is_straight = frame.rotation == 0 and a > 0 and d > 0 and abs(b) + abs(c) < 0.001 * (a + d)
    return is_straight and all(abs(edge) <= _EDGE_TOLERANCE for edge in edges)


def _visible_area(box: Box, frame: PageFrame) -> float:
    width = min(box.x1, frame.width) - max(box.x0, 0.0)
    height = min(box.bottom, frame.height) - max(box.top, 0.0)
    return max(width, 0.0) * max(height, 0.0)


def _resolution(handle: PdfObject, matrix: Matrix) -> float:
    """Give the pixels per inch of an image as it is placed."""
    width, height = pdfium.c_uint(), pdfium.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(handle, width, height)
    return 72.0 * float(width.value) / max(math.hypot(matrix[0], matrix[1]), 0.01)


def _objects(page: PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """Give the page's objects with their kind and their matrix to user space, those in forms included."""
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack = [
        (pdfium.FPDFPage_GetObject(page, index), identity, 0) for index in range(pdfium.FPDFPage_CountObjects(page))
    ]
    while stack:
        handle, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind not in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            yield kind, handle, outer
            continue
        matrix = _multiply(_matrix_of(handle), outer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = pdfium.FPDFFormObj_CountObjects(handle)
            stack += [(pdfium.FPDFFormObj_GetObject(handle, index), matrix, depth + 1) for index in range(count)]
        yield kind, handle, matrix


def _matrix_of(handle: PdfObject) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _multiply(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def _image_box(matrix: Matrix, frame: PageFrame) -> Box:
    """Give the place of an image: the unit square under its matrix."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return frame.to_page(min(xs), min(ys), max(xs), max(ys))
