"""Discovery, names, targets and workers, without the command line."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.batch.discovery import DiscoveryOptions, Source, discover
from ocrfix.batch.outcome import Outcome, ReportFormat, RunSettings, Written, error_of_outcome, outcome_of_error
from ocrfix.batch.schedule import pages_told
from ocrfix.batch.single import Job
from ocrfix.batch.sources import Sources
from ocrfix.batch.targets import InputIdentities, check_targets, read_list, refuse_collisions, target_names
from ocrfix.batch.workers import run_batch, runs_alone, temporary_folder, useful_workers
from ocrfix.cli.summary import SummaryFile
from ocrfix.errors import EngineError, ExitCode, InputError, OutputError, UsageError
from ocrfix.folders import LEDGER_NAME
from ocrfix.ledger import open_ledger
from ocrfix.model import SourceKind

NO_INPUTS = InputIdentities(frozenset())
Progress = Callable[[int, int], None] | None


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text", encoding="utf-8")


def source(path: Path, target: str = "a", size: int = 4) -> Source:
    return Source(path.name, path, path.name, PurePosixPath(target), size_bytes=size)


def found(*inputs: Path, out_dir: Path | None = None, options: DiscoveryOptions | None = None) -> dict[str, str]:
    """Map the names of what is found to their targets, in order."""
    discovery = discover(inputs, out_dir, options or DiscoveryOptions())
    return {each.name: str(each.target) for each in discovery.sources if each.problem is None}


class TestDiscovery:
    def test_folders_are_walked_in_sorted_order_and_keep_their_paths(self, tmp_path: Path) -> None:
        touch(tmp_path / "b.txt", tmp_path / "x" / "y.pdf", tmp_path / "a.tiff", tmp_path / "x" / "Ä.txt")
        assert list(found(tmp_path).items()) == [
            ("a.tiff", "a"),
            ("b.txt", "b"),
            ("x/y.pdf", "x/y"),
            ("x/Ä.txt", "x/Ä"),
        ]

    def test_a_named_file_loses_its_folder_and_its_last_extension(self, tmp_path: Path) -> None:
        touch(tmp_path / "x" / "a.tar.txt")
        assert found(tmp_path / "x" / "a.tar.txt") == {"a.tar.txt": "a.tar"}
        assert found(tmp_path / "x" / "a.tar.txt", options=DiscoveryOptions(full_names=True)) == {
            "a.tar.txt": "a.tar.txt"
        }

    def test_unknown_types_are_counted_in_folders_and_tried_when_named(self, tmp_path: Path) -> None:
        touch(tmp_path / "a.docx", tmp_path / "b.txt")
        assert discover((tmp_path,), None, DiscoveryOptions()).skipped == 1
        assert found(tmp_path / "a.docx") == {"a.docx": "a"}

    def test_a_pdf_without_extension_is_found_by_its_first_bytes(self, tmp_path: Path) -> None:
        (tmp_path / "scan").write_bytes(b"%PDF-1.7\n")
        (tmp_path / "notiz").write_bytes(b"Text\n")
        assert found(tmp_path) == {"scan": "scan"}

    def test_hidden_files_results_and_the_out_dir_are_never_input(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        old = tmp_path / "alt"
        touch(tmp_path / ".git" / "a.txt", tmp_path / ".b.txt", out / "c.txt", old / "d.txt", old / LEDGER_NAME)
        touch(tmp_path / "e.txt", tmp_path / "e.report.json", tmp_path / "e.report.html")
        assert found(tmp_path, out_dir=out) == {"e.txt": "e"}

    def test_an_input_folder_that_holds_results_is_a_problem(self, tmp_path: Path) -> None:
        touch(tmp_path / LEDGER_NAME, tmp_path / "a.txt")
        (only,) = discover((tmp_path,), None, DiscoveryOptions()).sources
        assert isinstance(only.problem, InputError)

    def test_the_out_dir_cannot_be_the_input_folder(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError):
            discover((tmp_path,), tmp_path, DiscoveryOptions())

    def test_exclude_fits_names_and_paths(self, tmp_path: Path) -> None:
        touch(tmp_path / "alt" / "a.txt", tmp_path / "b.txt", tmp_path / "c.pdf")
        assert found(tmp_path, options=DiscoveryOptions(exclude=("alt/*", "*.pdf"))) == {"b.txt": "b"}

    def test_types_are_told_by_bytes_not_by_names(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\n")
        touch(tmp_path / "b.txt")
        assert found(tmp_path, options=DiscoveryOptions(types=(SourceKind.PDF,))) == {"a.txt": "a"}

    def test_a_file_named_twice_is_read_once(self, tmp_path: Path) -> None:
        touch(tmp_path / "a.txt")
        assert len(discover((tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"), None, DiscoveryOptions()).sources) == 1

    def test_a_name_that_is_no_utf_8_can_be_shown(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"gr\xfcn.txt")
        touch(tmp_path / name)
        (only,) = discover((tmp_path,), None, DiscoveryOptions()).sources
        assert only.name == "gr\N{REPLACEMENT CHARACTER}n.txt"
        assert only.path.read_text("utf-8") == "Text"


class TestTargets:
    def test_a_target_that_another_needs_as_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError):
            refuse_collisions(
                (source(tmp_path / "a.pdf", "a"), source(tmp_path / "b.pdf", "a.txt/b")), (), full_names=False
            )

    @pytest.mark.parametrize("is_full", [False, True])
    def test_the_way_out_of_a_collision_is_one(self, tmp_path: Path, is_full: bool) -> None:
        touch(
            tmp_path / "in" / "2013" / "a.pdf", tmp_path / "in" / "2014" / "a.pdf", tmp_path / "in" / "2014" / "a.txt"
        )
        options = DiscoveryOptions(full_names=is_full)
        alike = (tmp_path / "in" / "2013" / "a.pdf", tmp_path / "in" / "2014" / "a.pdf")
        with pytest.raises(UsageError) as caught:
            refuse_collisions(discover(alike, None, options).sources, (), full_names=is_full)
        assert "name the folder that holds both" in caught.value.hint
        full = discover((tmp_path / "in",), None, DiscoveryOptions(full_names=True)).sources
        refuse_collisions(full, (), full_names=True)
        by_extension = discover((tmp_path / "in",), None, DiscoveryOptions()).sources
        with pytest.raises(UsageError) as caught:
            refuse_collisions(by_extension, (), full_names=False)
        assert "--names full" in caught.value.hint

    def test_reports_collide_as_texts_do(self, tmp_path: Path) -> None:
        both = (source(tmp_path / "a.pdf", "a"), source(tmp_path / "b.pdf", "a.diff"))
        refuse_collisions(both, (ReportFormat.DIFF,), full_names=False)
        clash = (source(tmp_path / "x", "a"), source(tmp_path / "y", "a"))
        with pytest.raises(UsageError, match=r"a\.txt"):
            refuse_collisions(clash, (), full_names=False)

    @given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
    def test_every_file_of_a_source_has_its_own_name(self, stem: str) -> None:
        names = target_names(PurePosixPath(stem), tuple(ReportFormat))
        assert len(set(names)) == len(ReportFormat) + 1

    def test_a_file_of_ours_is_replaced_only_for_the_same_input_and_unchanged(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        touch(tmp_path / "a.txt", tmp_path / "x" / "a.txt", out / "a.txt")
        ledger = open_ledger(out)
        mine = source(tmp_path / "a.txt")
        ledger.finish(mine, Outcome("a.txt", written=(Written("a.txt", "0" * 64),)))
        with pytest.raises(OutputError):
            check_targets(mine, ("a.txt",), ledger, NO_INPUTS, force=False)
        digest = hashlib.sha256((out / "a.txt").read_bytes()).hexdigest()
        ledger.finish(mine, Outcome("a.txt", written=(Written("a.txt", digest),)))
        assert check_targets(mine, ("a.txt", "a.diff"), ledger, NO_INPUTS, force=False) == {"a.txt"}
        with pytest.raises(OutputError):
            check_targets(source(tmp_path / "x" / "a.txt"), ("a.txt",), ledger, NO_INPUTS, force=False)
        ledger.close()

    def test_a_list_of_files_is_read_by_line_or_by_nul(self) -> None:
        assert read_list(b"a b.txt\r\n\n\xfc.txt\n", nul_separated=False) == (
            Path("a b.txt"),
            Path(os.fsdecode(b"\xfc.txt")),
        )
        assert read_list(b"a\nb.txt\0c.txt\0", nul_separated=True) == (Path("a\nb.txt"), Path("c.txt"))
        with pytest.raises(InputError, match="NUL"):
            read_list(b"a\0b", nul_separated=False)
        assert read_list(b"\xef\xbb\xbfa.txt\nb.txt\n", nul_separated=False) == (Path("a.txt"), Path("b.txt"))
        with pytest.raises(InputError, match="empty"):
            read_list(b"\n", nul_separated=False)


class TestOutcomes:
    def test_an_error_survives_the_way_through_an_outcome(self) -> None:
        error = error_of_outcome(outcome_of_error("a", EngineError("zu langsam", "warten")))
        assert isinstance(error, EngineError)
        assert (error.message, error.hint) == ("zu langsam", "warten")

    def test_the_text_of_a_bug_stays_out_of_its_outcome(self) -> None:
        outcome = outcome_of_error("a", ValueError("ein Satz des Dokuments"))
        assert outcome.exit_code == ExitCode.BUG
        assert "Satz" not in outcome.message

    def test_a_lack_of_memory_is_no_bug(self) -> None:
        assert outcome_of_error("a", MemoryError()).exit_code == ExitCode.INPUT


def behave_by_name(job: Job, _settings: RunSettings, _progress: Progress) -> Outcome:
    """Do what the name of the source says, at the top of the module so that workers find it."""
    name = job.source.name
    if name.startswith("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hang"):
        # Blocks the alarm's Python part, as foreign code would: only the kernel can end this.
        time.sleep(60)
    if name.startswith("slow"):
        time.sleep(0.3)
    if name.startswith("pages") and _progress is not None:
        _progress(1, 3)
        time.sleep(0.6)
    if name.startswith("much"):
        return Outcome(name, pages=len(bytearray(400 * 2**20)) >> 20)
    if name.startswith("tell"):
        return Outcome(name, message=tempfile.gettempdir())
    return Outcome(name, pages=1)


def need_memory(job: Job, settings: RunSettings, progress: Progress) -> Outcome:
    """Turn the lack of memory into an outcome, as the real runner does."""
    try:
        return behave_by_name(job, settings, progress)
    except MemoryError as error:
        return outcome_of_error(job.source.label, error)


def batch_of(*names: str, size: int = 4) -> Iterator[Job]:
    return (Job(source(Path(name), name, size)) for name in names)


class TestWorkers:
    def test_outcomes_come_in_the_order_of_the_input(self) -> None:
        names = ["slow1", *(f"a{number}" for number in range(40)), "slow2", "z"]
        outcomes = list(run_batch(batch_of(*names, size=100_000), RunSettings(), 2, behave_by_name))
        assert [outcome.label for outcome in outcomes] == names

    def test_a_killed_worker_costs_one_file_even_in_a_chunk(self) -> None:
        names = ["a", "b", "kill", "c", "d"]
        outcomes = list(run_batch(batch_of(*names), RunSettings(), 2, behave_by_name))
        assert [outcome.label for outcome in outcomes] == names
        assert [outcome.is_failure for outcome in outcomes] == [False, False, True, False, False]
        assert "signal 9" in outcomes[2].message

    def test_a_hung_worker_costs_one_file_and_counts_as_too_slow(self) -> None:
        settings = RunSettings(stall_seconds=1)
        outcomes = list(run_batch(batch_of("hang", "b", size=100_000), settings, 1, behave_by_name))
        assert [outcome.exit_code for outcome in outcomes] == [ExitCode.ENGINE, ExitCode.DONE]

    def test_known_outcomes_keep_their_place(self) -> None:
        jobs: list[Job | Outcome] = [*batch_of("a", "b")]
        jobs.insert(1, Outcome("bekannt", ExitCode.OUTPUT))
        labels = [outcome.label for outcome in run_batch(jobs, RunSettings(), 1, behave_by_name)]
        assert labels == ["a", "bekannt", "b"]

    def test_workers_keep_their_temporary_files_in_the_run_s_folder(self) -> None:
        with temporary_folder(is_for_workers=True) as folder:
            settings = RunSettings(temporary_folder=folder)
            (outcome,) = run_batch(batch_of("tell"), settings, 1, behave_by_name)
            assert outcome.message == str(folder)
        assert not folder.exists()

    def test_the_pages_of_a_single_job_are_told(self) -> None:
        seen: list[tuple[int, int]] = []
        with temporary_folder(is_for_workers=True) as folder:
            settings = RunSettings(temporary_folder=folder)
            jobs = batch_of("pages", size=100_000)
            with pages_told(folder, lambda done, total: seen.append((done, total))):
                (outcome,) = run_batch(jobs, settings, 1, behave_by_name)
        assert outcome.pages == 1
        assert set(seen) == {(1, 3)}

    @pytest.mark.parametrize(("megabytes", "code"), [(300, ExitCode.INPUT), (0, ExitCode.DONE)])
    def test_a_worker_gets_no_more_memory_than_it_may(self, megabytes: int, code: ExitCode) -> None:
        settings = RunSettings(max_memory_bytes=megabytes * 2**20 or None)
        (outcome,) = run_batch(batch_of("much", size=100_000), settings, 1, need_memory)
        assert outcome.exit_code == code

    def test_leaving_early_ends_the_workers(self) -> None:
        outcomes = run_batch(
            batch_of(*(f"slow{number}" for number in range(50)), size=100_000), RunSettings(), 2, behave_by_name
        )
        assert next(outcomes).label == "slow0"
        began = time.monotonic()
        outcomes.close()  # type: ignore[attr-defined]
        assert time.monotonic() - began < 5

    def test_little_text_is_worked_on_in_this_process(self, tmp_path: Path) -> None:
        few = [source(tmp_path / str(number)) for number in range(10)]
        assert runs_alone(few, None)
        assert not runs_alone(few, 2)
        assert not runs_alone([source(tmp_path / "a", size=200_000)] * 2, None)
        assert runs_alone([source(tmp_path / "a", size=200_000)], 8)
        assert useful_workers(few) == 1


class FullFile:
    """A file on a disk without space."""

    def seek(self, place: int) -> None:  # noqa: ARG002
        raise OSError(errno.ENOSPC, "No space left on device")

    def write(self, data: bytes) -> int:  # noqa: ARG002
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self) -> None:
        self.seek(0)


class TestManySources:
    def test_what_is_on_disk_comes_back_as_it_was(self) -> None:
        gone = InputError("der Ordner ist leer", "")
        all_of_them = [
            Source(
                f"in/{number}", Path(os.fsdecode(b"gr\xfcn")) / str(number), str(number), PurePosixPath("x\n"), number
            )
            for number in range(9)
        ]
        all_of_them[7] = Source("leer", Path("leer"), "leer", PurePosixPath("leer"), problem=gone)
        sources = Sources(all_of_them, most_in_memory=3)
        assert len(sources) == 9
        assert list(sources) == all_of_them
        assert (sources[-1], sources[2:5], sources[7].problem) == (all_of_them[8], all_of_them[2:5], gone)
        with pytest.raises(IndexError):
            sources[9]

    def test_a_full_folder_for_temporary_files_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        one = source(tmp_path)
        sources = Sources((), most_in_memory=0)
        sources.append(one)
        full = FullFile()
        monkeypatch.setattr(sources, "_file", full)
        for fail in (lambda: sources.append(one), lambda: sources[0]):
            with pytest.raises(OutputError, match="temporary files is full"):
                fail()
        assert len(sources) == 1

        def no_file(**_: object) -> None:
            full.seek(0)

        monkeypatch.setattr(tempfile, "TemporaryFile", no_file)
        with pytest.raises(OutputError, match="temporary files is full"):
            Sources((one,), most_in_memory=0)
        with pytest.raises(OutputError, match="temporary files is full"):
            SummaryFile(tmp_path / "s.json", (), force=False)

    def test_more_files_than_memory_should_hold_are_found_in_order(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ocrfix.batch.sources.MOST_IN_MEMORY", 4)
        touch(*(tmp_path / f"{number:02}.txt" for number in range(30)))
        discovery = discover((tmp_path, tmp_path / "03.txt"), None, DiscoveryOptions())
        assert [source.name for source in discovery.sources] == [f"{number:02}.txt" for number in range(30)]
        refuse_collisions(discovery.sources, (), full_names=False)
