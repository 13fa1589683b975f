"""The words for the catalogue's faults and code sets, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yizhan.catalogue.findings import Finding, Severity

FAULTS = {
    "file-too-large": _("文件太大"),
    "not-utf-8": _("文件不是 UTF-8 编码"),
    "file-cut": _("文件没有以换行结束，可能没有传完"),
    "not-yaml": _("文件不是完整的 YAML"),
    "too-deep": _("文件嵌套太深"),
    "too-many-nodes": _("文件展开后太大"),
    "recursive-alias": _("别名指向自己"),
    "duplicate-key": _("同一个键写了两次"),
    "bad-tag": _("有不认识的标记或不能读的值"),
    "not-a-list": _("文件应当是事项的列表"),
    "empty-file": _("文件是空的"),
    "too-many-items": _("事项太多"),
    "missing": _("缺少必须有的内容"),
    "unknown-key": _("不认识的键"),
    "wrong-type": _("值的类型不对"),
    "unknown-word": _("不在代码集里的词"),
    "bad-code": _("代码只能用小写字母、数字、点、横线和下划线"),
    "bad-text": _("文字里有不能保存的字符"),
    "bad-value": _("值不合规定"),
    "too-long": _("文字太长"),
    "too-many": _("行数太多"),
    "negative-limit": _("时限是负数"),
    "limit-too-large": _("时限大得不合理"),
    "no-such-date": _("没有这个日期"),
    "open-day-unit": _("来源只写“日”，须由操作者决定是工作日还是自然日"),
    "bad-decision": _("决定不能读"),
    "unused-decision": _("决定没有用到，请核对事项和字段"),
    "duplicate-code": _("代码重复"),
    "unknown-question": _("条件里的问题不存在"),
    "unknown-answer": _("条件里的答案不存在"),
    "unknown-minimum": _("环节所指的最短期间不存在"),
    "unknown-leg": _("环节所指的办件段不存在"),
    "legs-out-of-order": _("环节没有按办件段的先后排列"),
    "no-choices": _("选择题少于两个选项"),
    "no-deciding-step": _("没有作出决定的环节"),
    "no-deciding-leg": _("最后一段应当、而且只有最后一段作出决定"),
    "one-officer-survey": _("许可的现场核查须两人以上（行政许可法第三十四条）"),
    "hearing-without-procedure": _("写了要告知听证，却没有听证的程序"),
    "bad-schema": _("表单不是可用的 JSON Schema"),
    "unknown-form-field": _("表单里没有这个字段"),
    "unknown-material": _("所指的材料不存在"),
    "real-number-in-sample": _("样表里不能有真实的身份号码"),
    "abolished-proof": _("要了已经取消的证明"),
    "fee-without-basis": _("许可收费没有依据（行政许可法第五十八条）"),
    "fee-basis-missing": _("收费没有写依据"),
    "fee-basis-rank": _("许可收费的依据不是法律、行政法规"),
    "fee-not-structured": _("收费标准没有分项"),
    "fee-unsaid": _("没有写是否收费"),
    "basis-rank": _("设定依据的位阶低"),
    "no-legal-basis": _("没有设定依据"),
    "no-statutory-limit": _("没有法定时限"),
    "no-promised-limit": _("没有承诺时限"),
    "promise-longer": _("承诺时限比法定时限长"),
    "steps-differ-from-promise": _("各环节时限之和与承诺时限不一致"),
    "stop-without-law": _("写了停止计时，没有写依据哪部法"),
    "stop-outside-article-45": _("停止计时的程序不在行政许可法第四十五条八项之内"),
    "stop-unsaid": _("没有写这一程序是否停止计时"),
    "hearing-without-article": _("听证的事由没有写条款"),
    "hearing-ground-unsaid": _("有听证程序，没有写什么情形应当告知听证"),
    "condition-not-structured": _("条件只有文字，不能自动判断"),
    "condition-without-article": _("条件没有写条款"),
    "copies-unsaid": _("没有写份数"),
    "display-element-missing": _("缺少应当公示的要素"),
    "element-missing": _("缺少 GB/T 39046 表 4 的要素"),
    "element-unknown": _("不是 GB/T 39046 表 4 的要素"),
    "derived": _("由系统推导，来源没有写"),
    "inferred": _("由整理者推断，来源没有写"),
    "sample": _("样例取值"),
    "gap": _("来源里没有找到"),
    "no-form": _("没有申请表单"),
}
"""Every fault's words; a test compares the keys with `findings.SEVERITIES`."""


SEVERITY_WORDS = {
    Severity.ERROR: pgettext_lazy("severity", "错误"),
    Severity.WARNING: pgettext_lazy("severity", "要看的"),
    Severity.INFO: pgettext_lazy("severity", "提示"),
}
PARTS = {
    "code": _("代码"),
    "name": _("名称"),
    "aliases": _("别名"),
    "synonyms": _("俗称"),
    "basic_code": _("基本编码"),
    "category": _("分类"),
    "item_type": _("事项类型"),
    "case_type": _("办件类型"),
    "agency": _("实施机关"),
    "levels": _("行使层级"),
    "service_objects": _("服务对象"),
    "accepted_at": _("在哪里受理"),
    "decided_at": _("由哪一级决定"),
    "forwarded_to_county": _("转报县级"),
    "delegation": _("委托"),
    "concluding": _("当场办结"),
    "limits": _("时限"),
    "extension": _("延长"),
    "lapses": _("到期后果"),
    "minimums": _("最短期间"),
    "special_procedures": _("停止计时的程序"),
    "fee": _("收费"),
    "conditions": _("受理条件"),
    "questions": _("引导问题"),
    "scenarios": _("情形"),
    "materials": _("材料"),
    "form": _("申请表"),
    "handling_forms": _("办理形式"),
    "online": _("网上办理"),
    "steps": _("环节"),
    "legs": _("办件段"),
    "visits": _("到场次数"),
    "village_role": _("村级做什么"),
    "result": _("结果"),
    "notices": _("文书用语"),
    "legal_basis": _("设定依据"),
    "contact": _("联系方式"),
    "elements": _("其他要素"),
    "pitfalls": _("容易出错的地方"),
    "examples": _("样表"),
    "urgent": _("急难"),
    "regional_variants": _("各地不同"),
    "provenance": _("来源"),
    "sources": _("各项来源"),
    "derived": _("系统推导的"),
}
"""The parts of an item, by their keys in its file."""


def message(finding: Finding) -> str:
    """What the finding says, with the value or comparison it is about."""
    words = str(FAULTS[finding.fault])
    return gettext("%(words)s：%(detail)s") % {"words": words, "detail": finding.detail} if finding.detail else words


def findings_data(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings as the contract's JSON: item, field, fault, severity, message."""
    return [
        {
            "item": finding.item,
            "field": finding.field,
            "fault": finding.fault,
            "severity": finding.severity.value,
            "message": message(finding),
        }
        for finding in findings
    ]
