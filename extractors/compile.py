"""Compile the lexicon: every written form of every entry, folded, with its senses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractors.entries import ActorEntry, CountryEntry, PlaceEntry, Trigger
from extractors.forms import VerbForm, adjective_forms, inflect, noun_forms
from extractors.lexicon import Body, Lexicon, Noun
from extractors.packed import Packed
from extractors.phrase_index import Phrase
from extractors.relevance import written_forms
from extractors.sources import (
    LexiconError,
    read_actors,
    read_countries,
    read_places,
    read_rows,
    read_triggers,
    split_bar,
)
from extractors.text import fold
from extractors.words import Sense

# A word whose own letters look like the article once its hamza is folded: آليات, ألغام.
_NO_ARTICLE = ("آل", "أل", "إل")
_WITHOUT_ARTICLE = Sense("no-article", "")

# The order in which readings of one phrase are preferred.
_PHRASE_ORDER = {"actor": 0, "country": 1, "seat": 2, "body": 3, "place": 4, "weapon": 5, "trigger": 6, "people": 7}


class Compiler:
    """Collect senses and phrases from the lexicon's files."""

    def __init__(self) -> None:
        """Start empty."""
        self.senses: dict[str, list[Sense]] = defaultdict(list)
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        self.function_words: dict[str, None] = {}

    def has_verb(self, form: str) -> bool:
        """Return whether a form is already known as some verb's."""
        return any(sense.kind == "verb" for sense in self.senses.get(fold(form), ()))

    def sense(self, form: str, sense: Sense) -> None:
        """Add one meaning of a written form."""
        key = fold(form)
        if key and sense not in self.senses[key]:
            self.senses[key].append(sense)
        if form.startswith(_NO_ARTICLE) and _WITHOUT_ARTICLE not in self.senses[key]:
            self.senses[key].append(_WITHOUT_ARTICLE)

    def phrase(self, form: str, kind: str, ref: str) -> None:
        """Add a name or a fixed expression of one word or more."""
        keys = tuple(fold(form).split())
        if keys:
            self.phrases[keys[0]].append(Phrase(keys, kind, ref))
            if len(keys) > 1:  # names printed without their space: الأممالمتحدة
                self.phrases["".join(keys)].append(Phrase(("".join(keys),), kind, ref))


def compile_lexicon() -> Lexicon:
    """Return the lexicon of all files; raise LexiconError at the first fault."""
    compiler = Compiler()
    countries = {entry.country: entry for entry in read_countries()}
    actors = _unique((*read_actors(), *state_actors(countries.values())))
    places = {entry.place_id: entry for entry in read_places()}
    triggers = _unique_triggers(read_triggers())
    _add_function_words(compiler)
    _add_verbs(compiler, triggers)
    _add_trigger_nouns(compiler, triggers)
    nouns = _add_people(compiler) | _add_objects(compiler)
    bodies = _add_bodies(compiler)
    _add_countries(compiler, countries.values())
    _add_actors(compiler, actors.values())
    _add_places(compiler, places.values(), countries.values())
    for row in read_rows("weapons.tsv"):
        compiler.phrase(row["word"], "weapon", row["word"])
    place_heads = {fold(row["word"]): row["place_type"] for row in read_rows("place_heads.tsv")}
    for word in place_heads:
        compiler.sense(word, Sense("place-head", word))
        compiler.sense("ال" + word, Sense("place-head", word))  # the
    for row in read_rows("titles.tsv"):
        compiler.sense(row["word"], Sense("title", row["word"], "kin" if row["kin"] == "1" else ""))
    for row in read_rows("given_names.tsv"):
        compiler.sense(row["word"], Sense("given-name", row["word"], "common" if row["common"] == "1" else ""))
    _add_classes(compiler)
    _add_common_nouns(compiler)
    country_places = {
        place.country: place.place_id for place in places.values() if place.place_type == "country" and place.country
    }
    phrases = {key: _ordered(found) for key, found in compiler.phrases.items()}
    return Lexicon(
        senses=Packed({key: tuple(senses) for key, senses in compiler.senses.items()}),
        phrases=Packed(phrases),
        actors=Packed(actors),
        places=Packed(places),
        countries=countries,
        triggers=triggers,
        nouns=nouns,
        bodies=bodies,
        place_heads=place_heads,
        verb_classes=_verb_classes(),
        country_places=country_places,
        capitals=_capitals(places.values(), countries),
        domains=_domains(),
        outlets=_short_names(phrases, actors),
    )


def _capitals(places: Iterable[PlaceEntry], countries: Mapping[str, CountryEntry]) -> dict[str, str]:
    """Return the place of each country's capital, by country."""
    names = {country: entry.capital_ar for country, entry in countries.items() if entry.capital_ar}
    return {
        place.country: place.place_id
        for place in places
        if place.country and place.place_type == "city" and names.get(place.country) in (place.name_ar, *place.aliases)
    }


def state_actors(countries: Iterable[CountryEntry]) -> Iterable[ActorEntry]:
    """Yield each country as an actor, acting as one state, and its army."""
    for entry in countries:
        yield ActorEntry(
            actor_id=f"military-{entry.country.lower()}",
            name_ar=f"الجيش {adjective_of(entry)}",  # the army
            name_en=f"Army ({entry.name_en})",
            actor_type="military",
            country=entry.country,
            parent_id=f"state-{entry.country.lower()}",
            file="extractors/lexicon/countries.tsv",
        )
        yield ActorEntry(
            actor_id=f"state-{entry.country.lower()}",
            name_ar=entry.name_ar,
            name_en=entry.name_en,
            actor_type="state",
            country=entry.country,
            file="extractors/lexicon/countries.tsv",
        )


def adjective_of(entry: CountryEntry) -> str:
    """Return a country's adjective with the article."""
    return f"ال{entry.adjectives[0]}" if entry.adjectives else entry.name_ar  # the


def _unique(entries: Iterable[ActorEntry]) -> dict[str, ActorEntry]:
    found: dict[str, ActorEntry] = {}
    for entry in entries:
        if entry.actor_id in found:
            raise LexiconError(f"{entry.file}:{entry.line}: id {entry.actor_id} stands twice; give one another id")
        found[entry.actor_id] = entry
    for entry in found.values():
        if entry.parent_id and entry.parent_id not in found:
            raise LexiconError(f"{entry.file}:{entry.line}: parent {entry.parent_id} is no actor; correct or drop it")
    return found


def _unique_triggers(entries: Iterable[Trigger]) -> dict[str, Trigger]:
    found: dict[str, Trigger] = {}
    for entry in entries:
        if entry.rule_id in found:
            raise LexiconError(f"{entry.file}:{entry.line}: id {entry.rule_id} stands twice; give one another id")
        found[entry.rule_id] = entry
    return found


def _add_function_words(compiler: Compiler) -> None:
    for row in read_rows("function_words.tsv"):
        compiler.sense(row["word"], Sense("function", row["class"], row["word"][-1]))
        compiler.function_words[fold(row["word"])] = None


def _add_verbs(compiler: Compiler, triggers: dict[str, Trigger]) -> None:
    """Add the forms of the triggers' verbs and of the frequent verbs that only bound clauses."""
    rows = list(read_rows("verbs.tsv"))
    forms = inflect(
        sorted(
            {(row["past"], row["present"]) for row in rows}
            | {pair for entry in triggers.values() for pair in entry.verbs}
        )
    )
    not_verbs = {fold(row["word"]) for row in read_rows("not_verbs.tsv")}
    for entry in triggers.values():
        for pair in entry.verbs:
            for form in forms[pair]:
                if form.number == "d" and fold(form.form) in not_verbs:  # ردا, وعدا: nouns
                    continue
                compiler.sense(form.form, _verb_sense(entry.rule_id, form))
    _add_participles(compiler, triggers)
    others = not_verbs | set(compiler.function_words)
    for entry in triggers.values():
        if entry.speech:
            _add_first_person(compiler, entry, others)
    for row in rows:
        for form in forms[row["past"], row["present"]]:
            if compiler.has_verb(form.form) or not _is_other_word(row, form, others):
                compiler.sense(form.form, _verb_sense(f"={row['class']}:{fold(row['past'])}", form))


def _add_participles(compiler: Compiler, triggers: dict[str, Trigger]) -> None:
    """Add the participles that tell what speakers do meanwhile: متهما, مؤكدا."""
    for entry in triggers.values():
        for participle in entry.participles:
            _add_participle(compiler, participle, entry.rule_id)
    for row in read_rows("participles.tsv"):
        _add_participle(compiler, row["participle"], f"=report:{fold(row['past'])}")


def _add_first_person(compiler: Compiler, entry: Trigger, others: set[str]) -> None:
    """Add what speakers say of themselves in quotations: ندعو, أدعو."""
    for _, present in entry.verbs:
        for form, number in (("ن" + present[1:], "1p"), ("أ" + present[1:], "1s")):  # we, I
            if fold(form) not in others and fold(form) not in compiler.senses:
                compiler.sense(form, Sense("verb", entry.rule_id, "present", number))


def _add_participle(compiler: Compiler, participle: str, ref: str) -> None:
    """Add the accusatives of an active participle: متهما, متهمة, متهمين."""
    for form, agreement in ((participle + "ا", "ms"), (participle + "ة", "fs"), (participle + "ين", "mp")):
        compiler.sense(form, Sense("verb", ref, "participle", agreement))


def _is_other_word(row: Mapping[str, str], form: VerbForm, others: set[str]) -> bool:
    """Return whether a verb's form is nearly always another word in the press."""
    if fold(form.form) in others or (row["passive"] == "0" and form.voice == "passive"):
        return True
    past = fold(row["past"])
    return row["homograph"] == "1" and form.aspect == "past" and fold(form.form) in (past, past + "ا")


def _verb_sense(ref: str, form: VerbForm) -> Sense:
    return Sense(
        "verb", ref, f"passive-{form.aspect}" if form.voice == "passive" else form.aspect, form.gender + form.number
    )


def _add_trigger_nouns(compiler: Compiler, triggers: dict[str, Trigger]) -> None:
    for entry in triggers.values():
        for kind, nouns in (
            ("masdar", entry.masdars),
            ("event-noun", entry.nouns),
            ("victim-noun", entry.victim_nouns),
        ):
            for singular, plural in nouns:
                if " " in singular:
                    _add_noun_phrase(compiler, entry, singular, plural)
                    continue
                for form in noun_forms(singular, plural):
                    if form.number == "d" and form.form.endswith("ي") and not form.form.endswith("تي"):  # تركي, قضائي
                        continue
                    compiler.sense(form.form, Sense(kind, entry.rule_id, form.number))
        for phrase in entry.phrases:
            _add_trigger_phrase(compiler, entry, phrase)


def _add_noun_phrase(compiler: Compiler, entry: Trigger, singular: str, plural: str | None) -> None:
    for phrase in filter(None, (singular, plural)):
        _add_trigger_phrase(compiler, entry, phrase)
        _add_trigger_phrase(compiler, entry, " ".join("ال" + word for word in phrase.split()))  # the
        _add_trigger_phrase(compiler, entry, " ".join(_accusative(word) for word in phrase.split()))


def _add_trigger_phrase(compiler: Compiler, entry: Trigger, phrase: str) -> None:
    compiler.phrase(phrase, "trigger", entry.rule_id)
    compiler.sense(phrase.split(maxsplit=1)[0], Sense("opens-phrase", entry.rule_id))


def _accusative(word: str) -> str:
    """Return an indefinite noun or adjective as an object: هجوما, جوية.

    >>> [_accusative(word) for word in ("هجوم", "جوية", "غارات")]
    ['هجوما', 'جوية', 'غارات']
    """
    return word if word.endswith(("ة", "ات", "ا")) else word + "ا"


def _add_people(compiler: Compiler) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for row in read_rows("people_nouns.tsv"):
        name = f"people:{row['singular']}"
        nouns[name] = Noun(
            row["singular"], row["actor_type"] or None, row["victim_type"] or None, row["victim_group"] or None
        )
        _add_noun(compiler, "people", name, row["singular"], row["plural"])
    return nouns


def _add_objects(compiler: Compiler) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for row in read_rows("objects.tsv"):
        name = f"object:{row['singular']}"
        nouns[name] = Noun(row["singular"], None, None, row["object_type"])
        _add_noun(compiler, "object", name, row["singular"], row["plural"])
    return nouns


def _add_noun(compiler: Compiler, kind: str, name: str, singular: str, plural: str) -> None:
    if " " in singular:
        for phrase in (singular, plural):
            compiler.phrase(phrase, kind, name)
        return
    for form in noun_forms(singular, plural):
        compiler.sense(form.form, Sense(kind, name, form.number))


def _add_common_nouns(compiler: Compiler) -> None:
    """Add the forms of nouns and adjectives that mean nothing here but are no names: قرار, القرار, قرارا, قرارات."""
    for row in read_rows("nouns.tsv"):
        for word in filter(None, (row["singular"], row["plural"])):
            for form in _common_forms(word):
                compiler.sense(form, Sense("noun", row["singular"]))


def _common_forms(word: str) -> Iterator[str]:
    """Yield a common word's spellings, a relative adjective's feminine and plural too.

    >>> list(_common_forms("قرار")), list(_common_forms("خطة"))  # decision, plan
    (['قرار', 'القرار', 'قرارا'], ['خطة', 'الخطة'])
    """
    yield from (word, "ال" + word)  # the
    if not word.endswith(("ة", "ات", "ا", "ى", "اء")):
        yield word + "ا"
    if word.endswith("ي") and len(word) >= _RELATIVE:
        for ending in ("ة", "ين", "ون", "ات"):
            yield from (word + ending, "ال" + word + ending)  # the


_RELATIVE = 5  # letters of the shortest relative adjective: دولي and longer take ة, ون, ات


def _add_bodies(compiler: Compiler) -> dict[str, Body]:
    bodies: dict[str, Body] = {}
    for row in read_rows("bodies.tsv"):
        bodies[fold(row["head"])] = Body(
            row["head"], row["name_en"], row["actor_type"], fold(row["not_before"]) or None
        )
        compiler.phrase(row["head"], "body", fold(row["head"]))
    return bodies


def _add_countries(compiler: Compiler, countries: Iterable[CountryEntry]) -> None:
    entries = tuple(countries)
    names = {fold(name) for entry in entries for name in (entry.name_ar, *entry.aliases)}
    for entry in entries:
        for adjective in entry.adjectives:
            if " " in adjective:
                compiler.phrase(adjective, "country", entry.country)
                continue
            for form in adjective_forms(adjective):
                if form.tanwin and fold(form.form) in names:  # سوريا is Syria, not a Syrian
                    continue
                compiler.sense(form.form, Sense("nationality", entry.country, form.number))
        for plural in entry.plurals:
            for written in (plural, "ال" + plural):  # the
                compiler.sense(written, Sense("nationality", entry.country, "p"))


def _add_actors(compiler: Compiler, actors: Iterable[ActorEntry]) -> None:
    for entry in actors:
        if not entry.actor_id.startswith(("state-", "military-")):
            for name in (entry.name_ar, *entry.aliases):
                compiler.phrase(name, "actor", entry.actor_id)


def _add_places(compiler: Compiler, places: Iterable[PlaceEntry], countries: Iterable[CountryEntry]) -> None:
    for place in places:
        if place.place_type != "country":
            for name in (place.name_ar, *place.aliases):
                compiler.phrase(name, "place", place.place_id)
    for entry in countries:
        for name in (entry.name_ar, *entry.aliases):
            compiler.phrase(name, "country", entry.country)
        for name in (*entry.seats, *filter(None, (entry.capital_ar,))):
            compiler.phrase(name, "seat", entry.country)


def _add_classes(compiler: Compiler) -> None:
    """Add the closed classes of words that the clause engine asks for."""
    for row in read_rows("word_classes.tsv"):
        for word in split_bar(row["words"]):
            if " " in word:
                compiler.phrase(word, row["class"], word)
            else:
                compiler.sense(word, Sense(row["class"], word))


def _domains() -> dict[str, str]:
    """Return the domain of each form of the words of domains.tsv; a word as listed goes before another's form."""
    listed = {fold(word): row["domain"] for row in read_rows("domains.tsv") for word in split_bar(row["words"])}
    forms = {form: domain for word, domain in listed.items() for form in written_forms(word)}
    return forms | listed


def _verb_classes() -> dict[str, tuple[str, ...]]:
    """Return the classes of word_classes.tsv by the folded word."""
    classes: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("word_classes.tsv"):
        for word in split_bar(row["words"]):
            classes[fold(word)].append(row["class"])
    return {word: tuple(names) for word, names in classes.items()}


def _ordered(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """Return phrases longest first, then by kind; each once."""
    return tuple(sorted(set(phrases), key=lambda p: (-len(p.keys), _PHRASE_ORDER.get(p.kind, 9), p.ref)))


_OUTLETS = (
    "صحيفه",
    "جريده",
    "قناه",
    "مجله",
    "موقع",
    "اذاعه",
    "راديو",
    "وكاله",
)  # newspaper, channel, magazine, site, radio, agency


def _short_names(
    phrases: Mapping[str, tuple[Phrase, ...]], actors: Mapping[str, ActorEntry]
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return what outlets are called without their head noun, by its first word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for head in _OUTLETS:
        for phrase in phrases.get(head, ()):
            if phrase.kind == "actor" and len(phrase.keys) > 1 and actors[phrase.ref].actor_type == "media":
                found[phrase.keys[1]].append((phrase.keys[1:], phrase.ref))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in found.items()}
