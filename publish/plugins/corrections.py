"""Show on a row what people decided about it, and at a withdrawn row's address why it is gone."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Request, Response

from publish.site.rows import Row, register_database, select

_OF_ROW = "select * from corrections where record_type = :table and record_id = :key order by correction_id"


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    """Return what the page of a row asks."""

    async def corrections_of(table: str, key: str) -> list[Row]:
        return await select(register_database(datasette), _OF_ROW, table=table, key=key)

    return {"corrections_of": corrections_of}


@hookimpl(tryfirst=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Callable[[], Awaitable[Response | None]] | None:
    """Answer 410 with the decision where a row was withdrawn."""
    if not isinstance(exception, NotFound) or request.path.count("/") != 3:
        return None
    _, _, table, key = request.path.split("/")
    is_json = key.endswith(".json")

    async def answer() -> Response | None:
        row = tilde_decode(key.removesuffix(".json"))
        found = await select(register_database(datasette), _OF_ROW, table=table, key=row)
        if not any(decision["action"] == "withdraw" and decision["was_applied"] for decision in found):
            return None
        if is_json:
            return Response.json({"ok": False, "error": "withdrawn", "status": 410, "corrections": found}, status=410)
        old = json.loads(found[0]["old_value"]) if found[0]["old_value"] else {}
        page = {"table": table, "key": row, "corrections": found, "old": old}
        return Response.html(await datasette.render_template("withdrawn.html", page, request), status=410)

    return answer
