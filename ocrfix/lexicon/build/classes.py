"""What kind of word an entry of a domain lexicon is, by its form and by where it stands.

Bird's-eye view: :func:`class_of` goes by endings and beginnings (a word that ends like an authority is one), after
the few kinds that only the context tells (names behind titles). Start reading there.

German example: ``Wasserbehörde`` is an authority, ``Ministerialrätin`` an office, ``Digitalcheck`` a coinage.
"""

from __future__ import annotations

import re

_ENDINGS = r"(?:e|en|er|es|em|n|s|ns)?"
_AUTHORITY = re.compile(
    r".*(?:ministeri(?:um|en|ums|ellen)|(?<![aäeu])amt(?:s|es)?|ämter[ns]?|behörden?|gerichte?[ns]?|gerichts|"
    r"kammern?|anstalt(?:en)?|kommission(?:en)?|agentur(?:en)?|präsidi(?:um|en|ums)|kanzlei(?:en)?|"
    r"senats?(?:verwaltung(?:en)?)?|verwaltung(?:en)?|direktion(?:en)?|stellen?|zentralen?|institute?[ns]?|"
    r"polizei(?:en)?|feuerwehr(?:en)?|staatsanwaltschaft(?:en)?|stiftung(?:en)?|verb(?:and|ände[ns]?|ands|andes))"
)
_OFFICE = re.compile(
    r".*(?:minister(?:in|innen|n|s)?|(?<!ge)(?<!vor)(?<!ap)(?<!hei)(?:rat|rats|rates|räte[ns]?|rätin(?:nen)?)|beauftragte[nrs]?|präsident(?:in|innen|en)?|"
    r"sekretär(?:in|innen|e|en|s)?|leiter(?:in|innen|n|s)?|direktor(?:in|innen|en|s)?|beamte[nrs]?|beamtin(?:nen)?|"
    r"richter(?:in|innen|n|s)?|anwalt(?:s|es)?|anwälte[ns]?|anwältin(?:nen)?|vorsitzende[nrs]?|meister(?:in|innen|n|s)?|"
    r"referent(?:in|innen|en)?|inspektor(?:in|innen|en|s)?|kommissar(?:in|innen|e|en|s)?|botschafter(?:in|innen|n|s)?)"
)
_PARLIAMENT = re.compile(
    r".*(?:ausschuss(?:es)?|ausschüsse[ns]?|anfragen?|debatten?|fraktion(?:en)?|drucksachen?|lesung(?:en)?|"
    r"abgeordnete[nrs]?|landtags?|landtage|bundestages|parlaments?|parlamente[ns]?|plenum|plenums|"
    r"petition(?:en)?|wahlperioden?|wahlkreise?[ns]?|enquete(?:kommission)?|sitzung(?:en)?|"
    r"abstimmung(?:en)?|mandate?[ns]?|koalition(?:en)?|opposition)"
)
_LAW = re.compile(
    r".*(?:gesetz(?:es|e|en|buch|buches|blatt|entwurf|entwurfs|entwürfe|gebung)?|verordnung(?:en)?|ordnung(?:en)?|"
    r"richtlinien?|satzung(?:en)?|vorschrift(?:en)?|erlass(?:es)?|staatsvertrag(?:s|es)?|abkommen[s]?|"
    r"novellen?|rechts?|klauseln?|paragraf(?:en)?|artikeln?)"
)
_EUROPEAN = re.compile(
    r"(?:EU|Europa|Europäisch|Euro(?:pol|just|stat|zone|raum)|Unions)[a-zäöüß]*|E[UGWZ][A-Z]?\w{0,8}"
)
_COINAGE = re.compile(
    r"(?:KI|Digital|Cyber|Corona|Covid|Online|Smart|Open|Wärmepump|Wasserstoff|Klima|Home|Elektromobil|Ladesäul|"
    r"Blockchain|Cloud|Fake|Gender|Energiewend|Photovoltaik|Agri|Ukraine|Zeitenwend|Bürgergeld|Deutschland(?:ticket|tempo)|"
    r"Impf|Lockdown|Big)[a-zäöüß]+|.*(?:check[s]?|hochlauf[s]?|wende|booster[ns]?|ticket[s]?|resilienz|transformation)"
)
_TECHNICAL = re.compile(
    r"(?:Haushalt|Vergabe|Bau|Umwelt|Steuer|Zoll|Verkehr|Energie|Strom|Gas|Netz|Wasser|Abwasser|Abfall|Boden|Natur|"
    r"Immission|Emission|Lärm|Strahl|Daten|Register|Förder|Finanz|Besoldung|Versorgung|Renten|Kranken|Pflege|"
    r"Sozial|Unterhalt|Wohn|Grund|Planfeststell|Raumordnung|Gewerbe|Arznei|Lebensmittel|Tier|Forst|Landwirtschaft|"
    r"Jagd|Waffen|Luft|Schiff|Eisenbahn|Straßen|Kfz|Fahrzeug|Mess|Prüf|Zulassung|Genehmigung|Verwaltung)"
    r"[a-zäöüß]+"
)
_ABBREVIATION_LETTERS = 2
_LONGEST_ABBREVIATION = 14

Found = tuple[str, str]
"""Class and reason."""


def class_of(word: str, count: int, after_title: int = 0) -> Found:
    """Say what kind of word this is, and how that is known.

    >>> class_of("SächsGVBl", 9)[0], class_of("Möhrle", 9, 5)[0], class_of("Datenschutzbehörde", 3)[0]
    ('abbreviation', 'name', 'authority')
    """
    capitals = sum(map(str.isupper, word))
    if _EUROPEAN.fullmatch(word):
        return "european", "begins like an institution or act of the European Union"
    if capitals >= _ABBREVIATION_LETTERS and len(word) <= _LONGEST_ABBREVIATION:
        return "abbreviation", "two capitals or more"
    if word[:1].isupper() and after_title >= 2 and after_title >= 0.15 * count:
        return "name", "after a title of a person"
    return class_of_form(word)


def class_of_form(word: str) -> Found:
    """Say what kind of word this is by its beginning and ending alone; a term when nothing speaks."""
    if word[:1].isupper() and len(word) >= 7:
        for word_class, form, reason in (
            ("office", _OFFICE, "ends like an office or a function"),
            ("parliament", _PARLIAMENT, "ends like a term of parliament"),
            ("authority", _AUTHORITY, "ends like an authority or body"),
            ("law", _LAW, "ends like a legal act"),
            ("coinage", _COINAGE, "made of a word of the present day"),
            ("technical", _TECHNICAL, "begins like a field of administration"),
        ):
            if form.fullmatch(word):
                return word_class, reason
    return "term", "a word of the documents"
