"""What the READMEs say of the real answer is what the service answers."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.client import Client

ROOT = Path(__file__).parent.parent
QUESTION = "/api/zones/lingang/measures?valid_on=2024-08-31&limit=1000"
ROW = re.compile(r"^\| `(\w+)`[:：][^|]*\| (\d+) \|", re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_table_of_bases_is_the_real_answer(client: Client, name: str) -> None:
    printed = {basis: int(count) for basis, count in ROW.findall((ROOT / name).read_text("utf-8"))}
    items = client.get(QUESTION).json()["items"]
    assert printed == Counter(item["basis"] for item in items)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_total_is_the_real_one(client: Client, name: str) -> None:
    found = re.search(r"(\d+) (?:items|项)", (ROOT / name).read_text("utf-8"))
    assert found is not None
    assert int(found.group(1)) == client.get(QUESTION).json()["total"]
