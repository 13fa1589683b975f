"""What a prefecture, a county or a township usually has: agencies by their usual names (机关单位通用名称). Pure.

Names are data: where a place calls them otherwise, the register is corrected. The functions are those by which items
find their agency.
"""

from yizhan.kernel.identifiers import Level
from yizhan.kernel.refusals import Invalid
from yizhan.places import rules
from yizhan.places.events import AgencyEstablished, CentreOpened, WindowOpened

COUNTY_AGENCIES = (
    ("government", "人民政府", "administrative"),
    ("government_services", "政务服务中心", "institution"),
    ("civil_affairs", "民政局", "administrative"),
    ("forestry", "林业局", "administrative"),
    ("natural_resources", "自然资源局", "administrative"),
    ("medical_insurance", "医疗保障局", "administrative"),
    ("social_security", "人力资源和社会保障局", "administrative"),
    ("health", "卫生健康局", "administrative"),
    ("agriculture", "农业农村局", "administrative"),
    ("market_supervision", "市场监督管理局", "administrative"),
    ("public_security", "公安局", "administrative"),
    ("justice", "司法局", "administrative"),
    ("housing", "住房和城乡建设局", "administrative"),
    ("transport", "交通运输局", "administrative"),
    ("education", "教育局", "administrative"),
    ("emergency", "应急管理局", "administrative"),
    ("veterans", "退役军人事务局", "administrative"),
    ("disabled_federation", "残疾人联合会", "mass_organisation"),
)
TOWNSHIP_STATIONS = (
    ("station-civil_affairs", "社会事务办公室"),
    ("station-forestry", "林业工作站"),
    ("station-natural_resources", "自然资源所"),
    ("station-social_security", "人力资源和社会保障所"),
    ("station-agriculture", "农业服务中心"),
    ("station-health", "卫生健康办公室"),
    ("station-housing", "村镇建设服务中心"),
)
HOURS = "周一至周五 9:00—12:00，13:00—17:00"


def register_of(division: str, name: str, level: Level) -> list[object]:
    """The agencies, the centre and the windows of a division. Raises Invalid: wrong-level."""
    if level is Level.TOWNSHIP:
        return township(division, name)
    if level in {Level.COUNTY, Level.PREFECTURE}:
        return county(division, name)
    raise Invalid(errors={"division": ["wrong-level"]})


def county(division: str, name: str) -> list[object]:
    """A county or the prefecture: bureaus, and the hall with a public institution that runs it."""
    agencies = [agency(division, function, name + ending, kind) for function, ending, kind in COUNTY_AGENCIES]
    windows = [("1", "综合窗口", "general"), ("2", "综合窗口", "general"), ("3", "“办不成事”反映窗口", "unsolved")]
    return [*agencies, *hall(division, f"{name}政务服务中心", "government_services", windows)]


def township(division: str, name: str) -> list[object]:
    """A township, town or subdistrict: its government (a subdistrict's office), stations, and the hall."""
    government = f"{name}办事处" if name.endswith("街道") else f"{name}人民政府"
    agencies = [agency(division, "government", government, rules.ADMINISTRATIVE)]
    agencies += [agency(division, function, name + ending, "station") for function, ending in TOWNSHIP_STATIONS]
    windows = [
        ("1", "综合窗口", "general"),
        ("2", "社会救助窗口", "special"),
        ("3", "帮办代办窗口", "helping"),
        ("4", "“办不成事”反映窗口", "unsolved"),
    ]
    return [*agencies, *hall(division, f"{name}便民服务中心", "government", windows)]


def agency(division: str, function: str, name: str, kind: str) -> AgencyEstablished:
    """One agency."""
    return AgencyEstablished(code=rules.agency_code(division, function), name=name, function=function, kind=kind)


def hall(division: str, name: str, function: str, windows: list[tuple[str, str, str]]) -> list[object]:
    """The centre, run by the agency with that function, and its windows."""
    code = rules.centre_code(division)
    centre = CentreOpened(
        code=code,
        name=name,
        agency=rules.agency_code(division, function),
        address=f"{name}大厅",
        hours=HOURS,
    )
    return [
        centre,
        *(WindowOpened(centre=code, number=number, name=words, kind=kind) for number, words, kind in windows),
    ]
