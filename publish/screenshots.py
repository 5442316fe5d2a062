"""Make the pictures that the README shows: `python -m publish.screenshots build/sijill.db docs/images`."""

from pathlib import Path
from typing import Any, NamedTuple

import click
from sqlite_utils import Database

from publish.browsing import CHROMIUM, chromium, serve_in_background


class Picture(NamedTuple):
    """A picture: its file, the page, the language, the colours, and the window in CSS pixels."""

    name: str
    path: str
    language: str
    scheme: str
    width: int
    height: int


def pictures_of(database: Path) -> list[Picture]:
    """Return what is shown: the home page, an article, an event on a phone, a table."""
    db = Database(database)
    article = db.execute("select article_id from events group by 1 order by count(*) desc, 1 limit 1").fetchone()[0]
    event = db.execute("select event_id from tolls order by claims desc, best desc, event_id limit 1").fetchone()
    event = event or db.execute("select event_id from events order by event_id limit 1").fetchone()
    name = database.stem
    return [
        Picture("home-en", "/", "en", "light", 1100, 760),
        Picture("article-ar", f"/{name}/articles/{article}", "ar", "light", 1100, 760),
        Picture("event-ar-phone-dark", f"/{name}/events/{event[0]}", "ar", "dark", 360, 740),
        Picture("table-en", f"/{name}/events", "en", "light", 1100, 760),
    ]


def take(browser: Any, address: str, picture: Picture, folder: Path) -> Path:  # noqa: ANN401  # Playwright's Browser
    """Write the picture and return its file."""
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=size, color_scheme=picture.scheme, locale=picture.language)
    page = context.new_page()
    page.goto(address + picture.path, wait_until="networkidle")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


@click.command()
@click.argument("database", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(database: Path, folder: Path) -> None:
    """Write pictures of the site over DATABASE into FOLDER."""
    if CHROMIUM is None:
        raise click.ClickException("there is no Chromium here: install the package chromium")
    folder.mkdir(parents=True, exist_ok=True)
    with serve_in_background(database) as address, chromium() as browser:
        for picture in pictures_of(database):
            click.echo(f"wrote {take(browser, address, picture, folder)}")


if __name__ == "__main__":
    main()
