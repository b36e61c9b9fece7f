"""A small invented report with everything that a report's text may hold, and a folder of data for it."""

from pathlib import Path

from loaders.outline import Source, read_source
from loaders.passages import ReportText, report_text
from loaders.text import sha256

PAGE_BREAK = " "
TEXT = f"""

样本报告

2030

目 录
一、总论\t1
（一）数据\t2

一、总论¹

甲市发布《样本办法》。乙市没有发布

¹ 第一条注。

² 资料来源：某机构

任何办法²。丙市说：“好。”丁市也是

{PAGE_BREAK}
如此（试行）

样的。

专栏 1 概念

下列各项：

（1）甲；

框内文字。

框后正文。

（一）数据

数据来源：某机构

图 1 样本图

表1 样本表
（单位：亿元）

名次\t地方\t2029\t\t
\t\t数额\t增速\t
1\t甲市\t10.5\t-2
名次\t地方\t2029\t\t
2\t乙市\t7\t—
合计\t\t17.5\t

数据来源：某机构
"""

STRUCTURE = r"""
  title: [样本报告, '2030']
  contents: {title: 目 录, entry: '(?P<title>[^\t]+)\t\d+'}
  headings:
    - {level: 1, pattern: '[一二三]、'}
    - {level: 2, pattern: '（[一二三]）'}
  boxes: {title: '专栏 (?P<number>\d+) ', ends_before: 框后}
  footnotes: {mark: '[¹²³]', body: '[¹²³] '}
  figures: {order: [source, caption], caption: '图 (?P<number>\d+) ', source: '数据来源：'}
  tables:
    order: [caption, unit, rows, source]
    caption: '表(?P<number>\d+) [^。]+$'
    unit: （单位
    rows: '[^\t]*\t'
    source: '数据来源：'
    layouts:
      - id: table-1
        header_rows: 2
        columns: [rank, place, value, growth]
        named_by: [place, rank]
        rows: {甲市: jia, 乙市: yi, 合计: sum}
  counts:
    paragraphs: 5
    joins: 3
    headings: {1: 1, 2: 1}
    boxes: 1
    boxed_paragraphs: 3
    footnotes: 2
    figures: 1
    tables: 1
    cells: 5
"""


def write_source(root: Path, text: str = TEXT, structure: str = STRUCTURE) -> Path:
    """Write ``source.yml`` of the report ``sample`` into its folder under ``root``; returns the folder."""
    folder = root / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    head = f"id: sample\nlabel: {{zh: 样本报告, en: Sample}}\nsha256: {sha256(text)}\nstructure:"
    (folder / "source.yml").write_text(head + structure, "utf-8")
    return folder


def sample_source(root: Path, structure: str = STRUCTURE) -> Source:
    """The layout of the sample."""
    return read_source(write_source(root, structure=structure))


def sample_report(root: Path, text: str = TEXT, structure: str = STRUCTURE) -> ReportText:
    """The passages of the sample, or of another text with its layout."""
    return report_text(sample_source(root, structure), text, "sample.txt")
