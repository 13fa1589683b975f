"""Masking (脱敏): how personal data is shown to those who need not see it whole.

No national display rule exists; these follow common practice and keep what a window needs to tell persons apart
(Personal Information Protection Law 个人信息保护法 arts. 6, 51, 73: minimum scope, de-identification). Public lists
never show a full ID number. What is too short to keep its ends is hidden whole.
"""

import re

_HIDDEN = "****"

# Two-character surnames (复姓), as far as they are in use.
COMPOUND_SURNAMES = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛夏侯东方皇甫尉迟公孙慕容令狐长孙宇文司徒司空司寇南宫西门东郭百里端木轩辕独孤拓跋呼延钟离闻人澹台公冶宗政濮阳淳于单于太叔申屠仲孙鲜于闾丘亓官赫连"
        "完颜纳兰第五万俟公羊公西颛孙宰父谷梁漆雕乐正壤驷公良夹谷段干东门南门羊舌微生梁丘左丘欧侯南荣北宫耶律叶赫",
    )
)

# One division after another, each optional, up to the village; no street, number or building lies within.
_TO_VILLAGE = re.compile(
    r"(?:[^镇乡村路号\d]{2,8}?(?:省|自治区))?"
    r"(?:.[^镇乡村路街号\d]{1,14}?(?:自治州|地区|盟|市|州))?"
    r"(?:.[^镇乡村路街号\d]{0,14}?(?:县|市|旗|(?<!小)区))?"
    r"(?:.[^路号组栋幢村巷\d]{0,12}?(?:乡|镇|街道|苏木)(?:办事处)?)?"
    r"(?:[^路号组栋幢巷\d]{1,14}?(?:社区|嘎查|村)(?:居民委员会|民委员会|居委会|委会)?)?"
)


def mask_name(name: str) -> str:
    """The surname and one star, however long the given name: 张*, 欧阳*; a name with `·` keeps its first: 阿*·*."""
    if len(name) < 2:
        return "*" * len(name)
    first, dot, _ = name.partition("·")
    if dot:
        return f"{first[:1]}*·*"
    return f"{_surname(name)}*"


def mask_id_number(number: str) -> str:
    """At a window: the first six and the last four characters; of shorter papers' numbers the outer two."""
    if len(number) == 18:
        return f"{number[:6]}********{number[-4:]}"
    return _outer(number, 2, 2)


def mask_id_number_publicly(number: str) -> str:
    """On public screens and notices: the first and the last character."""
    return _outer(number, 1, 1)


def mask_phone(number: str) -> str:
    """The first three and the last four characters."""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}{_HIDDEN}{number[-4:]}"


def mask_address(address: str) -> str:
    """The address down to the village or community."""
    found = _TO_VILLAGE.match(address)
    known = found[0] if found else ""
    return address if known == address else f"{known}***"


def mask_bank_account(number: str) -> str:
    """The last four digits."""
    return f"{_HIDDEN}{number[-4:]}" if len(number) >= 8 else "*" * len(number)


def _surname(name: str) -> str:
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else name[:1]


def _outer(number: str, first: int, last: int) -> str:
    hidden = len(number) - first - last
    if hidden < first + last:
        return "*" * len(number)
    return f"{number[:first]}{'*' * hidden}{number[-last:]}"
