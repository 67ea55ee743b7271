"""The round through the open decisions: where one stands, what was decided, and the way back.

Bird's-eye view: :class:`Session` holds the places of all results, series by series, and the verdicts so far; the
terminal shows :attr:`Session.place` and calls one method for each key. Nothing here prints or writes. Start reading at
:class:`Session`.

German example: „ü“ als „ii“ gelesen, place 3 of 14: „fiir“ -> „für“; :meth:`Session.settle` with ACCEPT decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from ocrfix.messages import Language
from ocrfix.model import Decision
from ocrfix.records import dataclass
from ocrfix.report.series import Status, series_of, status_of
from ocrfix.review.record import ReportedResult, Surroundings
from ocrfix.review.verdicts import Verdict, VerdictAction
from ocrfix.review.words import is_word

Key = tuple[str, str]
"""The checksum of a document and the id of a decision."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place to judge: its decision, the line around it, its document and its series."""

    decision: Decision
    status: Status
    around: Surroundings
    document: str
    sha256: str
    series: str
    number_in_series: int
    length_of_series: int

    @property
    def key(self) -> Key:
        """Name the place among all documents."""
        return self.sha256, self.decision.id

    @property
    def has_proposal(self) -> bool:
        """Say whether there is anything to accept."""
        return self.status is not Status.NOTICED and self.decision.after != self.decision.before

    @property
    def word(self) -> str:
        """Give the word as read if it can go into a lexicon, else ""."""
        return self.decision.before if is_word(self.decision.before) else ""


@dataclass(slots=True)
class Session:
    """A round through places; ``verdicts`` holds what was decided, also in earlier rounds."""

    places: tuple[Place, ...]
    verdicts: dict[Key, Verdict] = field(default_factory=dict)
    position: int = 0
    _past: list[tuple[int, dict[Key, Verdict | None]]] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Give the place one stands at."""
        return self.places[self.position]

    @property
    def verdict(self) -> Verdict | None:
        """Give what was decided about the place one stands at."""
        return self.verdicts.get(self.place.key)

    @property
    def left(self) -> int:
        """Count the places that are not decided."""
        return sum(place.key not in self.verdicts for place in self.places)

    def go_to_undecided(self) -> bool:
        """Go to the next place that is not decided, around the end; False when all are decided."""
        count = len(self.places)
        for step in range(count):
            position = (self.position + step) % count
            if self.places[position].key not in self.verdicts:
                self.position = position
                return True
        return False

    def step(self, by: int) -> None:
        """Go forwards or backwards by places."""
        self.position = min(max(self.position + by, 0), len(self.places) - 1)

    def step_series(self, by: int) -> None:
        """Go to the first place of the next or of the previous series."""
        starts = [at for at, place in enumerate(self.places) if place.number_in_series == 1]
        here = max(index for index, start in enumerate(starts) if start <= self.position)
        self.position = starts[min(max(here + by, 0), len(starts) - 1)]

    def settle(self, action: VerdictAction, text: str = "") -> bool:
        """Decide about the place one stands at; False when the action does not fit it.

        A text that says the same as the proposal or as what was read counts as accepting or rejecting.
        """
        verdict = _verdict(self.place, action, text)
        if verdict is None:
            return False
        self._decide({self.place.key: verdict})
        return True

    def settle_series(self, action: VerdictAction) -> int:
        """Decide about all undecided places of the series alike; gives their number.

        A series is that of one document: what the person has not come to yet in another one stays open.
        """
        wanted = (self.place.sha256, self.place.series, self.place.status)
        changes: dict[Key, Verdict | None] = {}
        for place in self.places:
            if (place.sha256, place.series, place.status) == wanted and place.key not in self.verdicts:
                verdict = _verdict(place, action, "")
                if verdict is not None:
                    changes[place.key] = verdict
        if changes:
            self._decide(changes)
        return len(changes)

    def undo(self) -> bool:
        """Take the last decision of this round back and go to its place; False when there is none."""
        if not self._past:
            return False
        self.position, before = self._past.pop()
        self._put(before)
        return True

    def _decide(self, changes: dict[Key, Verdict | None]) -> None:
        self._past.append((self.position, {key: self.verdicts.get(key) for key in changes}))
        self._put(changes)

    def _put(self, changes: dict[Key, Verdict | None]) -> None:
        for key, verdict in changes.items():
            if verdict is None:
                self.verdicts.pop(key, None)
            else:
                self.verdicts[key] = verdict


def begin(
    results: Sequence[ReportedResult], verdicts: Iterable[Verdict], statuses: frozenset[Status], language: Language
) -> Session:
    """Lay out the places of all results: the series of one result after those of the other."""
    places = tuple(place for result in results for place in _places(result, statuses, language))
    return Session(places, {(verdict.sha256, verdict.id): verdict for verdict in verdicts})


def _places(result: ReportedResult, statuses: frozenset[Status], language: Language) -> list[Place]:
    shown = [decision for decision in result.decisions if status_of(decision) in statuses]
    return [
        Place(
            decision=decision,
            status=series.status,
            around=result.surroundings[decision.id],
            document=result.document,
            sha256=result.sha256,
            series=series.title,
            number_in_series=number,
            length_of_series=len(series.places),
        )
        for series in series_of(shown, language)
        for number, decision in enumerate(series.places, start=1)
    ]


def _verdict(place: Place, action: VerdictAction, text: str) -> Verdict | None:
    decision = place.decision
    if action is VerdictAction.EDIT and text == decision.before:
        action = VerdictAction.REJECT
    elif action is VerdictAction.EDIT and place.has_proposal and text == decision.after:
        action = VerdictAction.ACCEPT
    if action is VerdictAction.ACCEPT and not place.has_proposal:
        return None
    if action is VerdictAction.LEXICON and not place.word:
        return None
    return Verdict(
        id=decision.id,
        action=action,
        before=decision.before,
        after=decision.after,
        text=text if action is VerdictAction.EDIT else "",
        word=place.word if action is VerdictAction.LEXICON else "",
        document=place.document,
        sha256=place.sha256,
        page=decision.damage.page_number,
        line=place.around.line,
    )
