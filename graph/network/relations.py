"""Which field of which kind of record is which relationship, and their names in both languages."""

from collections.abc import Mapping
from typing import Final

from graph.model import Label

# Field → relationship, where all kinds agree; a pair of kind and field where one differs.
TYPES: Final[Mapping[str | tuple[str, str], str]] = {
    "issuer": "issued_by",
    "issuers": "issued_by",
    "topics": "about",
    "agreement": "of_agreement",
    "party": "of_party",
    "place": "of_place",
    "zone_class": "of_class",
    "instrument": "under",
    "instruments": "concerns",
    "documents": "concerns",
    "agreements": "answers_to",
    ("event", "agreements"): "concerns",
    "authorities": "carried_out_by",
    "organizations": "involves",
    "places": "aims_at",
    ("event", "places"): "took_place_in",
    "part_of": "part_of",
    "territory": "within",
    "publishers": "published_by",
    ("organization", "area"): "seated_in",
    ("observation", "area"): "of_area",
    "counterpart": "with_counterpart",
    "indicator": "of_indicator",
    "subject": "of_subject",
    "source_organization": "sourced_from",
}

NAMES: Final[Mapping[str, Label]] = {
    "about": Label(zh="主题", en="about"),
    "aims_at": Label(zh="面向", en="aims at"),
    "amends": Label(zh="修订", en="amends"),
    "answers_to": Label(zh="对接", en="answers to"),
    "applies_to": Label(zh="适用于", en="applies to"),
    "based_on": Label(zh="依据", en="based on"),
    "broader": Label(zh="上位主题", en="broader"),
    "carried_out_by": Label(zh="实施机构", en="carried out by"),
    "concerns": Label(zh="涉及", en="concerns"),
    "designated_under": Label(zh="设立依据", en="designated under"),
    "implements": Label(zh="落实", en="implements"),
    "involves": Label(zh="参与方", en="involves"),
    "issued_by": Label(zh="发布机构", en="issued by"),
    "meant_for": Label(zh="拟适用于", en="meant for"),
    "member_of": Label(zh="类别", en="member of"),
    "of_area": Label(zh="地区", en="of area"),
    "of_indicator": Label(zh="指标", en="of indicator"),
    "of_subject": Label(zh="对象", en="of subject"),
    "part_of": Label(zh="隶属", en="part of"),
    "participates_in": Label(zh="参与", en="participates in"),
    "published_by": Label(zh="发表", en="published by"),
    "refers_to": Label(zh="提及", en="refers to"),
    "replaces": Label(zh="取代", en="replaces"),
    "seated_in": Label(zh="所在地", en="seated in"),
    "sourced_from": Label(zh="数据来源", en="sourced from"),
    "took_place_in": Label(zh="地点", en="took place in"),
    "under": Label(zh="所属文件", en="under"),
    "with_counterpart": Label(zh="对方", en="with counterpart"),
    "within": Label(zh="地域", en="within"),
}

# What a party is to an agreement, by the status of its participation.
PARTICIPATION: Final[Mapping[str, Label]] = {
    "applied": Label(zh="申请加入", en="applied"),
    "in_accession": Label(zh="加入进程中", en="in accession"),
    "negotiating": Label(zh="谈判中", en="negotiating"),
    "signed": Label(zh="已签署", en="signed"),
    "party": Label(zh="缔约方", en="party"),
    "participant": Label(zh="参与方", en="participant"),
    "issuer": Label(zh="发布方", en="issuer"),
}

KIND_NAMES: Final[Mapping[str, Label]] = {
    "agreement": Label(zh="协定", en="Agreement"),
    "area": Label(zh="地区", en="Area"),
    "document": Label(zh="文献", en="Document"),
    "event": Label(zh="事件", en="Event"),
    "indicator": Label(zh="指标", en="Indicator"),
    "instrument": Label(zh="政策文件", en="Instrument"),
    "measure": Label(zh="措施", en="Measure"),
    "observation": Label(zh="数据", en="Figure"),
    "organization": Label(zh="机构", en="Organization"),
    "report": Label(zh="报告", en="Report"),
    "target": Label(zh="目标", en="Goal or plan"),
    "topic": Label(zh="主题", en="Topic"),
    "zone": Label(zh="园区", en="Zone"),
    "zone-class": Label(zh="园区类别", en="Class of zones"),
}
KINDS: Final = tuple(KIND_NAMES)


def type_of(kind: str, field: str) -> str:
    """The relationship that a field of a kind of record is."""
    return TYPES.get((kind, field)) or TYPES[field]
