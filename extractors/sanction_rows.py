"""Make the sanctions rows of an article: mentions of one sanction become one row with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.drafts import Draft
from extractors.identity import stable_id
from extractors.records import Article, Evidence, Sanction
from extractors.text import fold

_UNITED_NATIONS = frozenset({"united-nations", "un-security-council"})
_BANS = frozenset({"import_ban", "export_ban", "arms_embargo", "oil_embargo", "other"})
_SETTLED = frozenset({"imposed", "extended", "proposed", "lifted"})
_STANDING_RULE = "sanction.uqubat"


@dataclass(slots=True)
class SanctionDraft:
    """A sanction while the article is read; `is_strong` tells that it can be nothing but a sanction between states."""

    row: Sanction
    sentence: int
    event: Draft | None
    is_strong: bool
    is_passing: bool
    is_generic: bool = False
    more: list[tuple[int, int]] = field(default_factory=list)


def replace_row(draft: SanctionDraft, **changes: object) -> SanctionDraft:
    """Return the draft with some columns of its row changed."""
    return replace(draft, row=replace(draft.row, **changes))  # type: ignore[arg-type]


def merge_sanctions(drafts: Sequence[SanctionDraft]) -> list[SanctionDraft]:
    """Return the rows of an article: mentions of one sanction become evidence of the first; none if all is domestic."""
    if not any(draft.is_strong for draft in drafts):
        return []
    merged: list[SanctionDraft] = []
    for draft in sorted(drafts, key=lambda d: d.is_passing):
        same = next((one for one in merged if _is_same(one, draft)), None)
        if same is None:
            merged.append(draft)
        else:
            _absorb(same, draft)
    return sorted(merged, key=lambda d: (d.row.start, d.row.end))


def _is_same(one: SanctionDraft, two: SanctionDraft) -> bool:
    a, b = one.row, two.row
    if a.measure != b.measure and not (two.is_generic and two.is_passing and a.measure in _BANS):
        return False
    if a.target_type != b.target_type and a.target_text is not None and b.target_text is not None:
        return False
    if a.status != b.status and not _passes_into(a, two):
        return False
    if not _same_authority(a.authority_actor_id, b.authority_actor_id) or not _compatible(a.date_start, b.date_start):
        return False
    if not _compatible(a.target_count_min, b.target_count_min):
        return False
    return _same_target(a, b)


def _same_authority(one: str | None, two: str | None) -> bool:
    return _compatible(one, two) or {one, two} <= _UNITED_NATIONS


def _passes_into(a: Sanction, two: SanctionDraft) -> bool:
    """Return whether a mention of standing sanctions only speaks of those told in `a` again."""
    if not two.is_passing or a.status not in _SETTLED:
        return False
    if a.status == "lifted":
        return two.row.target_text is None and two.row.rule != _STANDING_RULE
    return a.status != "extended" or two.row.authority_actor_id is None or two.is_generic


def _same_target(a: Sanction, b: Sanction) -> bool:
    if a.target_actor_id and b.target_actor_id:
        return a.target_actor_id == b.target_actor_id
    if a.target_country and b.target_country:
        return a.target_country == b.target_country
    one, two = set(fold(a.target_text or "").split()), set(fold(b.target_text or "").split())
    return not one or not two or bool(one & two) or a.target_type == "state"


def _compatible(one: object, two: object) -> bool:
    return one is None or two is None or one == two


def _absorb(one: SanctionDraft, two: SanctionDraft) -> None:
    """Take into a sanction what a further mention of it adds."""
    changes: dict[str, object] = {}
    for names in (
        ("authority_actor_id", "authority_text"),
        ("target_text", "target_actor_id", "target_country"),
        ("reason_text",),
    ):
        if all(getattr(one.row, name) is None for name in names):
            changes |= {name: getattr(two.row, name) for name in names}
            if "target_text" in names and two.row.target_text:
                changes["target_type"] = two.row.target_type
    one.row = replace(one.row, **changes)  # type: ignore[arg-type]
    one.event = one.event or two.event
    one.more.append((two.row.start, two.row.end))
    one.more.extend(two.more)


def sanction_rows(
    drafts: Sequence[SanctionDraft], event_ids: dict[int, str], article: Article
) -> tuple[tuple[Sanction, ...], tuple[Evidence, ...]]:
    """Return the sanctions rows with their ids and events, and their further mentions."""
    ids = {
        id(d): stable_id(
            d.row.article_id, "sanction", d.row.measure, d.row.status, d.row.target_type, d.row.start, d.row.end
        )
        for d in drafts
    }
    unique = list({ids[id(d)]: d for d in reversed(drafts)}.values())[::-1]
    rows = tuple(
        replace(d.row, sanction_id=ids[id(d)], event_id=event_ids.get(id(d.event)) if d.event else None) for d in unique
    )
    evidence = tuple(
        Evidence(
            record_type="sanctions",
            record_id=ids[id(d)],
            article_id=article.article_id,
            start=s,
            end=e,
            quote=article.text[s:e],
        )
        for d in unique
        for s, e in dict.fromkeys(d.more)
        if (s, e) != (d.row.start, d.row.end)
    )
    return rows, evidence
