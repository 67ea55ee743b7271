"""What kind of word an entry of a domain lexicon is, by its form and by where it stands.

Bird's-eye view: :func:`class_of` goes by endings and beginnings (a word that ends like an authority is one), after
the few kinds that only the context tells (names behind titles). Start reading there.

German example: ``Wasserbehörde`` is an authority, ``Ministerialrätin`` an office, ``Digitalcheck`` a coinage.
"""

from __future__ import annotations

import re

_AUTHORITY = re.compile(
    r".*(?:ministeri(?:um|en|ums)|(?<![aäeu])amt(?:s|es)?|ämter[ns]?|behörden?|gerichte?[ns]?|gerichts|"
    r"kammern?|anstalt(?:en)?|kommission(?:en)?|agentur(?:en)?|präsidi(?:um|en|ums)|kanzlei(?:en)?|"
    r"senats?(?:verwaltung(?:en)?)?|verwaltung(?:en)?|direktion(?:en)?|institute?[ns]?|"
    r"polizei(?:en)?|feuerwehr(?:en)?|staatsanwaltschaft(?:en)?|stiftung(?:en)?|verb(?:and|ände[ns]?|ands|andes)|"
    r"(?:[mM]elde|ratungs|schwerde|[kK]ontroll|[pP]rüf|aufsichts|[zZ]ulassungs|[vV]ergabe|willigungs|nehmigungs|"
    r"[zZ]ahl|[aA]nlauf|"
    r"nierungs|schäfts|[dD]ienst|[oO]mbuds|[rR]egister|streckungs|[aA]nnahme|[sS]ammel|mittlungs|"
    r"[sS]chlichtungs|[cC]learing|"
    r"[bB]undes|[lL]andes|[sS]ervice|[fF]ach|tachtungs|zentral|erkennungs|[bB]eschaffungs|[aA]usgleichs)stellen?|"
    r"(?:[bB]ei|[bB]etriebs|[aA]ufsichts|[gG]emeinde|[vV]erwaltungs|[pP]ersonal|[sS]tadt|[oO]rts|[kK]reis|[bB]undes|"
    r"[äÄ]ltesten|[rR]undfunk|[sS]tiftungs|[fF]akultäts|[hH]ochschul|[nN]ational|[kK]onzern|[wW]irtschafts|[eE]thik|"
    r"[sS]icherheits|[mM]inister|[vV]orstands|[sS]achverständigen|[eE]ltern)(?:rat|rats|rates|räte[ns]?))"
)
_NO_AUTHORITY = re.compile(
    r"(?:Gesamt|Beamt|Ehren|Schöffen|Richter|Minister|Wahl|Samt|Hirten|Notar|Lehr|Vormundschafts)(?:amt|ämter).*|"
    r".*(?:gesamt|ehrenamt(?:s|es)?|ehrenämter[ns]?|festgericht|[fF]ertiggerichte?n?|[mM]enstruation)|"
    r"(?:Wund|Druck|Truppen|Not|Gips|Herz|Brut|Hoch|Dach|Schutz|Heil|Klage|Taschen|Feuer|Schub|Schlepp|Ver|"
    r"Pisten)(?:verb|kammer|geric).*|Badeanstalt(?:en)?|"
    r"Veranstalten|.*(?:[lL]ehr|[bB]eförderungs|[eE]ingangs|[sS]tatus|[wW]ahl|[pP]artei|[sS]pitzen|[rR]ichter|"
    r"[sS]chöffen|[eE]instiegs)"
    r"(?:amt|amts|amtes|ämter|ämtern)|.*(?:[dD]aten|[mM]itglieder|[bB]estands|[sS]elbst|[hH]aus|[gG]uts|"
    r"[vV]ermögens|[nN]achlass|[wW]ohnungs|[zZ]wangs|[eE]igen|[mM]iet|[iI]mmobilien|[lL]ager|"
    r"[zZ]eit|[gG]ewährleistungs|[kK]onto|[dD]epot|[iI]nsolvenz|[bB]etriebs|[lL]eistungs|[zZ]ugangs|"
    r"[sS]chulden)verwaltung(?:en)?|.*einrichtung.*"
)
_OFFICE = re.compile(
    r".*(?:minister(?:in|innen|n|s)?|beauftragte[nrs]?|präsident(?:in|innen|en)?|rätin(?:nen)?|"
    r"(?:[mM]inisterial|[rR]egierungs|[sS]tudien|[lL]egations|[aA]mts|[kK]riminal|[pP]olizei|[lL]and|[sS]chul|"
    r"[fF]orst|[vV]ortragender)"
    r"(?:rat|rats|rates|räte[ns]?)|"
    r"sekretär(?:in|innen|e|en|s)?|leiter(?:in|innen|n|s)?|direktor(?:in|innen|en|s)?|beamte[nrs]?|beamtin(?:nen)?|"
    r"richter(?:in|innen|n|s)?|anwalt(?:s|es)?|anwälte[ns]?|anwältin(?:nen)?|vorsitzende[nrs]?|meister(?:in|"
    r"innen|n|s)?|"
    r"referent(?:in|innen|en)?|inspektor(?:in|innen|en|s)?|kommissar(?:in|innen|e|en|s)?|botschafter(?:in|innen|"
    r"n|s)?)"
)
_NO_OFFICE = re.compile(
    r".*(?:[tT]richter|[hH]albleiter|[bB]litzableiter|[sS]upraleiter|[wW]ellenleiter|[eE]rdleiter|[mM]ehrleiter|"
    r"[wW]echselrichter|[gG]leichrichter|[sS]tromrichter|[wW]asserleiter|[sS]tufenleiter|[lL]ichtwellen).*|"
    r".*(?:[bB]egleiter|[aA]bleiter|[vV]erbreiter)(?:in|innen|n|s)?|"
    r".*(?:[wW]elt|[eE]uropa|[oO]lympia)meister.*|(?:Schutz|Außen|Neutral|Strom|Hohl)leiter[ns]?"
)
_PARLIAMENT = re.compile(
    r".*(?:ausschuss(?:es)?|ausschüsse[ns]?|(?:Anschluss|Nach|Zusatz|Landtags|Bundestags|Parlaments)anfragen?|"
    r"debatten?|fraktion(?:en)?|drucksachen?|"
    r"(?:[eE]rst|[zZ]weit|[dD]ritt|[sS]chluss)lesung(?:en)?|"
    r"abgeordnete[nrs]?|landtags?|landtage|bundestages|parlaments?|parlamente[ns]?|plenum|plenums|"
    r"(?<!re)petition(?:en)?|wahlperioden?|wahlkreise?[ns]?|enquete(?:kommission)?|"
    r"(?:[aA]usschuss|[pP]lenar|[fF]raktions|[kK]abinett[s]?|[lL]andtags|[bB]undestags|[gG]emeinderats|"
    r"[sS]tadtrats|[bB]undesrats|testenrats|[kK]ommissions|"
    r"[gG]remien|[vV]orstands|[sS]onder)"
    r"sitzung(?:en)?|"
    r"koalition(?:en)?|opposition)|"
    r"(?:Direkt|Bundestags|Landtags|Überhangs?|Ausgleichs|Abgeordneten|Listen)mandate?[ns]?"
)
_NO_PARLIAMENT = re.compile(
    r".*(?:[zZ]uschuss|[üÜ]berschuss|[vV]orschuss|[eE]xpedition).*|(?:Abfall|Korn|Fein|Grob|Leicht|Massen|Sieb|"
    r"Stoff|Teil|Öl|Inf|Bio|Gesteins|Altholz|Rest)fraktion(?:en)?"
)
_LAW = re.compile(
    r".*(?:gesetz(?:es|e|en|buch|buches|blatt|entwurf|entwurfs|entwürfe|gebung)?|verordnung(?:en)?|ordnung(?:en)?|"
    r"richtlinien?|satzung(?:en)?|vorschrift(?:en)?|(?<!uld)erlass(?:es)?|staatsvertrag(?:s|es)?|abkommen[s]?|"
    r"novellen?|rechts?|klauseln?|paragraf(?:en)?)"
)
_NO_LAW = re.compile(
    r"(?:Ver|An|Zu|Ein|Bei|Ab|Unter|Über|Neu|Um|Nach|Größen|Rang|Welt|Tages|Sitz|Reihen|Un|Neben|Wirtschafts|"
    r"Gesellschafts|"
    r"Frieden?s|Sicherheits|Nachkriegs|Grund|Haus|Zwischen|Kleider|Sach|Weltwirtschafts|Finanzmarkt|"
    r"Markt)ordnung(?:en)?|"
    r".*(?:zuordnung|anordnung|einordnung|unterordnung|abordnung|beiordnung|größenordnung|neuordnung|"
    r"überordnung|rangordnung|"
    r"umordnung|nebenordnung|fortsatzung|besatzung|[mM]itbesatzung)(?:en)?|Besatzung(?:en)?|.*(?:[vV]orrecht|"
    r"[uU]nrecht|gerecht|"
    r"[kK]riegsbesatzung|[sS]traferlass|[sS]teuererlass|[sS]chuldenerlass).*|Anrechts?|Albrechts?|Aderlass(?:es)?"
)
_EUROPEAN = re.compile(
    r"(?:Europa|Europäisch|Euro(?:pol|just|stat|zone|raum|dac)|Unions(?:recht|bürger|organ|ebene|gesetz|zoll|"
    r"haushalt|ziel|gebiet|mitglied|liste|register|"
    r"verfahren|typ|waren|hersteller|markt|marke|vertrag|interesse|programm|mittel))[a-zäöüß]*|Binnenmarkts?|"
    r"E(?:U(?!R\b)[A-Z]?[a-z]*|uGH\w*|ZB|FTA|WR|WG|uG|IOPA|SMA|BA)|"
    r"EU(?!R$)[A-Z]{2,5}"
)
_COINAGE = re.compile(
    r"(?!Klimaanlage)(?:KI|Digital(?!e|er|en|es)|Cyber|Corona|Covid|Online|Smart|Wärmepump|Wasserstoff|Klima|"
    r"Elektromobil|Ladesäul|"
    r"Blockchain|Cloud|Fake|Gender|Energiewend|Photovoltaik|Agri|Ukraine|Zeitenwend|Bürgergeld|"
    r"Deutschland(?:ticket|tempo)|"
    r"Lockdown)[a-zäöüß]+|(?!Verrechnungs|Blanko|Reise|Bar|Flug|Euro|Klimaanlage).*(?:check[s]?|hochlauf[s]?|"
    r"(?<!sonnen)(?<!jahres)(?<!hundert)wende|booster[ns]?|ticket[s]?|resilienz|transformation)"
)
_FIELDS = (
    "Haushalt Vergabe Bau Umwelt Steuer Zoll Verkehr Energie Strom Gas Netz Wasser Abwasser Abfall Boden Natur "
    "Immission Emission Lärm Strahlen Daten Register Förder Finanz Besoldung Versorgung Renten Kranken Pflege "
    "Sozial Unterhalt Wohn Grundstück Planfeststellung Raumordnung Gewerbe Arznei Lebensmittel Tier Forst "
    "Landwirtschaft Jagd Waffen Luft Schiff Eisenbahn Straßen Fahrzeug Mess Prüf Prüfung Zulassung Genehmigung "
    "Verwaltung Impf"
)
_DISTRICT = re.compile(
    r"(?!Arbeits|Personen|Wahl|Teilnehmer|Gesprächs|Um|Nutzer|Adressaten|Empfänger|Berechtigten|Täter|Schätzer|"
    r"Stuhl).*kreis(?:es)?|"
    r".*(?:afrikas?|amerikas?|asiens?|deutschlands?|europas?|(?<!por)tal)"
)
"""How a region ends that is no compound of known words (``Vogelsbergkreis``)."""
_REGIONS = (
    "Slowakei Tschechien Türkei Schweiz Ukraine Kroatien Serbien Bulgarien Polen Ungarn Norwegen Belgien Niederlande "
    "Frankreich "
    "Aisch Allgäu Altmark Amerika Anhalt Asien Baden Balkan Baltikum Bayern Bergstraße Berlin Bodensee "
    "Brandenburg Breisgau Bremen Brenz Deutschland Donau Edersee Eichsfeld Eifel Elbe Elster Ems Emsland "
    "Erzgebirge Europa Franken Freudenberg Fulda Färöer Griechenland Hamburg Harz Havel Havelland Heidekreis "
    "Herzberg Hessen Hohenstein Holstein Hunsrück Isar Kaiserstuhl Kronberg Lahn Lausitz Lettland Mecklenburg "
    "Mitteldeutschland Mittelfranken Mittelhessen Mosel Mulde Münsterland Neckar Neiße Niederbayern Niederlausitz "
    "Niedersachsen Nordafrika Norddeutschland Nordhessen Nordirak Nordkorea Nordrhein Nordsee Nordsyrien "
    "Nürburgring Oberbayern Oberfranken Oberlausitz Oberpfalz Oberschwaben Odenwald Ostafrika Ostasien "
    "Ostdeutschland Osthessen Ostkongo Ostsee Ostukraine Ostwestfalen Panama Pfalz Prignitz Reinheim Rhein "
    "Rheingau Rheinhessen Rheinland Rhön Ruhrgebiet Russland Saale Saar Saarland Sachsen Salzgitter Sauerland "
    "Schleswig Schwaben Schwarzwald Siegerland Spessart Spree Spreewald Stadtallendorf Südafrika Süddeutschland "
    "Südhessen Südkaukasus Südkorea Südostasien Südosteuropa Südsudan Südsudans Südwestpfalz Taipeh Taunus "
    "Teltowkanal Thüringen Trave Uckermark Unstrut Unterfranken Unterweser Vogelsberg Vogtland Vorpommern Washington "
    "Wasserkuppe Werra Weser Westafrika Westbalkan Westbalkans Westberlin Westdeutschland Westerwald Westfalen "
    "Wetterau Württemberg Zentralafrika Zentralafrikas Zentralasien "
)
REGIONS = frozenset(_REGIONS.split())
"""States, regions and rivers: they stand behind articles and before hyphens, and what stands there says little."""
_TECHNICAL = re.compile(rf"(?:{_FIELDS.replace(' ', '|')})(?:s|es|n|en)?")
"""The first part of a compound that belongs to a field of administration."""
_TECHNICAL_BEGINNING = re.compile(rf"(?:{_FIELDS.replace(' ', '|')})[a-zäöüß]{{4,}}")
_NO_FIELD = re.compile(
    r"(?:Bauer|Bauch|Baum|Gast|Gass|Grundst[^ü]|Messer|Messe|Messi|Tierisch|Lufthans|Bodensee|Prüfer|Strom[bp]|"
    r"Netzw|Steuermann|"
    r"Waffenst|Naturell|Jagdh|Krankenh|Wohnun|Sozialist|Sozialdem|Energisch|Förderer|Zollern|Finanzi).*"
)
_NO_LAW_SHORT = re.compile(r"B(?:Verf|Verw)G|IQWiG|DStGB|LASuV|LfULG|BAköV")
"""Courts, bodies and associations that are short like legal acts."""
_LAW_SHORT = re.compile(
    r".*[a-zäöüß].*(?:G|V|O|VO|GB|PO|RL|StG|AnO|StV|Bek)|.*[a-zäöüß](?:G|V|VO|O)[A-Z][a-z]+\w*|[A-Z]{2,5}(?:VO|"
    r"GB|StG|StPO|ZPO|GG)"
)
_PARTY_FORMS = (
    "AfD AfDler BSW BÜNDNIS CDU CDUler CSU CSUler Christdemokraten DKP DVU FDP FDPler FW Freidemokraten GRÜNE "
    "GRÜNEN GRÜNER GRÜNinnen Grünenfraktion JU Jusos KPD Koalitionsfraktion Koalitionsfraktionen LINKE LINKEN LKR "
    "Linksfraktion Linksfraktionen Linkspartei NPD Oppositionsfraktion Oppositionsfraktionen Oppositionspartei "
    "Oppositionsparteien PDS Piratenpartei Regierungsfraktion Regierungsfraktionen Regierungspartei "
    "Regierungsparteien SED SPD SPDler SSW Sozialdemokraten Sozialdemokratie Unionsfraktion Unionsfraktionen "
    "Unionsparteien Volkspartei Volksparteien WASG ÖDP "
)
PARTY_FORMS = frozenset(_PARTY_FORMS.split())
_BRAND = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]{2,}\w*|\w*[a-z]{2}(?:GPT|Tok|Tube)|[A-Z][a-z]+(?:App|In)")
_MAC = re.compile(r"(?!MaRisk)Mac?[A-Z][a-z]+|Mc[A-Z][a-z]+")
_ABBREVIATION_LETTERS = 2
_LONGEST_ABBREVIATION = 14

Found = tuple[str, str]
"""Class and reason."""


def class_of(word: str, count: int, after_title: int = 0, after_section: int = 0) -> Found:
    """Say what kind of word this is, and how that is known.

    >>> class_of("SächsGVBl", 9)[0], class_of("Möhrle", 9, 5)[0], class_of("Datenschutzbehörde", 3)[0]
    ('abbreviation', 'name', 'authority')
    """
    capitals = sum(map(str.isupper, word))
    if word in PARTY_FORMS:
        return "party", "names a party or a group"
    if capitals >= _ABBREVIATION_LETTERS and after_section >= 3 and after_section >= 0.1 * count:
        return "law", "behind the number of a section"
    if _EUROPEAN.fullmatch(word):
        return "european", "begins like an institution or act of the European Union"
    if capitals >= _ABBREVIATION_LETTERS and len(word) > 4 and _is_short_law(word):
        return "law", "short like a legal act"
    if _MAC.fullmatch(word):
        return "name", "begins like a family name"
    if _BRAND.fullmatch(word):
        return "coinage", "a name with a capital inside"
    if capitals >= _ABBREVIATION_LETTERS and len(word) <= _LONGEST_ABBREVIATION:
        return "abbreviation", "two capitals or more"
    if word[:1].isupper() and after_title >= 2 and after_title >= 0.15 * count:
        return "name", "after a title of a person"
    return class_of_form(word)


def _is_short_law(word: str) -> bool:
    return _LAW_SHORT.fullmatch(word) is not None and _NO_LAW_SHORT.fullmatch(word) is None


def is_region(word: str) -> bool:
    """Say whether a word that is no compound of known words ends like a district or a region.

    >>> is_region("Vogelsbergkreis"), is_region("Personenkreis")
    (True, False)
    """
    return _DISTRICT.fullmatch(word) is not None


def class_of_form(word: str, parts: tuple[str, ...] = ()) -> Found:
    """Say what kind of word this is by its beginning and ending alone; a term when nothing speaks.

    ``parts`` are those of a compound: with them the field of administration is the first one, and not a beginning.
    """
    if word[:1].isupper() and len(word) >= 7:
        for word_class, form, other, reason in (
            ("european", _EUROPEAN, None, "begins like an institution or act of the European Union"),
            ("office", _OFFICE, _NO_OFFICE, "ends like an office or a function"),
            ("parliament", _PARLIAMENT, _NO_PARLIAMENT, "ends like a term of parliament"),
            ("authority", _AUTHORITY, _NO_AUTHORITY, "ends like an authority or body"),
            ("law", _LAW, _NO_LAW, "ends like a legal act"),
            ("coinage", _COINAGE, None, "made of a word of the present day"),
        ):
            if form.fullmatch(word) and (other is None or not other.fullmatch(word)):
                return word_class, reason
        is_field = (
            _TECHNICAL.fullmatch(parts[0].capitalize())
            if parts
            else _TECHNICAL_BEGINNING.fullmatch(word) and not _NO_FIELD.fullmatch(word)
        )
        if is_field:
            return "technical", "begins like a field of administration"
    return "term", "a word of the documents"
