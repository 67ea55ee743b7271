"""What ``ocrfix review`` shows: one place at a time, with its line, the possible readings and the keys.

Bird's-eye view: :class:`Screen` draws a :class:`~ocrfix.review.session.Session` with rich; document text is shown with
its hidden characters named, never obeyed. Start reading at :meth:`Screen.show`.

German example: „… dung **fiir** den Zeitraum“, below it "a  für  Vorschlag übernehmen (61 %)".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocrfix.cli.keyboard import Keyboard
from ocrfix.messages import Phrases, translatable
from ocrfix.records import dataclass
from ocrfix.report.figures import percent
from ocrfix.report.names import STATUSES, name_of
from ocrfix.report.series import Status
from ocrfix.report.view import Choice, choices_of, reasons_of
from ocrfix.report.visible import HIDDEN, LINE_END_SIGN, visible_line
from ocrfix.report.workplace import place_in_words
from ocrfix.review.session import Place, Session
from ocrfix.review.verdicts import Verdict, VerdictAction

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

MOST_CHOICES = 9
_KEYS = {
    "a": translatable("take the proposal or confirm the change"),
    "r": translatable("leave as it was read"),
    "1-9": translatable("choose another reading"),
    "e": translatable("type in what is printed there"),
    "l": translatable("the word as read is right: to the lexicon"),
    "A R": translatable("take the whole series, or leave it as read"),
    "j k": translatable("next, previous place (arrow keys, too)"),
    "n p": translatable("next, previous series (arrow keys, too)"),
    "u": translatable("undo the last decision"),
    "q": translatable("quit; all that was decided is kept"),
}
_DECIDED = {
    VerdictAction.ACCEPT: translatable("Decided: {text}"),
    VerdictAction.REJECT: translatable("Decided: stays {text}"),
    VerdictAction.EDIT: translatable("Typed in: {text}"),
    VerdictAction.LEXICON: translatable("Stays and goes into the lexicon: {text}"),
}


@dataclass(slots=True)
class Screen:
    """The terminal as one sees it; colours follow rich (NO_COLOR is honoured)."""

    phrases: Phrases
    keyboard: Keyboard
    _console: Console | None = None

    def show(self, session: Session, notice: str) -> None:
        """Draw the place one stands at, and what there is to say about the last key."""
        console = self._open()
        console.clear()
        place = session.place
        console.print(self._head(session), self._line(place), *self._options(place), sep="\n")
        console.print(self._state(session.verdict))
        why = "; ".join(reasons_of(place.decision, self.phrases.language))
        console.print(self._text(f"{self.phrases('Reason:')} {visible_line(why)}", "dim"))
        console.print(self._text(notice, "yellow"))
        console.print(
            self._text(
                self.phrases("j/k next, previous   n/p series   A/R whole series   u undo   ? help   q quit"), "dim"
            )
        )

    def help(self) -> None:
        """Say what each key does."""
        console = self._open()
        console.clear()
        for key, meaning in _KEYS.items():
            line = self._text(f"{key:>5}  ", "bold cyan")
            line.append(self.phrases(meaning))
            console.print(line)
        console.print(self._text("\n" + self.phrases("Any key leads back."), "dim"))

    def choices(self, place: Place) -> tuple[Choice, ...]:
        """Give the readings that the keys 1 to 9 choose from."""
        return choices_of(place.decision, self.phrases.language)[:MOST_CHOICES]

    def ask_text(self, place: Place) -> str | None:
        """Ask for the right text, None when it is left as it was; line ends are shown and typed as a sign."""
        before = place.decision.before
        shown = before.replace("\r\n", LINE_END_SIGN).replace("\n", LINE_END_SIGN)
        start = "" if HIDDEN.search(shown) else shown
        typed = self.keyboard.read_line(self.phrases("Right text: "), start)
        if typed is None or typed == start:
            return None
        if HIDDEN.search(typed):
            return None
        return typed.replace(LINE_END_SIGN, "\r\n" if "\r\n" in before else "\n")

    def _open(self) -> Console:
        if self._console is None:
            from rich.console import Console

            self._console = Console(highlight=False, markup=False, emoji=False)
        return self._console

    def _head(self, session: Session) -> Text:
        place, phrases = session.place, self.phrases
        status = name_of(STATUSES, place.status, phrases.language)
        head = self._text(f"{visible_line(place.document)}  ", "bold")
        head.append(
            phrases("{left} of {all} left", left=phrases.number(session.left), all=phrases.number(len(session.places))),
            "dim",
        )
        head.append(f"\n{status}: {place.series}", "cyan")
        number, length = phrases.number(place.number_in_series), phrases.number(place.length_of_series)
        head.append(f"  {phrases('{number} of {length}', number=number, length=length)}\n", "dim")
        return head

    def _line(self, place: Place) -> Text:
        around = place.around
        where = place_in_words(place.decision.damage.page_number, around.line, self.phrases.language)
        line = self._text(f"{where}\n", "dim")
        line.append("  " + visible_line(around.left))
        line.append(visible_line(place.decision.before) or "‸", "bold reverse")
        line.append(visible_line(around.right) + "\n")
        return line

    def _options(self, place: Place) -> list[Text]:
        decision, phrases = place.decision, self.phrases
        lines = []
        if place.has_proposal:
            share = percent(decision.confidence, phrases.language)
            is_done = place.status is Status.CHANGED
            note = (
                phrases("confirm the change ({percent})", percent=share)
                if is_done
                else phrases("take the proposal ({percent})", percent=share)
            )
            lines.append(self._option("a", decision.after, note))
        stay = phrases("take the change back") if place.status is Status.CHANGED else phrases("leave as it was read")
        lines.append(self._option("r", decision.before, stay))
        for number, choice in enumerate(self.choices(place), start=1):
            lines.append(self._option(str(number), choice.text, choice.percent))
        lines.append(self._option("e", "", phrases("type something else")))
        if place.word:
            lines.append(self._option("l", place.word, phrases("is a right word: add to the lexicon")))
        return lines

    def _option(self, key: str, text: str, note: str) -> Text:
        line = self._text(f"  {key}  ", "bold cyan")
        if text or key != "e":
            line.append(visible_line(text) or self.phrases("(nothing)"), "bold")
            line.append("  ")
        line.append(note, "dim")
        return line

    def _state(self, verdict: Verdict | None) -> Text:
        if verdict is None:
            return self._text("", "")
        wanted = visible_line(verdict.word if verdict.action is VerdictAction.LEXICON else verdict.wanted)
        return self._text("\n✓ " + self.phrases(_DECIDED[verdict.action], text=wanted), "green")

    def _text(self, text: str, style: str) -> Text:
        from rich.text import Text

        return Text().append(text, style)
