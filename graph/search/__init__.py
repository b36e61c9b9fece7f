"""Search over everything in the graph, in Chinese, English and pinyin, on SQLite's FTS5.

``texts`` says what there is to find, ``folding`` makes spellings comparable, ``index`` writes the file beside the
store, ``reading`` turns what was typed into words, ``ranking`` puts the best first, ``engine`` answers. Described in
``docs/search.md``.
"""

from graph.search.engine import Found as Found
from graph.search.engine import Hit as Hit
from graph.search.engine import Near as Near
from graph.search.engine import Search as Search
