"""The command `sijill`. Each part imports what it needs, so that none starts slowly for the others' sake."""

import json
import sqlite3
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.faults import SijillError, StrictStop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from publish.building import Making
    from publish.load import LoadSummary
    from publish.pipeline import Item, Outcome
    from publish.progress import Progress

ALL_READ, SOME_REJECTED, NOTHING_MADE = 0, 1, 2
_INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
_STRICT = click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read; write nothing.")
_DATABASE = click.option(
    "--db", "database", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The database to make."
)


_RECORDS = click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
_PROCESSES = click.option(
    "--processes", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes read articles."
)


def _edition_options(command: "Callable[..., None]") -> "Callable[..., None]":
    """Add the options that say what is published of what was read."""
    options = (
        click.option(
            "--corrections",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="Decisions about rows, in place of publish/corrections.yaml.",
        ),
        click.option(
            "--quotes-only", is_flag=True, help="Publish only the words that records rest on, no whole texts."
        ),
        click.option("--mask-names", is_flag=True, help="Withhold names of private victims, minors and detainees."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _use_model(ctx: click.Context, _param: click.Parameter, folder: str | None) -> None:
    """Name the model in the environment while the command runs, so that all its processes use it."""
    if folder:
        from extractors.camel import environment
        from publish.knowledge import MODEL_VARIABLE

        ctx.with_resource(environment(**{MODEL_VARIABLE: folder}))


_NER_MODEL = click.option(
    "--ner-model",
    type=click.Path(exists=True, file_okay=False, resolve_path=True),
    envvar="SIJILL_NER_MODEL",
    show_envvar=True,
    expose_value=False,
    callback=_use_model,
    help="A folder with a neural model that finds more names of people; needs the extra neural.",
)


def _read_shard(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Return (part, parts): 2/8 is the second of eight."""
    if value is None:
        return None
    part, _, parts = value.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise click.BadParameter(f"{value} is no shard: write 2/8 for the second of eight")
    return int(part), int(parts)


class _Group(click.Group):
    """Shows a fault that the user can mend as its message."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # as click declares it
        """Run the command; exit status 2 where nothing was made."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click shows these
        except Exception as error:  # noqa: BLE001  # a fault of ours must not end like a rejected input
            click.echo(_told(error), err=True)
            ctx.exit(SOME_REJECTED if isinstance(error, StrictStop) else NOTHING_MADE)


def _told(error: Exception) -> str:
    if isinstance(error, SijillError) or type(error).__name__ == "LexiconError":  # its import would load the extractors
        return f"Error: {error}"
    if isinstance(error, OSError | sqlite3.Error):
        return f"Error: {error}: look at the disk's space and the permissions; what was there is kept"
    return f"{traceback.format_exc()}This is a fault of sijill: please report it."


def _examples(*lines: str) -> str:
    """Return the examples at the end of a help text, kept line by line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@click.group(
    cls=_Group,
    epilog=_examples(
        "sijill build articles/ --db sijill.db    read a folder, make a database",
        "sijill serve sijill.db                   look at it at http://127.0.0.1:8001",
        "sijill explain --text 'قصف الجيش القرية'  see how a sentence is read",
    ),
)
@click.version_option(package_name="sijill")
def main() -> None:
    """Read Arabic news into a register of events, actors, casualties and sanctions.

    Exit status: 0 when every input was read, 1 when some were rejected, 2 when nothing was made.
    """


@main.command(
    epilog=_examples(
        "sijill extract news.txt",
        "sijill extract news.jsonl.gz | jq .events",
        "zcat news.jsonl.gz | sijill extract -",
        "sijill extract archive/ --out records/ --processes 2",
        "sijill extract archive/ --out records/ --shard 3/100",
        "sijill extract archive/ --out records/ --engine dask --scheduler tcp://10.0.0.1:8786",
    )
)
@_INPUTS
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write a file of records for each input.")
@click.option("--shard", callback=_read_shard, metavar="I/N", help="With --out: only every Nth input, from the Ith on.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="With --engine dask: where the cluster's scheduler listens.")
@_STRICT
@_NER_MODEL
@_PROCESSES
def extract(inputs: tuple[str, ...], out: Path | None, strict: bool, processes: int, **where: Any) -> None:  # noqa: ANN401
    """Print the records of each article as a line of JSON, or keep them in files.

    INPUT is a file or folder of .txt, .md, .html, .json, .jsonl, .csv or saved feeds, each also as .gz, or a .zip of
    them; - reads JSON lines from standard input.

    With --out, what is done already is not done again, and `sijill load` makes a database of it.
    """
    from publish.inputs import read_inputs
    from publish.pipeline import extract_all
    from publish.progress import Progress

    if out is None and (where["shard"] or where["engine"] == "dask"):
        raise click.UsageError("--shard and --engine dask need --out: the records are kept in files")
    progress = Progress(shows_all=out is None)
    if out:
        _extract_to(out, inputs, progress, strict=strict, processes=processes, **where)
    else:
        _print_records(progress.watch(extract_all(read_inputs(inputs, strict=strict), processes)))
    _finish(progress)


def _extract_to(  # the options of `extract`
    out: Path,
    inputs: tuple[str, ...],
    progress: "Progress",
    *,
    shard: tuple[int, int] | None,
    engine: str,
    scheduler: str | None,
    **how: Any,  # noqa: ANN401
) -> None:
    from publish.units import extract_units, find_units, remove_others

    units = find_units(inputs, out)
    part, parts = shard or (1, 1)
    mine = units[part - 1 :: parts]
    if engine == "dask":
        from publish.cluster import extract_on_cluster

        if scheduler is None:
            raise click.UsageError("--engine dask needs --scheduler ADDRESS, such as tcp://127.0.0.1:8786")
        done = extract_on_cluster(mine, scheduler, strict=how["strict"])
    else:
        done = extract_units(mine, **how)
    for one in progress.bar(done, len(mine)):
        progress.add(one)
    if not shard:
        remove_others(out, units)


@main.command(
    epilog=_examples(
        "sijill build articles/ --db sijill.db",
        "sijill build 2015.zip 2016.jsonl.gz --db sijill.db --processes 2",
        "sijill build news.jsonl --db sijill.db --strict",
    )
)
@_INPUTS
@_DATABASE
@_STRICT
@_NER_MODEL
@_PROCESSES
@_edition_options
def build(inputs: tuple[str, ...], database: Path, strict: bool, processes: int, **edition: Any) -> None:  # noqa: ANN401
    """Read articles into a database; where one is there, only what changed since is read.

    INPUT is a file or folder of .txt, .md, .html, .json, .jsonl, .csv or saved feeds, each also as .gz, or a .zip of
    them; - reads JSON lines from standard input. What cannot be read stands in the table `rejected`. If the build
    fails, the old database stays.
    """
    from publish.inputs import read_inputs
    from publish.pipeline import extract_all
    from publish.progress import Progress

    progress = Progress()

    def read(items: "Iterable[Item]") -> "Iterator[Outcome]":
        return progress.watch(extract_all(items, processes))

    _make(database, lambda making: making.build(database, read_inputs(inputs, strict=strict), read), **edition)
    _finish(progress)


@main.command(epilog=_examples("sijill explain news.txt", "sijill explain --text 'قصف الجيش القرية بالمدفعية'"))
@click.argument("file", required=False)
@click.option("--text", help="Explain this sentence.")
@_NER_MODEL
def explain(file: str | None, text: str | None) -> None:
    """Show an article with every mention, trigger, role and rule marked."""
    from extractors.explain import explain as explained
    from extractors.records import Rejected
    from publish.inputs import describe, read_inputs
    from publish.inputs.articles import make_article
    from publish.knowledge import lexicon

    if (file is None) == (text is None):
        raise click.UsageError("give a FILE, or a sentence with --text")
    found = [make_article({"text": text})] if file is None else list(read_inputs([file]))
    for item in found:
        if isinstance(item, Rejected):
            raise SijillError(describe(item))
        click.echo(explained(item, lexicon()))


@main.command(epilog=_examples("sijill extract articles/ --out records/", "sijill validate records/"))
@_RECORDS
def validate(folder: Path) -> None:
    """Check extracted records against schema/, and their quotes against the articles.

    Exit status 1 if a record fails; loading puts such records into the table `issues`.
    """
    from extractors.lexicon import load_lexicon
    from publish.figures import make_rules
    from publish.record_checks import find_issues
    from publish.record_files import read_records

    rules = (rule.rule_id for rule in make_rules(load_lexicon()))
    checked = failed = 0
    for path, line, issues in find_issues(read_records(folder), rules):
        checked += 1
        failed += len(issues)
        for issue in issues:
            click.echo(f"{path}:{line}: {issue.record_type}: {issue.message}")
    click.echo(f"{checked:,} articles checked, {failed:,} records fail.", err=True)
    sys.exit(SOME_REJECTED if failed else ALL_READ)


@main.command(epilog=_examples("sijill load records/ --db sijill.db"))
@_RECORDS
@_DATABASE
@_edition_options
def load(folder: Path, database: Path, **edition: Any) -> None:  # noqa: ANN401
    """Make a database of records that `sijill extract --out` wrote, in place of an old one."""
    from publish.progress import Progress
    from publish.record_files import read_records

    progress = Progress()
    outcomes = progress.watch(outcome for _, _, outcome in read_records(folder))
    _make(database, lambda making: making.load(database, outcomes), **edition)
    _finish(progress)


@main.command(epilog=_examples("sijill serve sijill.db", "sijill serve sijill.db --port 8080"))
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 opens it to other machines.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--tiles", metavar="URL", help="A tile server behind the map, with {z}, {x}, {y}; it learns of readers.")
@click.option("--tiles-credit", default="", help="Whom the map credits for its tiles.")
def serve(database: Path, host: str, port: int, tiles: str | None, tiles_credit: str) -> None:
    """Serve a database in the browser and as JSON and CSV, read-only."""
    from publish.server import serve as serve_site
    from publish.site.tiles import Tiles, fault_of

    if tiles and (fault := fault_of(tiles)):
        raise click.BadParameter(f"{tiles}: {fault}", param_hint="--tiles")

    click.echo(f"Serving {database} at http://{host}:{port} (stop with Ctrl-C)", err=True)
    serve_site(database, host, port, Tiles(tiles, tiles_credit) if tiles else None)


@main.command(
    epilog=_examples("sijill build gold.jsonl --db gold.db", "sijill evaluate gold.jsonl gold.db --write figures.json")
)
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("database", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print all figures as JSON.")
@click.option("--name", help="What the gold set is called; its file name unless given.")
@click.option("--write", "figures", type=click.Path(path_type=Path), help="Keep the figures in this file.")
def evaluate(gold: Path, database: Path, as_json: bool, name: str | None, figures: Path | None) -> None:
    """Compare a database with gold annotations of the same articles: precision, recall, F1."""
    from publish.evaluate import evaluate as evaluated
    from publish.evaluate import to_text, write_figures

    evaluation = evaluated(gold, database, name)
    if figures:
        write_figures(figures, evaluation)
    all_figures = evaluation.score.figures()
    click.echo(json.dumps(all_figures, ensure_ascii=False, indent=1) if as_json else to_text(all_figures))


@main.command(epilog=_examples("sijill check sijill.db", "sijill check sijill.db --last last-month.db"))
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--last", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The last release.")
def check(database: Path, last: Path | None) -> None:
    """Say what stands against releasing a database; exit status 1 if anything does.

    Keys, evidence, counts for an article, columns that are seldom filled, days in the future, tolls out of line, and
    with --last rules that give far more or fewer rows than before. The limits are in publish/metadata/gates.yaml.
    """
    from publish.release import check_release

    found = check_release(database, last)
    for message in found:
        click.echo(message)
    click.echo(f"{database}: " + (f"{len(found)} checks fail" if found else "may be released"), err=True)
    sys.exit(SOME_REJECTED if found else ALL_READ)


@main.command(
    epilog=_examples("sijill diff last-month.db sijill.db", "sijill diff old.db new.db --rows > changes.jsonl")
)
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rows", is_flag=True, help="Print each row that differs as a line of JSON.")
def diff(old: Path, new: Path, rows: bool) -> None:
    """Tell what rows came, went and changed between two databases."""
    from publish.difference import compare, summarise

    if rows:
        for change in compare(old, new):
            click.echo(change.to_json())
        return
    for table, counts in summarise(compare(old, new)).items():
        click.echo(f"{table}: " + ", ".join(f"{number:,} {kind}" for kind, number in counts.items() if number))


def _print_records(outcomes: "Iterable[Outcome]") -> None:
    from extractors.records import Rejected
    from publish.record_files import to_json

    for outcome in outcomes:
        if not isinstance(outcome, Rejected):
            click.echo(to_json(outcome))


def _make(
    database: Path,
    make: "Callable[[Making], LoadSummary]",
    corrections: Path | None,
    *,
    quotes_only: bool,
    mask_names: bool,
) -> None:
    from extractors.lexicon import load_lexicon
    from publish.building import Making
    from publish.corrections import FILE, read_corrections
    from publish.edition import Edition, read_licences
    from publish.figures import make_rules, read_quality
    from publish.locking import writing_alone

    lexicon = load_lexicon()
    edition = Edition(
        corrections=read_corrections(corrections or FILE),
        licences=read_licences(),
        quotes_only=quotes_only,
        public_actors=frozenset(lexicon.actors) if mask_names else None,
    )
    with writing_alone(database.parent):
        summary = make(Making(edition, tuple(make_rules(lexicon)), tuple(read_quality())))
    for row in edition.corrections.unmet():
        click.echo(f"{row}: a correction is about it, but it is read no more", err=True)
    if summary.issues:
        click.echo(f"{summary.issues:,} records failed their checks: see the table issues", err=True)
    click.echo(f"{database}: {sum(summary.rows.values()):,} rows", err=True)


def _finish(progress: "Progress") -> None:
    click.echo(progress.summary(), err=True)
    sys.exit(SOME_REJECTED if progress.rejected else ALL_READ)
