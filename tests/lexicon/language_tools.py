"""Doubles of KenLM's ``lmplz`` and ``build_binary``: unigram models as ARPA text, which KenLM reads too.

Start reading at :func:`write_tools`. German example: of ``die Behörde die`` the word ``die`` gets ln 2/4.
"""

from __future__ import annotations

import sys
from pathlib import Path

_LMPLZ = """
import math, sys
from collections import Counter
counts = Counter(sys.stdin.buffer.read().decode("utf-8").split())
total = sum(counts.values()) + 1
rows = [f"{math.log10(count / total):.6f}\\t{word}\\t0" for word, count in sorted(counts.items())]
fixed = [f"{-math.log10(total):.6f}\\t<unk>\\t0", "-99\\t<s>\\t0", "-1\\t</s>\\t0"]
head = [r"\\data\\\\", f"ngram 1={len(rows) + 3}", "ngram 2=1", "", r"\\1-grams:", *fixed, *rows]
text = "\\n".join([*head, "", r"\\2-grams:", "-1\\t<s> </s>", "", r"\\end\\\\", ""]).replace("\\\\\\\\", "\\\\")
sys.stdout.buffer.write(text.encode("utf-8"))
"""
_BUILD_BINARY = """
import shutil, sys
shutil.copy(sys.argv[-2], sys.argv[-1])
"""


def write_tools(folder: Path) -> Path:
    """Write both programs into a folder; returns the path of ``lmplz``."""
    for name, source in (("lmplz", _LMPLZ), ("build_binary", _BUILD_BINARY)):
        path = folder / name
        path.write_text(f"#!{sys.executable}\n{source}", encoding="utf-8")
        path.chmod(0o755)
    return folder / "lmplz"
