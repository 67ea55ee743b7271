"""What the HTML files of ocrfix share: templates that escape, parts of the package, and a policy that names them.

Bird's-eye view: every page forbids all it does not name (:func:`policy_hash`), and whatever goes into one of its
templates is escaped (:func:`template_environment`). Start reading at :func:`template_environment`.

German example: a ``<script>`` that was read in ``antrag.pdf`` is shown as text; would it stand there as markup, its
hash is one that the page does not name, and it never runs.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = "ocrfix.report"


def template_environment(
    *, keep_trailing_newline: bool = False, trim_blocks: bool = False, lstrip_blocks: bool = False
) -> Environment:
    """Make an environment for the templates of this room: all values are escaped, and a missing one is an error.

    The arguments are those of jinja2 and say what becomes of white space.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=keep_trailing_newline,
        trim_blocks=trim_blocks,
        lstrip_blocks=lstrip_blocks,
    )


def page_part(name: str) -> str:
    """Read a style or a script by its name below ``templates/``."""
    from importlib.resources import files

    return files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")


def policy_hash(text: str) -> str:
    """Name a style or script as a content security policy does (CSP level 2).

    >>> policy_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
