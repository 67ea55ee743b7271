"""``ocrfix explain``: show what the engine sees in a text.

Bird's-eye view: the text takes the same road as a file (``read_document``, ``correct``); every decision is
printed with its candidates, scores and reasons. Start reading at :func:`run`.

German example: ``ocrfix explain "Bürger fir Heimat"`` shows ``fir -> für`` with the odds against ``fir``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from ocrfix.cli import options, values
from ocrfix.cli.task import Task, data_folder_of_environment, harmless, read_standard_input, write_product
from ocrfix.config import Config, CorrectConfig, ExtractConfig
from ocrfix.errors import ExitCode, InputError, UsageError
from ocrfix.messages import Phrases, translatable
from ocrfix.model import CorrectionResult, Decision, Level, Ranked

SHOWN_CANDIDATES = 8


def command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The text, or - for standard input.", show_default=False)],
    level: options.LevelOption = options.AppliedLevel.SAFE,
    lexicon: options.LexiconFiles = None,
    profile: options.ProfileFile = None,
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Encoding of standard input.")
    ] = ExtractConfig().encoding,
    debug: options.Debug = False,
) -> Task:
    """Check the options of ``ocrfix explain``.

    Raises:
        UsageError: the text is the name of a file.
    """
    del debug  # main() reads it
    if _is_file(text):
        raise UsageError(
            f"{text} is the name of a file, not a text", f"to explain what it holds: ocrfix explain - < {quote(text)}"
        )
    lists, learned = values.existing_files(lexicon), values.existing_profile(profile)
    correct = CorrectConfig(Level(level.value), lexicon_files=lists, profile_file=learned)
    return Task(partial(run, text, values.known_encoding(encoding), correct))


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False  # a text too long for a name, or with a zero byte


def run(text: str, encoding: str, correct: CorrectConfig, phrases: Phrases) -> int:
    """Correct the text and print every decision; gives the exit code.

    Raises:
        OcrfixError: the text or the data are to blame.
    """
    from ocrfix.batch.outcome import RunSettings
    from ocrfix.batch.single import correct_source

    is_piped = text == "-"
    content = read_standard_input() if is_piped else text.encode("utf-8", "surrogateescape")
    if not content.strip():
        message = "standard input holds no text" if is_piped else "the text to explain is empty"
        raise InputError(message, 'give a text in quotation marks: ocrfix explain "Bürger fir Heimat"')
    # What stands on the command line has been decoded already; its encoding is not asked for.
    extract = ExtractConfig(encoding=encoding) if is_piped else ExtractConfig()
    settings = RunSettings(config=Config(extract, correct), data_folder=data_folder_of_environment())
    result = correct_source(content, "text", settings)
    write_product(harmless(explanation(result, phrases)).encode("utf-8", "replace"))
    return ExitCode.DONE


def explanation(result: CorrectionResult, phrases: Phrases) -> str:
    """Write out every decision of a result, in the order of the text, and the corrected text."""
    from ocrfix.edits import corrected_text

    if not result.decisions:
        return phrases("Nothing suspicious was found.") + "\n"
    order = sorted(result.decisions, key=lambda each: (each.damage.page_number, each.damage.span, each.id))
    blocks = [_block(decision, phrases) for decision in order]
    blocks.append(f"{phrases('corrected text')}:\n{corrected_text(result)}")
    return "\n\n".join(blocks) + "\n"


_ACTIONS = {
    "apply": translatable("changed"),
    "suggest": translatable("suggested"),
    "keep": translatable("kept"),
}


def _block(decision: Decision, phrases: Phrases) -> str:
    from ocrfix.report.names import LEVELS, name_of

    span = decision.damage.span
    action = phrases(_ACTIONS[decision.action.value])
    level = name_of(LEVELS, decision.level, phrases.language)
    lines = [
        f"{_shown(decision.before)} -> {_shown(decision.after)}   {action}, {level}, "
        f"{phrases('confidence')} {decision.confidence:.3f}   "
        f"[{phrases('page')} {decision.damage.page_number}, {span.start}-{span.end}]"
    ]
    reasons = [reason.code + (f" ({reason.detail})" if reason.detail else "") for reason in decision.reasons]
    if reasons:
        lines.append(f"  {phrases('reasons')}: {', '.join(reasons)}")
    lines.append(f"  {phrases('candidates')}:")
    chosen_and_others = {each.candidate.text: each for each in (decision.chosen, *decision.alternatives)}
    ranked = sorted(chosen_and_others.values(), key=lambda each: (-each.posterior, each.candidate.text))
    lines += [_candidate_line(each) for each in ranked[:SHOWN_CANDIDATES]]
    return "\n".join(lines)


def _candidate_line(ranked: Ranked) -> str:
    candidate = ranked.candidate
    rewrites = " ".join(f"{rewrite.true}>{rewrite.read}" for rewrite in candidate.rewrites)
    scores = f"{ranked.posterior:7.4f}  channel {candidate.channel_logp:8.2f}  context {ranked.context_logp:8.2f}"
    return f"    {scores}  {_shown(candidate.text)}  {candidate.kind.value}  {rewrites}".rstrip()


def _shown(text: str) -> str:
    return text.replace("\r", "").replace("\n", "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}") or "\N{EMPTY SET}"
