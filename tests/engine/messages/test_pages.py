"""A page of a fault is written once and spread over its three sentences."""

from engine.messages.pages import Page, spread

PAGES: dict[str, Page] = {"X-001": (("甲", "乙", "丙"), ("a", "b", "c"))}


def test_a_page_is_spread_in_chinese() -> None:
    assert spread(PAGES, 0) == {"fault.X-001.problem": "甲", "fault.X-001.expected": "乙", "fault.X-001.remedy": "丙"}


def test_a_page_is_spread_in_english() -> None:
    assert list(spread(PAGES, 1).values()) == ["a", "b", "c"]
