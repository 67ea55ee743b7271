"""Names styles and scripts for the content security policy of a page, so that nothing else runs in it.

Bird's-eye view: every page that ocrfix writes forbids all it does not name. Start reading at :func:`policy_hash`.

German example: a ``<script>`` that was read in ``antrag.pdf`` has a hash that the page does not name: it never runs.
"""

from __future__ import annotations

import base64
import hashlib


def policy_hash(text: str) -> str:
    """Name a style or script as a content security policy does (CSP level 2).

    >>> policy_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
