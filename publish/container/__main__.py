"""The command of publish.container."""

from pathlib import Path

import click

from publish.container import write_dockerfile


@click.command()
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(database: Path) -> None:
    """Write a Dockerfile that serves DATABASE, a path below the project's folder."""
    if database.is_absolute():
        raise click.BadParameter(f"{database}: give its path from the project's folder, where docker builds")
    click.echo(f"wrote {write_dockerfile(database)}")


if __name__ == "__main__":
    main()
