"""Text that can do no harm where it is written: characters that XML has no place for."""

import re
from typing import Final
from xml.sax.saxutils import escape

from graph.network.model import Value

# XML 1.0, production 2 (Char): everything else, written in any way, makes a document that no parser reads.
NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text with U+FFFD in place of each character that XML does not allow."""
    return NOT_XML.sub("\ufffd", text)


def quoted(text: str) -> str:
    """A text as it stands in XML, between tags or in an attribute's quotes."""
    return escape(xml_text(text), {'"': "&quot;"})


def xml_value(value: Value) -> Value:
    """The same for an attribute's value; numbers stay what they are."""
    return xml_text(value) if isinstance(value, str) else value
