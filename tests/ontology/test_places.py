"""Hunan's places: one province, its 14 prefectures and 122 districts, cities and counties, by code, name, level and whole."""

import csv
from pathlib import Path

from engine import home, read_world

LIST = Path(__file__).parent / "places.csv"
PLACES = read_world(home()).places
PROVINCE = "430000"
PREFECTURE = {"prefecture", "autonomous-prefecture"}
COUNTY = {"district", "county-level-city", "county", "autonomous-county"}


def listed() -> dict[str, dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def at(levels: set[str]) -> set[str]:
    return {code for code, one in PLACES.items() if one.level in levels}


def test_every_place_has_the_name_that_the_list_says() -> None:
    assert {code: one.label.zh for code, one in PLACES.items()} == {code: row["name"] for code, row in listed().items()}


def test_every_place_has_the_whole_that_the_list_says() -> None:
    assert {code: one.parent for code, one in PLACES.items()} == {
        code: row["parent"] or None for code, row in listed().items()
    }


def test_every_place_has_the_level_that_the_list_says() -> None:
    assert {code: one.level for code, one in PLACES.items()} == {code: row["level"] for code, row in listed().items()}


def test_there_are_14_prefectures_and_122_places_below_them() -> None:
    assert (len(at({"province"})), len(at(PREFECTURE)), len(at(COUNTY))) == (1, 14, 122)


def test_a_code_has_six_digits_and_begins_like_its_whole() -> None:
    wrong = [code for code in PLACES if not (code.isascii() and code.isdigit() and len(code) == 6)]
    wrong += [code for code in at(PREFECTURE) if PLACES[code].parent != PROVINCE or code[:2] != PROVINCE[:2]]
    wrong += [code for code in at(COUNTY) if code[:4] != (PLACES[code].parent or "")[:4]]
    assert wrong == []


def test_no_place_is_made_up() -> None:
    assert [code for code, one in PLACES.items() if one.fictional] == []
