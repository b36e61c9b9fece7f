"""Generated queries: those that hide a SERVICE clause in every way we know, and legal ones that only look like it.

``PORT`` stands for the port of whoever listens.
"""

from hypothesis import strategies as st


def prologue(port: int) -> str:
    """Prefixes that lead to the listener, and prefixes made to mislead a reader."""
    here = f"<http://127.0.0.1:{port}/>"
    return (
        f"PREFIX : {here} PREFIX SERVICE: {here} PREFIX s: {here} PREFIX e: <http://e/> "
        "PREFIX h: <http://h:> PREFIX n: <http://> PREFIX GRAPH: <http://e/> "
    )


_COMMENTS = ["#\n", "#'''\n", '#"""\r', "# <\n", "#>\n", "# SERVICE :x {\n", "#\\u000A\n"]
GAPS = st.sampled_from(["", "", "", " ", "\t", "\r\n", "\n", *_COMMENTS, "\u00a0"])
OBJECTS = st.sampled_from(
    [
        "1",
        ".5",
        "1.",
        "true",
        "'x'",
        '"x"',
        "'''x'''",
        '"""x"""',
        "'x'@en",
        "e:a.b",
        "e:a.b.",
        "h:",
        "n:",
        "?o",
        "$o",
        "[]",
        "?o.",
        "e:",
        "e:SERVICE",
        "'a\\'",
        "'a'",
        "<http://e/SERVICE>",
        "1;",
        "?o,1",
        "e:a.b.GRAPH ",
        "e:a.GRAPH ",
        "e:x\\#",
        "e:x\\'",
        "_:b.",
        "_:b.GRAPH ",
    ]
)
ELEMENTS = st.sampled_from(
    [
        "FILTER(1<2)",
        "FILTER(?o<?p||true)",
        "FILTER(1<2)#>\n",
        "FILTER(?o<?p)",
        "BIND('\\'' AS ?b)",
        'BIND("#" AS ?b)',
        "VALUES ?z{1}",
        "VALUES(?z){(1)}",
        "OPTIONAL{?a ?b '''it's'''}",
        "{}",
        "{}UNION{}",
        "BIND('''\"''' AS ?b)",
        "#'\n",
        "# GRAPH\n",
        "BIND(<http://a'b> AS ?b)",
        "BIND(<http://x#y> AS ?b)",
        "BIND(1<2 AS ?b)",
        "FILTER(1<(2))",
        "MINUS{?x e:none ?y}",
        "GRAPH ",
        "BIND('\\u0027' AS ?b)",
        "FILTER EXISTS{?s ?p ?o}",
        "BIND(e:\\' AS ?b)",
        "BIND(e:\\# AS ?b)",
        "BIND(1>2 AS ?b)",
        "",
    ]
)
TAILS = st.sampled_from(
    [
        "",
        "",
        "FILTER(2>1)",
        "BIND('x' AS ?t)",
        "#'\n",
        "?q ?r <http://c'd>",
        "'''",
        '"""',
        "'",
        "}",
        "#>",
        "BIND(<http://a'b> AS ?t)",
    ]
)
TARGETS = st.sampled_from(
    ["<http://127.0.0.1:PORT/x>", ":x", "s:x", "SERVICE:x", ":", "?u", "$u", ":x\\#y", "?u\u00b7", "s:x.y"]
)
FIRST = st.sampled_from(["VALUES ?u{:x}", "VALUES ?u{:x}", "VALUES ?u\u00b7{:x}", "BIND(:x AS ?u)", ""])
FORMS = st.sampled_from(["SELECT * {%s}", "ASK {%s}", "SELECT * WHERE{{%s}}", "CONSTRUCT{?s ?p ?o}WHERE{%s}"])
PIECES = st.sampled_from(
    [
        "'",
        '"',
        "'''",
        '"""',
        "#",
        "\n",
        "<",
        ">",
        "\\",
        "\\u0027",
        "\\u0023",
        " ",
        ".",
        ":",
        "{",
        "}",
        "(",
        ")",
        "?",
        "$",
        "@en",
        "SERVICE",
        "GRAPH ",
        "GRAPH\t",
        "e:",
        "h:",
        "1",
        "<?b)",
        "<http://x/",
    ]
)


@st.composite
def attacks(draw: st.DrawFn) -> str:
    """A query with a SERVICE clause in it, among what may hide it."""
    keyword = "".join(draw(st.sampled_from([letter.lower(), letter])) for letter in "SERVICE")
    silent = draw(st.sampled_from(["", "", "SILENT", "silent"]))
    elements = "".join(draw(ELEMENTS) + draw(GAPS) for _ in range(draw(st.integers(0, 2))))
    triple = f"?s <http://p> {draw(OBJECTS)}" if draw(st.booleans()) else ""
    call = f"{keyword}{draw(GAPS)}{silent}{draw(GAPS)}{draw(TARGETS)}{draw(GAPS)}{{?x ?y ?w}}"
    body = f"{draw(FIRST)}{draw(GAPS)}{elements}{triple}{draw(GAPS)}{call}{draw(TAILS)}"
    return draw(FORMS).replace("%s", body)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """An attack with pieces put in or cut out at random places."""
    text = draw(attacks())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES) + text[at + draw(st.integers(0, 2)) :]
    return text


WORDS = st.sampled_from(
    ["SERVICE", "service", "Service", "LOAD", "load", "INSERT", "drop", "myService", "SERVICES", "_SERVICE_"]
)
PROLOGUE = (
    "PREFIX e: <http://e/SERVICE#> PREFIX service: <http://service.example/LOAD/> PREFIX LOAD: <urn:load:> "
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
)


def _terms(word: str) -> list[str]:
    names = [f"?{word}", f"${word}", f"?x{word}", f"e:{word}", f"e:x-{word}", f"service:{word}", f"LOAD:{word}x"]
    return [*names, f"<http://x/{word}>", f"<http://x/{word}#{word}>", f"sd:{word}", f"<http://x/a?{word}=:x>"]


def _values(word: str) -> list[str]:
    short = [f"'{word} <http://x/> {{'", f'"it\'s {word} ?u {{"', f"'\\'{word} ?u {{'"]
    long = [f"'''\"{word} ?u {{\"'''", f'"""{word} :x {{"""', f"# {word} :x {{\n 1"]
    return [*_terms(word), *short, *long, f"'x'@en-{word[:4].strip('_')}"]


@st.composite
def harmless(draw: st.DrawFn) -> str:
    """A legal query with the guarded words wherever a word may stand that is no keyword."""

    def term() -> str:
        return draw(st.sampled_from(_terms(draw(WORDS))))

    def value() -> str:
        return draw(st.sampled_from(_values(draw(WORDS))))

    def triple() -> str:
        return f"{term()} {term()} {value()}"

    triples = " . ".join(triple() for _ in range(draw(st.integers(1, 4))))
    groups = ["", f"GRAPH {term()} {{ {triple()} }}", f"OPTIONAL {{ {triple()} }}", f"FILTER({value()} != {value()})"]
    return f"{PROLOGUE} SELECT * WHERE {{ {triples} . {draw(st.sampled_from([*groups, f'{{ {triple()} }}']))} }}"
