"""Writes shares as people read them.

Bird's-eye view: two ways for two questions: :func:`percent` for how sure something is, :func:`share_in_words` for how
much of a text is damaged. Start reading at either.

German example: ``share_in_words(0.124, "de")`` is ``"12,4 %"``.
"""

from __future__ import annotations

from ocrfix.messages import Language, decimal, percentage


def percent(share: float, language: Language) -> str:
    """Write a share (0..1); what is not certain is never shown as 100 %, nor what is possible as 0 %.

    >>> percent(0.99996, "en"), percent(0.61, "en")
    ('99.9%', '61%')
    """
    figure = share * 100
    if 99 <= figure < 100:
        return percentage(decimal(min(figure, 99.9), language), language)
    if 0 < figure < 1:
        return percentage(decimal(max(figure, 0.1), language), language)
    return percentage(f"{figure:.0f}", language)


def share_in_words(share: float, language: Language, above: float | None = None) -> str:
    r"""Write a share (0..1) as a percentage with one digit, two below one per cent.

    Two, too, where one would not show that it lies above another share.

    >>> share_in_words(0.1243, "en"), share_in_words(0.0025, "de") == "0,25\N{NO-BREAK SPACE}%"
    ('12.4%', True)
    >>> share_in_words(0.1172, "en", above=0.117)
    '11.72%'
    """
    hides = above is not None and round(share, 3) <= above < share
    return percentage(decimal(share * 100, language, 2 if hides or 0 < share < 0.01 else 1), language)


def limit_in_words(limit: float, language: Language) -> str:
    """Write a share (0..1) that a user allows with the digits that it was given with.

    >>> limit_in_words(0.0025, "en"), limit_in_words(0.01, "en"), limit_in_words(0.1169, "en")
    ('0.25%', '1%', '11.69%')
    """
    return percentage(decimal(limit * 100, language, 4).rstrip("0").rstrip(".,"), language)
