"""A plain item as data, before it becomes a Release: its rows, its texts, the levels and the agency it names."""

from typing import Any

from yizhan.catalogue.codes import Level

Data = dict[str, Any]

FUNCTIONS = (
    ("残疾人联合会", "disabled_federation"),
    ("残联", "disabled_federation"),
    ("医疗保障", "medical_insurance"),
    ("医保", "medical_insurance"),
    ("社会保险", "social_security"),
    ("人力资源社会保障", "social_security"),
    ("人社", "social_security"),
    ("民政", "civil_affairs"),
    ("老龄", "civil_affairs"),
    ("林业", "forestry"),
    ("自然资源", "natural_resources"),
    ("不动产登记", "natural_resources"),
    ("城乡规划", "natural_resources"),
    ("卫生健康", "health"),
    ("卫健", "health"),
    ("农业农村", "agriculture"),
    ("动物卫生", "agriculture"),
    ("土地承包", "agriculture"),
    ("农机", "agriculture"),
    ("公安", "public_security"),
    ("派出所", "public_security"),
    ("市场监督", "market_supervision"),
    ("市场监管", "market_supervision"),
    ("应急", "emergency"),
    ("交通", "transport"),
    ("教育", "education"),
    ("司法", "justice"),
    ("法律援助", "justice"),
)
"""Words in the name of an agency, and the function by which the system finds that agency in each division."""

LEVEL_ORDER = (Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY, Level.PREFECTURE)


def rows_of(item: Data, field: str) -> list[Data]:
    """The mappings of a list of the item."""
    rows = item.get(field)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def text_of(row: Data, field: str) -> str:
    """A text of a row, empty where it is none."""
    value = row.get(field)
    return value if isinstance(value, str) else ""


def replace_rows(item: Data, field: str, rows: list[Data]) -> None:
    """New rows in the place of the mappings; what is no mapping stays for the reader to refuse."""
    fresh = iter(rows)
    item[field] = [next(fresh) if isinstance(row, dict) else row for row in item[field]]


def levels_in(text: str) -> list[Level]:
    """The levels named in a text such as 县/乡镇, in their order."""
    found = [(text.index(level.word), level) for level in LEVEL_ORDER if level.word in text]
    return [level for _place, level in sorted(found)]


def deciding_level(item: Data) -> Level:
    """The level that decides: the first that `decided_at` names; police stations are the county's."""
    named = levels_in(text_of(item, "decided_at"))
    if named:
        return named[0] if named[0] is not Level.VILLAGE else Level.TOWNSHIP
    return Level.COUNTY


def agency_function(item: Data) -> str:
    """The function of the deciding agency, guessed from its name."""
    agency = item.get("agency")
    if not isinstance(agency, dict):
        return "government"
    if isinstance(agency.get("function"), str):
        return str(agency["function"])
    if deciding_level(item) is Level.TOWNSHIP:
        return "government"
    name = text_of(agency, "name").replace("人民政府", "")  # 人民政府 is no 民政
    return next((function for word, function in FUNCTIONS if word in name), "government")
