"""Any RDF as columns: the same graph as the parser reads, whatever the lines look like."""

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import EvidenceError
from engine.messages import fault_sentences
from engine.model.columns import Columns
from engine.read import columns as columns_module
from engine.read import split as split_module
from engine.read.columns import Field, Table, columns_of_tables, read_columns
from engine.read.depth import DEEPEST

Triple = tuple[str, str, str]
XSD = "http://www.w3.org/2001/XMLSchema#"
START = "<http://a/s> <http://a/p> "


def triples_of(columns: Columns) -> set[Triple]:
    text = columns.terms.text.to_list()
    return {
        (text[subject], name, text[object_])
        for name, relation in columns.relations.items()
        for subject, object_ in zip(relation.subjects.tolist(), relation.objects.tolist(), strict=True)
    }


def parsed(content: bytes, form: ox.RdfFormat = ox.RdfFormat.N_TRIPLES) -> set[Triple]:
    return {(str(one.subject), str(one.predicate), str(one.object)) for one in ox.parse(content, format=form)}


def read(content: str | bytes, form: str = "nt") -> set[Triple]:
    columns = read_columns([(content.encode() if isinstance(content, str) else content, form)])
    text = columns.terms.text
    assert text.n_unique() == len(text)
    return triples_of(columns)


def refused(content: str | bytes | Path, form: str = "nt") -> tuple[str, str]:
    given = content.encode() if isinstance(content, str) else content
    with pytest.raises(EvidenceError) as caught:
        read_columns([(given, form)])
    fault = caught.value.faults[0]
    assert fault_sentences(fault, "en")["problem"] and fault_sentences(fault, "zh")["remedy"]
    return fault.code, fault.where


OBJECTS = [
    '"a"', '"a b  c"', '"a b c d e f g h i j"', f'"a"^^<{XSD}string>', '"a"@EN-us', '"a"@en--ltr', '"\\u00e9"', '"\\U0001F600"',
    "<http://a/\\u00e9>", '"a\tb"', '"a\x01b c d e f g h i j"', '"\x7f"', '"\\u0000"', "_:b", "_:B-1.x", "_:é", '"a" @en',
    '"a"^^ <http://a/b>', '"x\\"^^y"^^<http://z/>', '"x\\\\"', '"\\b\\t\\n\\f\\r\\"\\\\"', "<http://[::1]/>", "<http:>", "<urn:x:y>",
    "<http://u@a:1/p?q#f>", "<http://a/é/中>", "<http://a/%20>", '"\u2028\u0085"', '"中文"@zh', f'"007"^^<{XSD}integer>', '"\ufffe"',
    '"a"@x-foo', "<mailto:a@b>", "<file:///a>", "<http://a/?\ue000>", "<http://a/-/b-c>", '"#"', "<http://a/#b>", '"."', '" . "',
]  # fmt: skip


@pytest.mark.parametrize("object_", OBJECTS)
def test_an_object_is_what_the_parser_says(object_: str) -> None:
    line = f"{START}{object_} .\n"
    assert read(line) == parsed(line.encode())


WHOLE = [
    "", "\n", "# c\n", "\n\n# c\r\n", f'{START}"x".', f'{START}"x" . # c\n', f' {START}"x" .\n', f'{START}"x"  .  \n',
    f'{START}"x" .\r\n\r\n{START}"y" .\r\n', f'{START}"x" .\r{START}"y" .\n', '<http://a/s>\t<http://a/p>\t"x" .\n',
    '<http://a/s><http://a/p>"x".\n', '_:a <http://a/p> _:a.\n', f'<http://a/\\u0041> <http://a/p> "x" .\n{START}"x" .\n',
    '<http://a/s> <http://[::1]/p> "x" .\n', '<http://a/s> <http://a/\\u0070> "x" .\n',
    f'{START}"x" .\n{START}"x"^^<{XSD}string> .\n{START}"x" .', '<http://a/p> <http://a/p> <http://a/p> .\n',
    '<http://a/s>  <http://a/p> "a b" .\n',
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_a_text_is_what_the_parser_says(text: str) -> None:
    assert read(text) == parsed(text.encode())


BROKEN = [
    "<rel>", "<http://a/b c>", "<http://a/%zz>", "<1a:b>", "<http://a:b/>", "<http://a/{x}>", '"a\rb"', '"a"@toolonglanguage',
    '"a"@en_', '"a"@1', "_:-a", '"x" ..', '"a" <http://g/>', '"\\ud800"', '"\\x"', '"a', f'"a"^^<{XSD}', "", "a", '"a"^^<rel>',
    '"a"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>', f'"x" . {START}"y"',
]  # fmt: skip


@pytest.mark.parametrize("object_", BROKEN)
def test_a_broken_line_is_refused_with_its_number(object_: str) -> None:
    good = f'{START}"x" .\n'
    assert refused(f"{good}\n{START}{object_} .\n{good}") == ("COL-001", "#1 line 3")


@pytest.mark.parametrize(
    "line",
    [
        '"x" <http://a/p> "x" .',
        '<http://a/s> _:b "x" .',
        f'\ufeff{START}"x" .',
        "a",
        START,
        f'{START}"x"',
        '<http://a/s> "x" "x" .',
    ],
)
def test_a_line_that_is_no_triple_is_refused(line: str) -> None:
    assert refused(line)[0] == "COL-001"


def test_a_line_that_only_the_whole_text_would_excuse_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns_module, "_translated", lambda source: iter(()))
    assert refused(f"{START}<a b> .\n")[0] == "COL-001"


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.nt"
    path.write_bytes(f'{START}"x" .\n{START}"'.encode() + b'\xff" .\n')
    assert refused(path) == ("COL-001", "data.nt line 2")


def test_triple_terms_are_refused() -> None:
    assert refused(f"{START}<<( <http://a/s> <http://a/p> <http://a/o> )>> .")[0] == "COL-006"
    assert refused(f'{START}<<( <http://a/s> <http://a/p> "x" )>> .', "ttl")[0] == "COL-006"


@pytest.mark.parametrize("form", ["nq", "trig", "rdf", "xml", ""])
def test_other_forms_are_refused(form: str) -> None:
    assert refused("", form)[0] == "COL-002"


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.nt") == ("COL-005", "none.nt")
    assert refused(tmp_path / "none.ttl", "ttl") == ("COL-005", "none.ttl")


def test_turtle_and_json_ld_are_read() -> None:
    turtle = "@prefix a: <http://a/> . a:s a:p 1, 1.0, 'x y'@EN, '''l\n'''; a:q true ."
    assert read(turtle, "ttl") == parsed(turtle.encode(), ox.RdfFormat.TURTLE)
    linked = '{"@id": "http://a/s", "http://a/p": ["x", 1, true, {"@value": "y", "@language": "EN"}]}'
    assert read(linked, "jsonld") == parsed(linked.encode(), ox.RdfFormat.JSON_LD)


def test_relative_iris_are_below_the_base() -> None:
    assert read("<s> <p> <o> .", "ttl") == {tuple(f"<https://w3id.org/clausegraph/{one}>" for one in "spo")}


def test_broken_turtle_is_refused_with_its_line() -> None:
    assert refused("\n<http://a> <b> x:y .", "ttl") == ("COL-001", "#1 line 2")
    assert refused("{", "jsonld")[0] == "COL-001"


def test_contexts_from_elsewhere_are_refused() -> None:
    assert refused('{"@context": "http://a/context", "@id": "http://a/s", "http://a/p": 1}', "jsonld")[0] == "COL-001"


def test_named_graphs_are_refused() -> None:
    assert (
        refused('{"@id": "http://a/g", "@graph": [{"@id": "http://a/s", "http://a/p": 1}]}', "jsonld")[0] == "COL-003"
    )


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("jsonld", '{"http://a/p":' * 5000 + "1" + "}" * 5000),
        ("ttl", "<http://a/s> <http://a/p> " + "[ <http://a/p> " * 5000 + "1" + "]" * 5000 + " ."),
        ("ttl", "<http://a/s> <http://a/p> " + "(" * 20000 + ")" * 20000 + " ."),
        ("ttl", "<http://a/s> <http://a/p> " + "<<( <http://a/s> <http://a/p> " * 20000 + "1" + " )>>" * 20000 + " ."),
    ],
)
def test_deep_nesting_is_refused_before_the_parser_sees_it(form: str, text: str) -> None:
    assert refused(text, form)[0] == "COL-004"


def test_brackets_in_strings_and_comments_are_no_nesting() -> None:
    many = "[({<<" * DEEPEST
    turtle = f"<http://a/s> <http://a/p> '{many}', \"{many}\", '''{many}\n''', \"\"\"{many}\n\"\"\" . # {many}"
    assert len(read(turtle, "ttl")) == 2
    assert len(read(f'{{"@id": "http://a/s", "http://a/p": "{many}"}}', "jsonld")) == 1


def test_blank_nodes_of_two_texts_never_join() -> None:
    line = b"_:b <http://a/p> _:c .\n"
    columns = read_columns([(line, "nt"), (line, "nt"), (f'{START}"x" .'.encode(), "nt")])
    assert len(columns.terms) == 6 and columns.triples() == 3
    assert all(one.startswith(("_:s1_", "_:s2_", "<", '"')) for one in columns.terms.text)


def test_texts_are_one_graph() -> None:
    line = f'{START}"x" .\n'.encode()
    columns = read_columns([(line, "nt"), (line, "ttl"), (START.encode() + b'"y z".', "nt")])
    assert triples_of(columns) == {("<http://a/s>", "<http://a/p>", '"x"'), ("<http://a/s>", "<http://a/p>", '"y z"')}


def test_no_texts_at_all() -> None:
    assert read_columns([]).triples() == 0


def test_the_broken_one_of_several_texts_is_named() -> None:
    with pytest.raises(EvidenceError) as caught:
        read_columns([(f'{START}"x" .\n'.encode(), "nt"), (f"{START}<a b> .\n".encode(), "nt")])
    assert caught.value.faults[0].where == "#2 line 1"


@pytest.mark.parametrize("size", [40, 100, 1000])
def test_pieces_are_cut_between_lines(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(split_module, "CHUNK", size)
    lines = [f'{START}"{"x y " * number}é{number}" .' for number in range(30)]
    path = tmp_path / "data.nt"
    for end in ("", "\n"):
        text = "\n".join(lines) + end
        path.write_text(text, encoding="utf-8")
        assert triples_of(read_columns([(path, "nt")])) == read(text) == parsed(text.encode())


iris = st.sampled_from(["<http://a/s>", "<http://a/é>", "<urn:a:b>", "<http://a/\\u00e9>", "<http://[::1]/>"])
blanks = st.sampled_from(["_:a", "_:b.c", "_:0"])
bodies = st.text(
    st.characters(exclude_characters='"\\\n\r', exclude_categories=["Cs"]) | st.sampled_from(" \t#.<>@^"), max_size=12
)
escapes = st.sampled_from(["", "\\n", '\\"', "\\\\", "\\u0041", "\\u0001", "\\U0001F600"])
ends = st.sampled_from(
    ["", "@en", "@EN", "@zh-Hans-CN", f"^^<{XSD}string>", f"^^<{XSD}decimal>", "^^<http://a/\\u00e9>"]
)
literals = st.builds('"{}{}{}"{}'.format, bodies, escapes, bodies, ends)
gaps = st.sampled_from([" ", " ", " ", " ", "  ", "\t", ""])
tails = st.sampled_from([" .\n", " .\n", " .\n", ".\n", " . # c\n", " .\r\n", "\t.\n", " .\n\n# c d e\n"])
lines = st.builds(
    lambda *parts: "".join(parts),
    iris | blanks.map(lambda one: one + " "),
    gaps,
    iris,
    gaps,
    iris | blanks | literals,
    tails,
)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(lines, max_size=12))
def test_any_lines_are_what_the_parser_says(found: list[str]) -> None:
    text = "".join(found)
    try:
        wanted = parsed(text.encode())
    except SyntaxError as fault:
        code, where = refused(text)
        assert (code, where) == ("COL-001", f"#1 line {fault.lineno}")
    else:
        assert read(text) == wanted


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.lists(st.text(alphabet='<>"_:abe/\\u0041@^. #\n\t', max_size=40), max_size=3))
def test_any_rubbish_is_what_the_parser_says(found: list[str]) -> None:
    text = "\n".join([f'{START}"x" .', *found])
    try:
        wanted = parsed(text.encode())
    except SyntaxError:
        assert refused(text)[0] == "COL-001"
    else:
        assert read(text) == wanted


TABLE = pl.DataFrame(
    {
        "id": ["a", "b", "c"],
        "value": ["95.0", None, "1"],
        "kind": ["k1", "k2", None],
        "said": ['q"\\', "a\tb\x01", "\ufffe"],
        "when": [date(2020, 1, 2), None, None],
        "at": [datetime(2020, 1, 2, 3, 4, 5), None, datetime(2020, 1, 2, 3, 4, 5, 120000)],
        "count": [1, 2, 3],
        "link": ["http://a/é", None, "urn:x"],
    }
)
FIELDS = (
    Field("value", "<x:value>", f"<{XSD}decimal>"),
    Field("kind", "<x:kind>", prefix="http://k/"),
    Field("said", "<x:said>"),
    Field("said", "<x:said>", language="EN"),
    Field("said", "<x:text>", f"<{XSD}string>"),
    Field("when", "<x:when>", f"<{XSD}date>"),
    Field("at", "<x:at>", f"<{XSD}dateTime>"),
    Field("count", "<x:count>", f"<{XSD}integer>"),
    Field("link", "<x:link>", prefix=""),
)


def test_a_table_is_the_rdf_that_says_so() -> None:
    columns = columns_of_tables([Table("t.csv", TABLE, "id", FIELDS, "http://s/")])
    text = r"""
        <http://s/a> <x:value> "95.0"^^<D#decimal> ; <x:kind> <http://k/k1> ; <x:said> "q\"\\", "q\"\\"@en ; <x:text> "q\"\\" ;
            <x:when> "2020-01-02"^^<D#date> ; <x:at> "2020-01-02T03:04:05"^^<D#dateTime> ; <x:count> 1 ; <x:link> <http://a/é> .
        <http://s/b> <x:kind> <http://k/k2> ; <x:said> "a\tb\u0001", "a\tb\u0001"@en ; <x:text> "a\tb\u0001" ; <x:count> 2 .
        <http://s/c> <x:value> "1"^^<D#decimal> ; <x:said> "\uFFFE", "\uFFFE"@en ; <x:text> "\uFFFE" ;
            <x:at> "2020-01-02T03:04:05.120000"^^<D#dateTime> ; <x:count> 3 ; <x:link> <urn:x> .
    """.replace("D#", XSD)
    assert triples_of(columns) == read(text, "ttl")


def test_no_tables_and_no_fields_state_nothing() -> None:
    assert columns_of_tables([]).triples() == columns_of_tables([Table("t", TABLE, "id", (), "x:")]).triples() == 0


@pytest.mark.parametrize(
    ("table", "code", "where"),
    [
        (Table("t", TABLE, "none", FIELDS), "COL-008", "t"),
        (Table("t", TABLE, "id", (Field("none", "<x:p>"),), "x:"), "COL-008", "t"),
        (Table("t", TABLE, "id", FIELDS), "COL-009", "t id"),
        (Table("t", TABLE, "kind", (Field("count", "<x:p>"),), "x:"), "COL-009", "t kind"),
        (Table("t", TABLE, "id", (Field("said", "<x:p>", prefix="x:"),), "x:"), "COL-009", "t said"),
    ],
)
def test_a_table_that_does_not_fit_its_fields_is_refused(table: Table, code: str, where: str) -> None:
    with pytest.raises(EvidenceError) as caught:
        columns_of_tables([table])
    assert (caught.value.faults[0].code, caught.value.faults[0].where) == (code, where)


def test_a_cell_cannot_smuggle_a_statement() -> None:
    frame = pl.DataFrame({"id": ["a> <x:p> <x:o> . #"], "v": ["1"]})
    with pytest.raises(EvidenceError):
        columns_of_tables([Table("t", frame, "id", (Field("v", "<x:v>"),), "x:")])
