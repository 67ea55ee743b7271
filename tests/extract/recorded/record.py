"""Records what the installed Tesseracts read from ``samples/zweispaltig.pdf``, for the replaying tests.

python -m tests.extract.recorded.record
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pypdfium2
import pytesseract
import tesserocr

from ocrfix.extract.tesseract_embedded import find_models

FOLDER = Path(__file__).parent
SAMPLE = FOLDER.parents[2] / "samples" / "zweispaltig.pdf"
DPI = 200


def main() -> None:
    """Write one table for each engine."""
    with closing(pypdfium2.PdfDocument(SAMPLE)) as document:
        image = document[0].render(scale=DPI / 72, grayscale=True).to_pil()
    table = pytesseract.image_to_data(image, lang="deu", config=f"--dpi {DPI}", output_type=pytesseract.Output.BYTES)
    (FOLDER / "zweispaltig.system.tsv").write_bytes(table)
    with tesserocr.PyTessBaseAPI(path=f"{find_models()[0].parent}/", lang="deu", psm=tesserocr.PSM.AUTO) as api:
        api.SetImage(image)
        api.SetSourceResolution(DPI)
        api.Recognize()
        (FOLDER / "zweispaltig.embedded.tsv").write_text(api.GetTSVText(0), encoding="utf-8")


if __name__ == "__main__":
    main()
