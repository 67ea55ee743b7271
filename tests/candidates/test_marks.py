from __future__ import annotations

from dataclasses import replace

import pytest

from ocrfix.candidates.marks.dashes import prints_long_dashes
from ocrfix.candidates.marks.rules import keep_logp, may_be_sign, sign_readings
from ocrfix.candidates.marks.sentences import has_capital, misread_commas
from ocrfix.model import Token
from ocrfix.text.hyphenation import tokenise


def readings(text: str, mark: str) -> list[str]:
    """Name what may have been printed for the tokens that read as ``mark``."""
    tokens = tokenise(text)
    places = [index for index, token in enumerate(tokens) if token.text == mark]
    return [reading.text for place in places for reading in sign_readings(text, tokens, place)]


def kept(text: str, token: Token) -> float:
    """Return ln P that a mark was printed as it was read."""
    tokens = tokenise(text)
    return keep_logp(text, tokens, tokens.index(token))


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("nach 8 5 Absatz 2", "8", "§"),
        ("nach $ 5 Absatz 2", "$", "§"),
        ("die $$ 3 und 4", "$$", "§§"),
        ("die 88 3 und 4", "88", "§§"),
        ("die 8§ 3 und 4", "8§", "§§"),
        ("die ss 3 und 4", "ss", "§§"),
        ("nach s 52 Absatz 3", "s", "§"),
        ("Krankenkasse nach g 290 Absatz 3", "g", "§"),
        ("Untersuchung (@ 2 Nr. 1)", "@", "§"),
        ("zu übermitteln.\n@ 7 Übermittlung", "@", "§"),
        ("der Gefahrenabwehr (% 2 Abs. 1)", "%", "§"),
        ("einfach (© 2 Nr. 1)", "©", "§"),
        ("Schutzzone I mit den Teilen la und Ib. Schutzzone Ib", "la", "Ia"),
        ("die $§ 3 und 4", "$§", "§§"),
        ("Unternehmen und. Behörden", ".", ""),
        ("Fortschreibung des. Plans", ".", ""),
        ("nach $& 5 Absatz 2", "$&", "§"),
        ("Der Bund - so heißt es", "-", "–"),
        ("Der Bund — so heißt es", "—", "–"),
        ("einen ,sorglosen Umgang", ",", "„"),
        ('den ("Leitlinien', '"', "„"),
        ("den Umgang* vor", "*", "“"),
        ("der {Ausschuss}", "{", "("),
        ("der {Ausschuss}", "}", ")"),
        ("Kauder [CDU/CSU}:", "}", "]"),
        ("Kauder {CDU/CSU]:", "{", "["),
        ("Absatz\n« Die Frist", "«", "•"),
        ("Titel | 5", "|", "I"),
        ("5 % und 7 % oder 9%", "%", " %"),
        ("nach $5 Absatz 2", "$", "§"),
        ("nach S$ 5 Absatz 2", "S$", "§"),
        ("die S$S 3 und 4", "S$S", "§§"),
        ("den ,.Bericht", ",.", "„"),
        ("den Umgang™ vor", "™", "“"),
        ("Absatz\n«e Die Frist", "«e", "•"),
        ("Absatz\ne Die Frist", "e", "•"),
        ("la. Wer?\n1b. Wie?", "la", "1a"),
        ("Frage la", "la", "1a"),
        ("l. Teil\n2. Teil", "l", "1"),
        ("der CO,-Ausstoß", ",", "2"),
        ("Tonnen CO; durch", ";", "2"),
        ("Tonnen CO,, und", ",,", "2,"),
        ("Absätze 1 und la ersetzt", "la", "1a"),
        ("BGBl. I $. 1234", "$", "S"),
        ("Laut Plan. oder so, Umwelt. Natur", ".", ","),
        ("am 30, Januar 2015", ",", "."),
        ("der 21, Wahlperiode", ",", "."),
        ("3. Wer?\n4, Wie?", ",", "."),
        ("eine »Lage“ und", "»", "„"),
        ("bereits. von den Ländern", ".", ""),
        ("1. Schutz:\n2. Hilfe", ":", ";"),
        ("(vgl. ebd., S$. 120 ff.)", "S$", "S"),
        ("2022 |S. 2262", "|", "I "),
        ("Klima—Wandel", "—", "-"),
        ("Hans-—Jürgen", "—", ""),
        ("Deutscher Bundestag – 18. Wahlperiode -3- Drucksache 18/5489", "-", "–"),
        ("Deutscher Bundestag – 18. Wahlperiode —15- Drucksache 18/2010", "—", "– "),
        ("Deutscher Bundestag – 18. Wahlperiode —15- Drucksache 18/2010", "-", " –"),
        ("Hessischer Landtag - 20. Wahlperiode : 51. Sitzung - 2. Mai 2020", "-", "·"),
        ("Hessischer Landtag - 20. Wahlperiode : 51. Sitzung - 2. Mai 2020", ":", "·"),
        ("der Fraktion —Drucksache 21/1527", "—", "– "),
        ("der Fraktion ~- zum Beispiel", "~-", "–"),
        ("die Anforderungen der §§$ 7 und 44", "§$", "§"),
        ("der Vorlage gemäß §$§ 3 und 5", "$§", "§"),
        ("waren es 51% und 7 %, 8 % und 9 %", "%", " %"),
        ("nach Abs, 2 Satz 1", ",", "."),
        ("der Städte bzw, der Länder", ",", "."),
        ("rund 53 Mio, Euro", ",", "."),
        ("nach Art, 5 Satz 1", ",", "."),
        ("geändert:\n1.8 2 wird wie folgt geändert:", "1.8", "1. §"),
        ("gestrichen.\n3.$ 3 wird gestrichen.", "3.$", "3. §"),
        ("geändert:\n5.5 12 Nummer 3 wird ersetzt.", "5.5", "5. §"),
        ("nach den 58 21 bis 23", "58", "§§"),
        ("(3$ 13, 13a, 14 EStG)", "3$", "§§"),
        ("nach &$ 4 Absatz 4", "&$", "§"),
        ("So regelt $35 Abs. 2", "$", "§"),
        ("gemäß $5 KSG", "$", "§"),
        ("\n$35 Pflichten", "$", "§ "),
        ("\nS6 (1) Wer", "S6", "§ 6"),
        ("\nS6\n\n(1) Wer", "S6", "§ 6"),
        ("\n§6\n\n(1) Wer", "§", "§ "),
        ("auf Grund des s1 Abs. 2", "s1", "§ 1"),
        ("nach Artikel 2.8 37 Abs. 3", "2.8", "2 §"),
        ("nach Satz 2.8 1268 Abs. 2", "2.8", "2, §"),
        ("Feuerwehr -§ 12 - Pflichten", "-", "- "),
        ("- § 5 Pflichten -8 6 Prüfungen", "-", "- "),
        ("die Zeiten (88 11,\n67 Absatz 2", "88", "§§"),
        ("die Mitglieder ‚oder ihre Vertreter", "‚", ""),
        ("sind ‘insbesondere die Länder", "‘", ""),
        ("die Länder’ und die Städte", "’", ""),
        ("die „Lage’ und die Städte", "’", "“"),
        ("Die Frist endet\n8 5 Absatz 2", "8", "§"),
        ("nach Artikel\n$\n5 Absatz 2", "$", "§"),
        ("I. Ziel\n2. Weg", "I", "1"),
        ("der PARTEI. erklärte", ".", ","),
    ],
)
def test_a_mark_may_have_been_another(text: str, mark: str, expected: str) -> None:
    assert expected in readings(text, mark)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("in 8 Fällen", "8"),
        ("von 8 000 bis 17 100", "8"),
        ("{SWD(2025) 825 final}", "{"),
        ("{SWD(2025) 825 final}", "}"),
        ("Das gilt für beide. Behörden", "."),
        ("Andere folgten dem. Jetzt", "."),
        ("Geht es um dich und. 3", "."),
        ("5% und 7%", "%"),
        ("Seite 8", "8"),
        ("88 Personen", "88"),
        ("20 $ pro Stück", "$"),
        ("9 5 Absatz", "9"),
        ("Klima- und Energie", "-"),
        ("vom 5. Mai, IV A 3 - S 2353/08/10006", "-"),
        ("eins,zwei", ","),
        ("der (Ausschuss)", "("),
        ("Text « Text", "«"),
        ("la grande nation", "la"),
        ("Paris und la grande nation", "la"),
        ("der SPD; die", ";"),
        ("der CDU, die", ","),
        ("I. Teil", "II"),
        ('die "Lage"-Berichte', "-"),
        ("eine »Lage« und", "»"),
        ("eine »Lage« und", "«"),
        ("Umwelt. Natur", "."),
        ("nach Artikel, die gelten", ","),
        ("der Art, die gilt", ","),
        ("Der Bund zahlt\n2.8 Millionen Euro", "2.8"),
        ("zahlt 2.8 22 wird", "2.8"),
        ("\n2.8 22 Personen", "2.8"),
        ("in Anlage 2.8 37 Abs. 3", "2.8"),
        ("nach Satz 2.8 45 Personen", "2.8"),
        ("die S6 der Bahn", "S6"),
        ("S6 (2) Wer", "S6"),
        ("\n§ 6\n\n(1) Wer", "§"),
        ("\n§6\nPflichten", "§"),
        ("nach §6 (1) gilt", "§"),
        ("Halb-§ 12", "-"),
        ("um -5 Grad", "-"),
        ("um -8 12 Grad", "-"),
        ("je 5 g 20 Absatz", "g"),
        ("im g 20 Stück", "g"),
        ("12 % 104 Abs. 3", "%"),
        ("ungeklärt % 25", "%"),
        ("im Q 2 Quartal", "Q"),
        ("name@ 5", "@"),
        ("die Teile 1a und Ib. Als Schutzzone Ib", "Ib"),
        ("rumänisch 1 - -\nsyrisch", "-"),
        ("die ‚Lage‘ war", "‚"),
        ("die ‚Lage‘ war", "‘"),
        ("den ‚Fonds’ und", "’"),
        ("Bündnis ’90 und die Jahre der ’68er", "’"),
        ("einzufügen: ‚1a. In Absatz 2", "‚"),
        ("wie geht ’s den Ländern", "’"),
        ("Ausgaben 8 21 Einnahmen 9 34 Summe", "8"),
        ("den Fonds’ und " * 9, "’"),
        ("rund 30, Januar", "5"),
        ("rund 300, Januar", ","),
        ("4, Wie?", ","),
        ("Seiten 4, 5", ","),
        ("Herr D. und", "D"),
        ("1. Schutz:\na) Hilfe", ":"),
        ("Zu Artikel 1: Schutz", ":"),
        ("nach altem Recht §. 120", "§"),
        ("Drucksache 18/5489 des Bundesrates -3-", "-"),
        ("Der Bund -3- hat", "-"),
        ("Klima—5", "—"),
        ("Landtag Brandenburg : 20. Wahlperiode : 51. Sitzung : 2. Mai", ":"),
        ("Az. S 12 AS 345/21 ER", "S"),
        ("7\n10\n\n8\n11\n\n9\n11", "8"),
        ("Ziel 8 8.2, 8.3 und 8.5", "8"),
        ("I. Teil\n1. Ziel\n2. Weg", "I"),
        ("I. die Zuständigkeit 1. der Ämter und 2. der Gerichte", "I"),
        ("Saldo\n- 700\n1 200", "-"),
        ("Anlage\n- 2 -\nDer Bund", "-"),
        ("Die Fraktion DIE LINKE. erklärte", "."),
        ("siehe Abschnitt III. der Anlage", "."),
        ("3. Wer?\nDas gilt nach Absatz\n4, wenn", ","),
        ("im Bericht Nr. 4, April", ","),
        ("3. Wer?\nnach § 6 Abs.\n4, die", ","),
    ],
)
def test_a_mark_that_stands_rightly_has_no_other_reading(text: str, mark: str) -> None:
    assert readings(text, mark) == []


def test_a_full_stop_before_a_noun_may_be_a_comma_where_the_page_shows_others() -> None:
    text = "Laut Plan gilt die Regelung. oder so, wie Umwelt. Natur, dann Nr. Eins"
    assert misread_commas(text) == 1
    stops = [index for index, token in enumerate(tokenise(text)) if token.text == "."]
    found = [[one.text for one in sign_readings(text, tokenise(text), index)] for index in stops]
    assert found == [[",", ""], [","], []]


def test_an_l_that_no_vowel_follows_is_a_capital_behind_which_a_sentence_may_begin() -> None:
    assert all(map(has_capital, ("lm", "lch", "lnfo", "Im", "5")))
    assert not any(map(has_capital, ("laut", "über")))
    alone = "Das gilt nicht. lm Jahr 2022"
    assert misread_commas(alone) == 0
    assert readings(alone, ".") == []
    among = "Das gelte. aber die Frage. lnformationen"
    assert misread_commas(among) == 1
    stops = [index for index, token in enumerate(tokenise(among)) if token.text == "."]
    assert [[one.text for one in sign_readings(among, tokenise(among), index)] for index in stops] == [[",", ""], [","]]


@pytest.mark.parametrize("text", ["Jens’ neues Buch", "S’ isch over"])
def test_the_mark_of_a_letter_left_out_is_no_speck(text: str) -> None:
    assert "" not in readings(text, "’")


def test_a_comma_before_a_word_is_hardly_a_comma() -> None:
    text = "einen ,sorglosen Umgang, den"
    tokens = [token for token in tokenise(text) if token.text == ","]
    assert kept(text, tokens[0]) < -1
    assert kept(text, tokens[1]) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deutscher Bundestag Drucksache 21/722\n21. Wahlperiode", True),
        ("Vorbemerkung: In der Kleinen Anfrage wird gefragt", True),
        ("Deutscher Bundestag – Plenarprotokoll 17/120", False),
        ("(Beifall SPD und DIE LINKE) Hessen", True),
        ("(Beifall bei der SPD) Deutscher Bundestag", False),
        ("Drucksache 373/1/25 des Bundesrates", False),
        ("§ 5 Absatz 2 des Gesetzes", False),
    ],
)
def test_a_drucksache_of_the_bundestag_is_told_by_its_words(text: str, expected: bool) -> None:
    assert prints_long_dashes(text) is expected


@pytest.mark.parametrize("word", ["die", "Il", "12", "§", "»", "8$", "fir", "an"])
def test_what_can_be_no_sign_is_asked_nothing_about(word: str) -> None:
    asked = [f"{before}{word}{after}" for before in ("\n", "a ", "(", "Nr. ") for after in (" ", " 5", ". ", "b", ")")]
    found = [bool(readings(text, word)) for text in asked]
    assert may_be_sign(word) or not any(found)


def test_letters_that_end_a_sentence_with_a_comma_are_not_counted_twice() -> None:
    assert misread_commas("Kosten. dabei. und so") == 1
    assert misread_commas("Kosten. dabei waren. und so") == 2


@pytest.mark.parametrize(
    ("text", "is_unlikely"),
    [
        ("§ 5 Pflichten\n8 6 Prüfungen", True),
        ("$ 7 Fristen\nS 6 Prüfungen", True),
        ("§ 2 Pflichten\n8 6 Prüfungen", False),
        ("Nach § 5 gilt\n8 6 Prüfungen", False),
        ("§ 5 Pflichten\nin 8 6 Prüfungen", False),
        ("8 5 Pflichten\n8 6 Prüfungen", False),
        ("- $ 5 - Pflichten - 8 6 - Prüfungen", True),
        ("-§ 5 Pflichten\n-8 6 Prüfungen", True),
        ("- § 2 - Pflichten - 8 6 - Prüfungen", False),
        ("- § 5 - Pflichten in 8 6 - Prüfungen", False),
    ],
)
def test_a_line_that_counts_the_sections_on_begins_with_their_sign(text: str, is_unlikely: bool) -> None:
    tokens = tokenise(text)
    place = max(index for index, token in enumerate(tokens) if token.text in ("8", "S"))
    assert (kept(text, tokens[place]) < -5.0) is is_unlikely


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("www.beispiel.de/kurz-—gesagt-heute", [""]),
        ("www.beispiel.de/kurz—gesagt-heute", ["-"]),
        ("www.beispiel.de/kurz —gesagt", []),
    ],
)
def test_a_long_dash_in_an_address_is_a_hyphen(text: str, expected: list[str]) -> None:
    tokens = tuple(replace(token, protected="address") for token in tokenise(text))
    place = [token.text for token in tokens].index("—")
    assert [reading.text for reading in sign_readings(text, tokens, place)] == expected
    assert (keep_logp(text, tokens, place) < -5.0) is bool(expected)


@pytest.mark.parametrize(
    ("text", "mark", "is_unlikely"),
    [
        ("Drucksache 18/5250 -2- Deutscher Bundestag", "-", True),
        ("Drucksache 18/5250 -2- des Bundesrates", "-", False),
        ("1. Schutz:\n2. Hilfe", ":", True),
        ("Schutz:\n1. Hilfe", ":", False),
    ],
)
def test_heads_and_lists_have_their_own_marks(text: str, mark: str, is_unlikely: bool) -> None:
    token = next(token for token in tokenise(text) if token.text == mark)
    assert (kept(text, token) < -4.0) is is_unlikely


@pytest.mark.parametrize(
    ("text", "mark", "is_unlikely"),
    [
        ("die {vgl. ebd., S. 12) und", "{", True),
        ("die {bitte auflisten} und", "{", False),
        ("die (bitte auflisten}? Und", "}", True),
        ("die {bitte auflisten} und", "}", False),
        ("Ausgestaltung (88 13, 13a, 14)", "88", True),
        ("Wein, 88 13, 13a und 14", "88", True),
        ("gewährleisten (vgl. 88 13, 13a", "88", True),
        ("i. V. m. 88 57, 58 BDSG", "88", True),
        ("i. V. m. 88 57, 58 der Sachen", "88", False),
        ("Handbuch 2024 zu 8 13/8 13a", "8", True),
        ("zugrunde (55 13, 13a, 14 EStG)", "55", True),
        ("nach 5 11, 67 Absatz 2", "5", True),
        ("nach 5 11, 67 Jahren", "5", False),
        ("Serbien 83 4,24 Prozent", "83", False),
        ("rund 8 500 Soldaten", "8", False),
        ("nach 8 312 Abs. 2", "8", True),
        ("Innenbereich (88 30 - 34)", "88", True),
        ("Innenbereich (88 Plätze)", "88", False),
        ("15 88 13, 14", "88", False),
        ("im Fernsehen 8 4 gestrichen", "8", True),
        ("zu unterrichten, 8 7\n\nMaßnahmen des Bundes", "8", True),
        ("des Gesetzes 8 9\n\n(1) Der", "8", True),
        ("Bayern 8 9\n12 3", "8", False),
        ("im Fernsehen 8 4, 5", "8", False),
        ("von 8 000 bis 17 100", "8", False),
        ("die Studie .Potenziale für", ".", True),
        ("die Studie. Potenziale für", ".", False),
        ("die Endung .de", ".", False),
        ("der Rat »Schutz und", "»", True),
        ("der Rat »Schutz« und", "»", False),
        ("der Rat ,und der", ",", True),
        ("der Rat, und der", ",", False),
    ],
)
def test_what_print_sets_in_another_way_is_unlikely(text: str, mark: str, is_unlikely: bool) -> None:
    tokens = tokenise(text)
    token = next(token for token in tokens if token.text == mark)
    assert (kept(text, token) < -3.0) is is_unlikely


@pytest.mark.parametrize(
    ("text", "is_single"),
    [("für ,Arten‘ und", True), ("für ,Arten’, die", True), ("für ,Arten“ und", False), ("für ,Arten und Orte", False)],
)
def test_a_comma_that_a_single_mark_closes_is_less_unlikely(text: str, is_single: bool) -> None:
    tokens = tokenise(text)
    token = next(token for token in tokens if token.text == ",")
    assert kept(text, token) == (-5.0 if is_single else -9.0)


@pytest.mark.parametrize(
    ("text", "is_dash"),
    [
        ("wegen Schwäche oder -\nkrankheit", False),
        ("der Länder -\nund Gemeinden", True),
        ("Bund und - Land", True),
        ("von 12 - im Vorjahr 10 - auf", True),
        ("Drucksache 21/722 - 2 - Deutscher Bundestag", True),
        ("Saldo - 700\nKosten", False),
        ("Blei | 50 | - | 12", False),
        ("vom 19.11.2021 - 1 BvR 781/21", True),
        ("Mittel 2021 - 2027, Asyl", True),
    ],
)
def test_the_hyphen_of_a_second_part_is_no_dash(text: str, is_dash: bool) -> None:
    tokens = tokenise(text)
    place = next(index for index, token in enumerate(tokens) if token.text == "-")
    assert (sign_readings(text, tokens, place) != ()) is is_dash


@pytest.mark.parametrize(
    ("text", "is_stray"),
    [
        ("Ich weif§ nicht", True),
        ("Otto Strauf&§, Berlin", True),
        ("gemaf§ 5", False),
        ("nach § 5", False),
        ("der §", False),
    ],
)
def test_a_section_sign_right_behind_a_word_is_half_of_its_eszett(text: str, is_stray: bool) -> None:
    tokens = tokenise(text)
    place = next(index for index, token in enumerate(tokens) if token.text == "§")
    assert ("" in [reading.text for reading in sign_readings(text, tokens, place)]) is is_stray


@pytest.mark.parametrize(("times", "readings"), [(3, {"“"}), (9, set())])
def test_a_page_that_closes_all_quotations_as_english_ones_prints_them_so(times: int, readings: set[str]) -> None:
    text = "im „Tal” und " * times
    tokens = tokenise(text)
    places = [index for index, token in enumerate(tokens) if token.text == "”"]
    assert {reading.text for place in places for reading in sign_readings(text, tokens, place)} == readings


def test_only_a_number_by_itself_is_set_off_from_its_percent_sign() -> None:
    text = "7 %, 8 %, 9 %, 3 % und 5 %, ungeklärt51%41%, 135%74%, 6%"
    tokens = tokenise(text)
    set_off = [
        text[token.span.start - 1]
        for index, token in enumerate(tokens)
        if " %" in [reading.text for reading in sign_readings(text, tokens, index)]
    ]
    assert set_off == ["6"]


@pytest.mark.parametrize(
    ("text", "is_unlikely"),
    [
        ("durch den Gebäudesektor. sowie durch Verkehr", True),
        ("durch den Gebäudesektor. z. B. durch Verkehr", True),
        ("durch den Gebäudesektor.\nsowie durch Verkehr", True),
        ("durch den Gebäudesektor. Sowie es geht", False),
        ("durch den Gebäudesektor. lm Verkehr", False),
        ("durch den Gebäudesektor. gq Verkehr", False),
        ("durch den Gebäudesektor.\n\nsowie durch Verkehr", False),
        ("durch den Gebäudesektor. aa) durch Verkehr", False),
        ("nach Abs. sowie", False),
    ],
)
def test_no_sentence_begins_with_a_small_letter(text: str, is_unlikely: bool) -> None:
    token = next(token for token in tokenise(text) if token.text == ".")
    assert (kept(text, token) < 0) is is_unlikely


@pytest.mark.parametrize(
    ("text", "is_unlikely"),
    [
        ('Drucksache 21/722 Im Jahr war das Verfahren" zu Ende', True),
        ('Drucksache 442/25 Im Jahr war das "Verfahren" zu Ende', False),
        ('Im Jahr war das Verfahren" zu Ende', False),
    ],
)
def test_federal_papers_print_no_straight_closing_mark(text: str, is_unlikely: bool) -> None:
    tokens = [token for token in tokenise(text) if token.text == '"']
    assert (kept(text, tokens[-1]) < -3.0) is is_unlikely


@pytest.mark.parametrize(("gap", "expected"), [(" ", [","]), ("\n", [","]), ("\n\n", [])])
def test_no_paragraph_ends_with_a_comma_before_a_capital(gap: str, expected: list[str]) -> None:
    text = f"Laut dem Gesetz. oder so geht es um die Umwelt.{gap}Natur"
    tokens = tokenise(text)
    last = max(index for index, token in enumerate(tokens) if token.text == ".")
    assert [reading.text for reading in sign_readings(text, tokens, last)] == expected


@pytest.mark.parametrize(
    ("text", "is_unlikely"),
    [
        ("e Kindergeld,\n* Elterngeld", True),
        ("+ Kindergeld,\n* Elterngeld", True),
        ("• Kindergeld,\n* Elterngeld", True),
        ("Kindergeld *\n* einschließlich Elterngeld", False),
        ("Kindergeld,\n* Elterngeld,\n* Wohngeld", False),
    ],
)
def test_a_star_is_a_bullet_where_others_are_and_else_a_footnote(text: str, is_unlikely: bool) -> None:
    token = next(token for token in reversed(tokenise(text)) if token.text == "*")
    assert (kept(text, token) < -5.0) is is_unlikely
