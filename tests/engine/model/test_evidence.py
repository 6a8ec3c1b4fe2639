"""A record is named over all submissions by the bytes of its file and its id."""

from engine.model.evidence import Source


def test_the_key_of_a_source_is_the_hash_of_its_file_and_its_id() -> None:
    assert Source("a.csv", "ab12", "line 3", "r3").key == "ab12#r3"


def test_the_same_bytes_under_another_name_give_the_same_key() -> None:
    assert Source("a.csv", "ab12", "line 3", "r3").key == Source("b.csv", "ab12", "line 3", "r3").key
