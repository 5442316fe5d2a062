"""Read sanctions: who imposes, extends, lifts, threatens or breaks which measure against whom, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.attribution import Claim, claim_at
from extractors.clauses import Clauses
from extractors.context import Context
from extractors.dates import DateMention
from extractors.drafts import Draft
from extractors.expressions import longest
from extractors.records import Sanction
from extractors.sanction_acts import Act, read_act
from extractors.sanction_rows import SanctionDraft, replace_row
from extractors.sanction_targets import (
    Target,
    is_total,
    nearest_actor,
    read_authority,
    read_targets,
    read_totals,
    reason_end,
)
from extractors.sanction_words import Measure, cue, find_measures, has_cue, word_table
from extractors.text import fold

_LONGEST = 380  # characters of evidence
_STRONG_KINDS = frozenset({"list", "label", "freeze", "frozen", "cut", "expelled", "diplomatic", "banned"})
_RULES = {
    "lifted": "sanction.raf",
    "extended": "sanction.tamdid",
    "violated": "sanction.kharq",
    "in_force": "sanction.uqubat",
}
_RULES_OF_KINDS = {
    "list": "sanction.idraj",
    "label": "sanction.idraj",
    "cut": "sanction.qataa",
    "expelled": "sanction.tarada",
    "diplomatic": "sanction.qataa",
    "freeze": "sanction.tajmid",
    "banned": "sanction.hazr",
    "ban": "sanction.hazr",
}
_ARTICLE_RULE = "sanction.farada"


def draft_sanctions(
    context: Context,
    clauses: Clauses,
    claims: Sequence[Claim],
    dates: Sequence[DateMention],
    events: Sequence[Draft],
    earlier: Sequence[SanctionDraft],
) -> Iterator[SanctionDraft]:
    """Yield the sanctions that a sentence tells; `earlier` are those of the sentences before it."""
    measures = find_measures(clauses)
    told = _Told(context, clauses, claims, dates, events, list(earlier))
    if not measures:
        yield from told.echoes()
        return
    if is_total(clauses, measures) and (totals := list(read_totals(clauses))):
        yield from (told.total(measures[0], target) for target in totals)
        return
    for n, measure in enumerate(measures):
        yield from told.read(measure, measures, n)
    yield from told.echoes()


@dataclass(slots=True)
class _Told:
    """What one sentence tells of sanctions, with what the article told before."""

    context: Context
    clauses: Clauses
    claims: Sequence[Claim]
    dates: Sequence[DateMention]
    events: Sequence[Draft]
    earlier: list[SanctionDraft]
    shared: tuple[Measure, Act, list[Target], int | None] | None = None
    is_spelled_out: bool = False

    def read(self, measure: Measure, measures: Sequence[Measure], n: int) -> Iterator[SanctionDraft]:
        """Yield the rows of one measure, one for each kind of target."""
        clauses = self.clauses
        joined = self._joins(measure)
        act = self._act(measure, joined)
        if act is None or (
            measure.kind == "sanctions" and act.status != "lifted" and self._spells_out(measure, measures, n)
        ):
            if act is not None:
                self.is_spelled_out = True
                self.shared = (measure, act, read_targets(clauses, measure, act), read_authority(clauses, measure, act))
            return
        targets = read_targets(clauses, measure, act)
        authority = read_authority(clauses, measure, act)
        if self.shared and (joined or self.is_spelled_out):
            targets = targets or (self.shared[2] if self.shared[0].measure != "asset_freeze" else [])
            authority = authority if authority is not None else self.shared[3]
        self.shared = (measure, act, targets, authority)
        measure = self._resolved(measure)
        if not self._is_told(measure, act, targets, authority):
            return
        hit: Sequence[Target | None] = targets or [None]
        for target in hit:
            draft = self._draft(measure, act, target, authority, joined)
            if draft.event is not None:
                self._settle_event(draft, draft.event, act, target, authority)
            self.earlier.append(draft)
            yield draft

    def _settle_event(
        self, draft: SanctionDraft, event: Draft, act: Act, target: Target | None, authority: int | None
    ) -> None:
        """Give the event of the same clause what the sanction tells: its status, who imposes it, whom it hits."""
        row, sentence = draft.row, self.clauses.sentence
        if row.status == "proposed" or (row.status == "lifted" and act.is_planned):
            event.event = replace(event.event, status="planned")
        elif row.status in ("imposed", "extended", "violated") and event.event.status == "planned":
            event.event = replace(event.event, status="actual")
        event.actors[:] = [
            a
            for a in event.actors
            if not longest(word_table("sanction_measures.tsv"), [fold(w) for w in a[2].split()], 0)
        ]
        roles = {role for role, *_ in event.actors}
        if (
            target
            and "patient" not in roles
            and row.target_text
            and row.measure != "asset_freeze"
            and row.status != "violated"
        ):
            event.actors.append(
                ("patient", row.target_actor_id, row.target_text, sentence.start(target.lo), sentence.end(target.hi))
            )
        if authority is not None and "agent" not in roles and row.authority_text and row.status != "violated":
            chunk = self.clauses.chunks[authority]
            start, end = sentence.start(chunk.lo), sentence.end(chunk.hi)
            event.actors.append(("agent", row.authority_actor_id, sentence.tokens.text[start:end], start, end))

    def _act(self, measure: Measure, joined: bool) -> Act | None:
        act = read_act(self.clauses, measure)
        if (
            self.is_spelled_out
            and self.shared
            and not self.shared[1].hits
            and (act is None or act.status == "in_force")
        ):
            return replace(self.shared[1], at=measure.lo, chunk=None)
        if joined and self.shared and (act is None or (act.status == "in_force" and act.at == measure.lo)):
            before = self.shared[1]
            return before if not before.hits else Act("in_force", measure.lo)
        return act

    def _joins(self, measure: Measure) -> bool:
        """Return whether و ties the measure to the one before it."""
        if self.shared is None:
            return False
        words = self.clauses.sentence.words
        lo = self.shared[0].hi
        close = measure.lo - lo <= 10 and not any(w.key in ".؛" or w.pos == "V" for w in words[lo : measure.lo])
        word = words[measure.lo]
        return close and (
            bool(word.conjunction)
            or word.key.startswith("و")
            or (measure.lo > 0 and words[measure.lo - 1].key.startswith("و"))
        )

    def _spells_out(self, measure: Measure, measures: Sequence[Measure], n: int) -> bool:
        """Return whether the sanctions are told by their measures: العقوبات تشمل حظرا نفطيا وتجميدا لأصول."""
        following = measures[n + 1] if n + 1 < len(measures) else None
        if following is None:
            return False
        words = self.clauses.sentence.words
        between = words[measure.hi : following.lo]
        before = words[max(0, measure.lo - 2) : measure.lo]
        includes = any(longest(word_table("sanction_cues.tsv", "include"), [w.key], 0) for w in (*between, *before))
        return includes and following.lo - measure.hi <= 12

    def _resolved(self, measure: Measure) -> Measure:
        """Give a ban that does not say what it forbids the measure that the article named before."""
        if measure.measure:
            return measure
        before = next(
            (
                d.row.measure
                for d in reversed(self.earlier)
                if d.row.measure not in ("listing", "asset_freeze", "diplomatic")
            ),
            None,
        )
        return replace(measure, measure=before or "listing")

    def _is_told(self, measure: Measure, act: Act, targets: Sequence[Target], authority: int | None) -> bool:
        """Return whether a mention tells enough: a standing sanction needs a target, an authority or an effect."""
        if self._is_generic_subject(act):
            return False
        if measure.kind in ("list", "label", "cut", "expelled", "diplomatic"):
            return bool(targets)
        if measure.kind in ("bar", "banned"):
            return (
                authority is not None and self.clauses.actor_type(self.clauses.chunks[authority]) in ("state", "igo")
            ) or (measure.kind == "bar" and bool(self.earlier))
        if act.status != "in_force" or targets or authority is not None:
            return True
        words = self.clauses.sentence.words
        if any(w.has("nationality") for w in words[measure.hi : measure.hi + 2]):
            return True
        if self.shared is not None and self.shared[1].hits:
            return True
        return self._has_cause(measure) or measure.kind in ("freeze", "frozen", "limit", "ban")

    def _is_generic_subject(self, act: Act) -> bool:
        """Return whether a relative clause only describes states in general: الدول التي فرضت عقوبات عليها."""
        if act.chunk is None or act.chunk not in self.clauses.valencies:
            return False
        antecedent = self.clauses.valencies[act.chunk].antecedent
        return antecedent is not None and bool(cue(self.clauses, self.clauses.chunks[antecedent].lo, "generic"))

    def total(self, measure: Measure, target: Target) -> SanctionDraft:
        """Return a row for how many are under sanctions."""
        act = Act("in_force", measure.lo)
        lo, hi = target.lo, target.hi
        if (
            target.target_type == "person"
            or not self.earlier
            or self.earlier[-1].sentence != self.clauses.sentence.number
        ):
            positions = range(len(self.clauses.sentence.keys))
            lo = min(lo, next((i for i in positions if cue(self.clauses, i, "total")), lo))
        draft = self._draft(
            replace(measure, measure=measure.measure or "listing"),
            act,
            target,
            read_authority(self.clauses, measure, act),
            False,
            (lo, hi),
        )
        self.earlier.append(draft)
        return draft

    def echoes(self) -> Iterator[SanctionDraft]:
        """Yield what is told as the same or a similar step: عطلت روسيا إجراء مماثلا, فعل الاتحاد الأمر نفسه."""
        before = next(
            (
                d
                for d in reversed(self.earlier)
                if d.row.status != "in_force" and d.sentence >= self.clauses.sentence.number - 1
            ),
            None,
        )
        if before is None:
            return
        for i in range(len(self.clauses.sentence.keys)):
            kind = "similar" if cue(self.clauses, i, "similar") else "same" if cue(self.clauses, i, "same") else None
            if kind:
                found = cue(self.clauses, i, kind)
                measure = Measure(i, i + len(found.keys) if found else i + 1, before.row.measure, "echo")
                act = read_act(self.clauses, measure)
                if act is None or (act.status == "in_force" and kind == "similar"):
                    continue
                yield self._echo(before, measure, act)

    def _echo(self, before: SanctionDraft, measure: Measure, act: Act) -> SanctionDraft:
        clauses = self.clauses
        verb = next(
            (
                n
                for n in range(len(clauses.chunks) - 1, -1, -1)
                if clauses.chunks[n].kind == "V" and clauses.chunks[n].lo <= measure.lo
            ),
            None,
        )
        status = act.status if act.status != "in_force" else before.row.status
        subject = nearest_actor(clauses, measure.lo)
        if act.status == "blocked":
            forum = next(
                (
                    n
                    for n, c in enumerate(clauses.chunks)
                    if c.lo >= measure.lo and c.before in ("في", "ب") and clauses.actor_type(c) == "igo"
                ),
                None,
            )
            subject = forum
        draft = self._draft(
            measure,
            replace(act, status=status, at=clauses.chunks[verb].lo if verb is not None else act.at),
            None,
            subject,
            False,
        )
        row = draft.row
        if act.status == "blocked":
            return replace_row(draft, target_type=before.row.target_type)
        kept = {
            name: getattr(before.row, name)
            for name in (
                "target_type",
                "target_text",
                "target_actor_id",
                "target_country",
                "target_count_min",
                "target_count_max",
            )
        }
        return replace_row(draft, **kept) if row else draft

    def _draft(
        self,
        measure: Measure,
        act: Act,
        target: Target | None,
        authority: int | None,
        joined: bool,
        extent: tuple[int, int] | None = None,
    ) -> SanctionDraft:
        clauses, context = self.clauses, self.context
        sentence = clauses.sentence
        lo, hi = extent or self._extent(measure, act, target, authority, joined)
        reason = reason_end(clauses, min(hi, target.lo + 1 if target else measure.hi)) if not joined else None
        if reason and target and target.lo < reason[0] < target.hi:
            target = replace(target, hi=reason[0])
        if reason and reason[0] - hi <= 1 and reason[1] > hi and not extent:
            hi = reason[1]
        start = sentence.start(lo) + (
            lo == measure.lo and not sentence.clitics[lo] and sentence.keys[lo].startswith("و")
        )  # and
        while sentence.end(hi) - start > _LONGEST and hi > measure.hi:
            hi -= 1
        end = sentence.end(hi)
        claim = claim_at(self.claims, act.at)
        date = self._date(lo, hi)
        who = clauses.chunks[authority] if authority is not None else None
        authority_id = context.actors.resolve(clauses, who) if who else None
        authority_text = self._authority_text(authority) if authority is not None else None
        if who is None and (
            adjective := next(
                (i for i in range(measure.hi, min(measure.hi + 3, len(sentence.keys))) if cue(clauses, i, "authority")),
                None,
            )
        ):
            authority_text = sentence.quote(adjective, adjective + 1)
        elif who is None and (inherited := self._inherited(measure, act)):
            authority_id, authority_text = inherited
        target_id = self._target_actor(target)
        if authority_id is not None and authority_id == target_id:
            authority_id = authority_text = None
        row = Sanction(
            sanction_id="",
            article_id=context.article.article_id,
            event_id=None,
            authority_actor_id=authority_id,
            authority_text=authority_text,
            status=act.status,
            measure=measure.measure,
            target_type=self._target_type(measure, target),
            target_text=sentence.quote(target.lo, target.hi) if target else None,
            target_actor_id=target_id,
            target_country=self._target_country(target),
            target_count_min=target.low if target else None,
            target_count_max=target.high if target else None,
            reason_text=sentence.tokens.text[sentence.start(reason[0], clitics=True) : sentence.end(reason[1])]
            if reason
            else None,
            date_text=sentence.quote(date.start, date.end) if date else None,
            date_start=date.date_start if date else None,
            date_end=date.date_end if date else None,
            date_precision=date.precision if date else "unknown",
            source_actor_id=claim.source if claim and claim.source != authority_id else None,
            via_actor_id=claim.via if claim and claim.source != authority_id else None,
            start=start,
            end=end,
            quote=sentence.tokens.text[start:end],
            rule=self._rule(measure, act),
        )
        return SanctionDraft(
            row,
            sentence.number,
            self._event(lo, hi),
            self._is_strong(measure, act, target, authority),
            act.status == "in_force",
            self._is_generic(measure),
        )

    def _rule(self, measure: Measure, act: Act) -> str:
        return _RULES.get(act.status) or _RULES_OF_KINDS.get(measure.kind) or _ARTICLE_RULE

    def _extent(
        self, measure: Measure, act: Act, target: Target | None, authority: int | None, joined: bool
    ) -> tuple[int, int]:
        chunks = self.clauses.chunks
        hi = max([measure.hi, *(c.hi for c in chunks if c.lo <= measure.lo < c.hi)])
        if target:
            hi = max(hi, target.hi)
        if joined and act.at < measure.lo:
            return measure.lo, hi
        lo = min(measure.lo, act.at)
        if act.follows and act.chunk is not None:
            hi = max(hi, chunks[act.chunk].hi)
        if target and target.lo < lo:
            lo = target.lo
        if act.status == "in_force" and act.at == measure.lo and not target and self._has_cause(measure):
            lo = self._clause_start(lo)
        if authority is not None and (act.at - 4 <= chunks[authority].lo):
            lo, hi = min(lo, chunks[authority].lo), max(hi, chunks[authority].hi)
        return lo, hi

    def _has_cause(self, measure: Measure) -> bool:
        return has_cue(self.clauses, range(max(0, measure.lo - 1), measure.lo + 1), "cause")

    def _clause_start(self, position: int) -> int:
        """Return the first word of the clause before a position, at most twenty words back."""
        words = self.clauses.sentence.words
        for i in range(position - 1, max(position - 20, -1), -1):
            if words[i].key in ".؛،,:" or (
                words[i].pos == "F" and words[i].senses[0].ref in ("comp", "rel", "boundary")
            ):
                return i + 1
        return max(position - 20, 0)

    def _target_type(self, measure: Measure, target: Target | None) -> str:
        if target:
            return target.target_type
        key = self.clauses.sentence.keys[measure.hi - 1]
        if measure.measure == "travel_ban":
            return "person"
        if measure.measure == "asset_freeze" and measure.kind != "frozen":
            if key.endswith(("ها",)):
                return "state"
            sibling = next(
                (d.row.target_type for d in reversed(self.earlier) if d.sentence == self.clauses.sentence.number), None
            )
            near = any(
                found
                for i in range(len(self.clauses.sentence.keys))
                if (found := longest(word_table("sanction_objects.tsv"), self.clauses.sentence.keys, i))
                and found.value == "travel_ban"
            )
            return "person" if near or key.endswith(("ه", "هم")) else sibling or "person"
        return "state"

    def _target_actor(self, target: Target | None) -> str | None:
        if target is None:
            return None
        return self.context.actors.resolve(self.clauses, self.clauses.chunks[target.chunk], role="patient")

    def _target_country(self, target: Target | None) -> str | None:
        if target is None:
            return None
        chunk = self.clauses.chunks[target.chunk]
        if chunk.mention and (ref := chunk.mention.ref("country", "seat")):
            return ref
        words = self.clauses.sentence.words[target.lo : target.hi]
        return next((sense.ref for word in words for sense in word.of("nationality")), None)

    def _authority_text(self, n: int) -> str:
        chunk, sentence = self.clauses.chunks[n], self.clauses.sentence
        if chunk.mention and chunk.mention.is_a("actor", "country", "seat"):
            return sentence.quote(chunk.mention.lo, chunk.mention.hi)
        for i in range(chunk.lo, chunk.hi):
            if sentence.words[i].has("nationality") and cue_measure(self.clauses, chunk.lo, i):
                return sentence.quote(i, i + 1)
        return sentence.quote(chunk.lo, chunk.hi)

    def _inherited(self, measure: Measure, act: Act) -> tuple[str | None, str | None] | None:
        """Return the authority of the same sanctions told before, where this mention only goes on with them."""
        number = self.clauses.sentence.number
        near = [
            d
            for d in self.earlier
            if number - d.sentence <= 2 and d.row.authority_actor_id and d.row.status != "blocked"
        ]
        word = self.clauses.sentence.words[measure.lo]
        if near and (act.hits or word.definite or self.shared is not None or act.status in ("in_force", "imposed")):
            return near[-1].row.authority_actor_id, near[-1].row.authority_text
        return None

    def _date(self, lo: int, hi: int) -> DateMention | None:
        return next((d for d in self.dates if lo <= d.start < hi + 3), None)

    def _event(self, lo: int, hi: int) -> Draft | None:
        number = self.clauses.sentence.number
        own = [
            d
            for d in self.events
            if d.sentence == number and d.event.event_type == "sanction" and d.words[0] < hi and lo < d.words[1]
        ]
        return own[0] if own else None

    def _is_generic(self, measure: Measure) -> bool:
        """Return whether a ban is named so generally that it can be any ban told before: الحظر التجاري الروسي."""
        return (
            measure.kind == "ban"
            and measure.measure in ("other", "listing")
            and self.clauses.sentence.keys[measure.lo].endswith("الحظر")
        )  # the ban

    def _is_strong(self, measure: Measure, act: Act, target: Target | None, authority: int | None) -> bool:
        clauses = self.clauses
        told = (
            clauses.sentence.keys[measure.lo].find("ال") in (0, 1, 2)
            or clauses.sentence.keys[measure.lo].startswith("لل")
            or bool(target)
        )  # the
        if act.status in ("lifted", "violated") and (told or measure.kind != "sanctions"):
            return not has_cue(clauses, range(len(clauses.sentence.keys)), "domestic")
        if measure.kind in _STRONG_KINDS and (measure.kind != "freeze" or target or authority is not None):
            return True
        if target and (
            self._target_country(target)
            or clauses.actor_type(clauses.chunks[target.chunk]) in ("state", "armed_group", "political", "military")
        ):
            return True
        if authority is not None and self._is_foreign(authority):
            return not has_cue(clauses, range(len(clauses.sentence.keys)), "domestic")
        return has_cue(clauses, range(measure.hi, min(measure.hi + 3, len(clauses.sentence.keys))), "strong")

    def _is_foreign(self, n: int) -> bool:
        """Return whether an authority acts between states: one with a name or a country, not just a ministry."""
        chunk = self.clauses.chunks[n]
        named = bool(chunk.mention and chunk.mention.is_a("actor", "country", "seat"))
        return named or any(w.has("nationality") for w in self.clauses.sentence.words[chunk.lo : chunk.hi])


def cue_measure(clauses: Clauses, lo: int, hi: int) -> bool:
    """Return whether a word that names a sanction stands among words `lo` to `hi`."""
    return any(longest(word_table("sanction_measures.tsv"), clauses.sentence.keys, i) for i in range(lo, hi))
