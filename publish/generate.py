"""Write what is made from schema/: record classes, metadata.json, the README's data dictionary.

`python -m publish.generate` writes; with `--check` it exits 1, naming what is stale.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from publish.columns import columns_of_views, text_of
from publish.metadata import make_metadata
from publish.schemas import PROJECT, Column, Schema, read_all_schemas, read_schemas

BEGIN = "<!-- data dictionary: begin (made from schema/ by `make generate`) -->"
END = "<!-- data dictionary: end -->"
PYTHON_TYPES = {"string": "str", "integer": "int", "number": "float", "array": "tuple[str, ...]"}


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a generated file is stale.")
def main(check: bool) -> None:
    """Write, or check, the files that are made from schema/."""
    stale = [path for path, text in make_files() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if check and stale:
        names = ", ".join(str(path.relative_to(PROJECT)) for path in stale)
        raise click.ClickException(f"stale: {names}. Run `make generate` and commit what changes.")
    for path, text in make_files():
        if path in stale:
            path.write_text(text, encoding="utf-8")
            click.echo(f"wrote {path.relative_to(PROJECT)}")


def make_files() -> Iterator[tuple[Path, str]]:
    """Return each generated file with the text it should have."""
    yield PROJECT / "extractors" / "records.py", make_records(read_schemas())
    yield PROJECT / "metadata.json", json.dumps(make_metadata(), ensure_ascii=False, indent=2) + "\n"
    interoperability = PROJECT / "docs" / "interoperability.md"
    yield interoperability, put_dictionary(interoperability.read_text(encoding="utf-8"), make_dictionary_of_views())
    readme = PROJECT / "README.md"
    yield readme, put_dictionary(readme.read_text(encoding="utf-8"), make_dictionary(read_all_schemas()))


def make_records(schemas: tuple[Schema, ...]) -> str:
    """Return the source of extractors/records.py."""
    head = '"""Record classes, one per table. Made from schema/ by `make generate`: edit the schema."""\n\n'
    head += "from dataclasses import dataclass\n"
    classes = "".join(f"\n\n{_make_class(schema)}" for schema in schemas)
    names = "".join(f'    "{schema.table}": {schema.record},\n' for schema in schemas)
    return f"{head}{classes}\n\nRECORDS: dict[str, type] = {{\n{names}}}\n"


def _make_class(schema: Schema) -> str:
    summary = schema.description.removeprefix("One row is ").split(". ")[0].split(": ")[0].rstrip(".")
    summary = f"{summary[0].upper()}{summary[1:]}."
    fields = "".join(f"    {_make_field(column)}\n" for column in schema.columns)
    return f'@dataclass(frozen=True, slots=True, kw_only=True)\nclass {schema.record}:\n    """{summary}"""\n\n{fields}'


def _make_field(column: Column) -> str:
    python_type = PYTHON_TYPES[column.json_type]
    return f"{column.name}: {python_type} | None = None" if column.is_nullable else f"{column.name}: {python_type}"


def make_dictionary(schemas: tuple[Schema, ...]) -> str:
    """Return the data dictionary in Markdown: a section per table, a line per column."""
    return "\n".join(_make_section(schema) for schema in schemas)


def _make_section(schema: Schema) -> str:
    lines = [f"### `{schema.table}`: {schema.title} · {schema.title_ar}", "", schema.description, ""]
    lines += ["| column | type | meaning | المعنى |", "| --- | --- | --- | --- |"]
    lines += [_make_line(schema, column) for column in schema.columns]
    return "\n".join([*lines, ""])


def _make_line(schema: Schema, column: Column) -> str:
    kind = {"string": "text", "array": "JSON list"}.get(column.json_type, column.json_type)
    kind += ", null" if column.is_nullable else ""
    kind += ", key" if column.name in schema.primary_key else ""
    meaning = column.description
    if column.unit:
        meaning += f" Unit: {column.unit}."
    if column.refers_to:
        meaning += f" → `{column.refers_to[0]}`"
    elif column.values:
        meaning += " " + " · ".join(f"`{value}`" for value in column.values)
    return f"| `{column.name}` | {kind} | {meaning} | {column.description_ar} |"


def make_dictionary_of_views() -> str:
    """Return the columns of the views that speak others' words, in Markdown."""
    return "\n".join(_make_view_section(view) for view in columns_of_views() if view.endswith("_like"))


def _make_view_section(view: str) -> str:
    lines = [f"### `{view}`", "", "| column | meaning | المعنى |", "| --- | --- | --- |"]
    texts = ((column, text_of(view, column)) for column in columns_of_views()[view])
    lines += [f"| `{column}` | {text.description} | {text.description_ar} |" for column, text in texts if text]
    return "\n".join([*lines, ""])


def put_dictionary(readme: str, dictionary: str) -> str:
    """Return the README with the dictionary between its markers, added at the end where there are none."""
    if BEGIN not in readme:
        readme = f"{readme.rstrip()}\n\n## Data dictionary\n\n{BEGIN}\n{END}\n"
    before, rest = readme.split(BEGIN, 1)
    return f"{before}{BEGIN}\n\n{dictionary}\n{END}{rest.split(END, 1)[1]}"


if __name__ == "__main__":
    main()
