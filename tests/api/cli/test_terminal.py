"""Tables, broken lines and completion: what a person at a terminal sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from api.cli.lines import broken
from api.cli.tables import Column, shared, table
from tests.api.cli.conftest import Cli

TEXT = "《中国数字贸易发展报告 2024》对“数字贸易”（含 DEPA、CPTPP）的 policy practice 作了分析，共 37 项。"


@pytest.mark.parametrize("cells", [20, 33, 78])
def test_lines_are_broken_between_chinese_characters_and_between_words(cells: int) -> None:
    pieces = list(broken(TEXT, cells))
    assert "".join(pieces).replace(" ", "") == TEXT.replace(" ", "")
    assert all(cell_len(piece) <= cells for piece in pieces)
    assert not any(piece.startswith(tuple("，。、”）》 ")) for piece in pieces)
    assert not any(piece.endswith(tuple("《“（ ")) for piece in pieces)
    assert any("policy" in piece for piece in pieces)


@given(st.text(alphabet="中国数据，。“”（）《》 abc 12.-", max_size=200), st.integers(20, 60))
def test_breaking_a_line_loses_nothing_but_spaces(text: str, cells: int) -> None:
    assert "".join(broken(text, cells)).replace(" ", "") == text.replace(" ", "")


def test_a_drawn_cell_is_no_markup_and_stands_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    table([Column("title", 1, below=("id",)), Column("year")], [[("[bold]标题[/bold]很长很长很长很长", "x-1"), "2024"]])
    out = capsys.readouterr().out
    assert "".join(line.rpartition("2024")[0] or line for line in out.splitlines()[2:]).replace(" ", "") == (
        "[bold]标题[/bold]很长很长很长很长x-1"
    )


@pytest.mark.parametrize(
    ("widest", "shares", "room", "given"),
    [
        ([10, 20, 9], [0, 1, 1], 60, [10, 20, 9]),
        ([10, 200, 100], [0, 2, 1], 70, [10, 40, 20]),
        ([10, 200, 12], [0, 2, 1], 70, [10, 48, 12]),
        ([30, 200, 100], [0, 5, 1], 48, [30, 15, 8]),
    ],
)
def test_too_wide_a_table_is_shared_out_and_what_one_column_leaves_goes_to_the_others(
    widest: list[int], shares: list[int], room: int, given: list[int]
) -> None:
    assert shared(widest, shares, room) == given


def test_in_eighty_cells_no_check_of_the_audit_is_broken_within_its_words(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = cli("audit", "--table", "table-1", "--type", "growth").out
    assert "Exports of digitally" in out
    assert "of 2018 from the same source" in out
    assert all(cell_len(line) <= 80 for line in out.splitlines())


def test_elsewhere_a_cell_has_no_tabs_or_lines_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    table([Column("a"), Column("b")], [["one\ttwo\nthree", "4"]])
    assert capsys.readouterr().out == "a\tb\none two three\t4\n"


@pytest.mark.parametrize(
    ("words", "offered", "withheld"),
    [
        ("measures --zone ling", {"lingang", "lingshui"}, {"shanghai"}),
        ("zones --within sh", {"shanghai", "shanghai-ftz"}, {"lingang"}),
        ("zones --class ft", {"ftz", "ftp"}, {"lingang"}),
        ("measures --agreement de", {"depa"}, {"rcep"}),
        ("passages mofcom", {"mofcom-2021", "mofcom-2024"}, set[str]()),
        ("show zo", {"zone/", "zone-class/"}, {"area/"}),
        ("show zone/ling", {"zone/lingang"}, {"zone/lingshui", "lingang"}),
        ("show agr", {"agreement/depa", "agreement/rcep"}, {"agreement/"}),
        ("show depa", {"depa"}, {"rcep"}),
        ("me", {"measures"}, {"zones"}),
    ],
)
def test_completion_offers_ids_and_kinds(
    cli: Cli, words: str, offered: set[str], withheld: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_POLICYGRAPH_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"policygraph {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
    ran = cli()
    found = set(ran.out.split())
    assert ran.code == 0
    assert offered <= found
    assert not withheld & found
