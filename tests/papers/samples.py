"""One complete set of data for every notice: invented people, real kinds of matter."""

from datetime import UTC, datetime

from yizhan.papers.fields import WITHOUT_CASE
from yizhan.papers.rendering import Proof

ISSUED = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
PROOF = Proof(
    number="522601100000-26QK-0000123-7",
    record_hash="6f1d0c9d5a4b3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f",
    signature="ed25519:" + "Qm9vcGVuc2lnbmF0dXJl" * 4 + "ABCDEFg=",
    issued_at=ISSUED,
)

COMMON = {
    "hall": "三棵树镇便民服务中心",
    "window": "社会救助窗口",
    "organ": "凯里市三棵树镇人民政府",
    "case_number": "52260110026QK0004561",
    "query_code": "7K4M-2XQ9",
    "item": "最低生活保障对象认定、最低生活保障金给付",
    "item_type": "05",
    "applicant": "杨秀兰",
    "date": "2026-11-24",
    "window_phone": "0855-8550101",
    "supervision_phone": "0855-12345",
    "clerk": "吴小梅",
}
LICENCE = {
    "item": "林木采伐许可证核发",
    "item_type": "01",
    "organ": "凯里市林业局",
    "window": "林业窗口",
    "seal": "行政审批专用章",
}
REMEDIES = {
    "review_organ": "凯里市人民政府",
    "court": "凯里市人民法院",
    "complaint": "12345政务服务便民热线或者凯里市政务服务中心投诉窗口",
}
CONTACT = {"contact": "吴小梅", "contact_phone": "0855-8550102"}
MATERIALS = [
    {"name": "最低生活保障申请书", "form": "原件", "originals": 1, "copies": 0, "note": ""},
    {"name": "居民身份证", "form": "原件和复印件", "originals": 0, "copies": 1, "note": "验原件收复印件"},
    {"name": "居民户口簿", "form": "原件和复印件", "originals": 0, "copies": 1, "note": "验原件收复印件，逐页复印"},
    {"name": "家庭经济状况核查授权书", "form": "原件", "originals": 1, "copies": 0, "note": ""},
]
DOCUMENTS = [
    {"name": "准予行政许可决定书", "number": "凯林许准〔2026〕118号", "copies": 1},
    {"name": "林木采伐许可证", "number": "5226012026000118", "copies": 1},
]

ORIGINALS = [
    {"original": "YJ52260110000026QK0000128", "name": "户口簿", "pages": 6, "note": "封皮有水渍"},
    {"original": "YJ52260110000026QK0000136", "name": "居民身份证", "pages": 1, "note": ""},
]
HANDED_OVER = [
    {"original": row["original"], "name": row["name"], "pages": row["pages"], "case": "52260110000026QK000001X"}
    for row in ORIGINALS
]
OWN: dict[str, dict[str, object]] = {
    "receipt": {
        "received_on": "2026-11-24",
        "received": MATERIALS,
        "not_received": [{"name": "第二代残疾人证", "note": "家庭成员为残疾人时提交"}],
        "case_type": "承诺件",
        "message_phone": "138****5678",
        **CONTACT,
    },
    "acceptance": {
        "received_on": "2026-11-23",
        "accepted_on": "2026-11-24",
        "case_type": "承诺件",
        "case_name": "杨秀兰家庭申请最低生活保障",
        "statutory_limit": None,
        "promised_limit": "23wd",
        "due": "2026-12-25",
        "special_steps": [{"name": "公示", "limit": "7d", "basis": "社会救助暂行办法（2019）第十一条"}],
        "fee": None,
        "received": MATERIALS,
        "not_received": [],
        "message_phone": "138****5678",
        "contact_address": "三棵树镇南花村二组",
        "address": "三棵树镇便民服务中心一楼2号窗口",
        **CONTACT,
    },
    "correction": {
        **LICENCE,
        "received_on": "2026-11-24",
        "received": MATERIALS[1:3],
        "wanted": [
            {
                "name": "林权证明",
                "form": "复印件",
                "originals": 0,
                "copies": 1,
                "reason": "未提交；应载明采伐地点、面积和权利人，并由申请人签名",
            },
            {
                "name": "采伐申请表",
                "form": "原件",
                "originals": 1,
                "copies": 0,
                "reason": "第三栏“树种”未填写，请补填并签名",
            },
        ],
        "supply_until": "2027-02-22",
        "consequence": "视为放弃申请，作退件处理，可以重新申请",
        "late_means_accepted": True,
        **CONTACT,
    },
    "not_required": {
        **LICENCE,
        "received_on": "2026-11-24",
        "reason": (
            "申请采伐的是农村居民房前屋后个人所有的零星林木。依照《中华人民共和"
            "国森林法》（2019年修订）第五十六条第三款，不需要申请采伐许可证。"
        ),
    },
    "not_competent": {
        **LICENCE,
        "received_on": "2026-11-24",
        "reason": "申请采伐的林木位于雷山县境内，应当由林木所在地的县级以上人民政府林业主管部门核发采伐许可证。",
        "competent_organ": "雷山县林业局（雷山县政务服务中心林业窗口，电话0855-3330000）",
        **REMEDIES,
    },
    "pledge": {
        "received_on": "2026-11-24",
        "accepted_on": "2026-11-24",
        "case_type": "承诺件",
        "statutory_limit": None,
        "promised_limit": "23wd",
        "due": "2027-01-05",
        "provisional": True,
        "received": MATERIALS,
        "lacking": [{"name": "诊断证明", "form": "复印件", "until": "2026-12-08"}],
        "supply_until": "2026-12-08",
        "consequence": "作退件处理",
        **CONTACT,
    },
    "restart": {
        "original_date": "2026-11-02",
        "original_due": "2026-12-03",
        "supplied_on": "2026-11-24",
        "due": "2026-12-25",
        "promised_limit": "23wd",
        "received": [MATERIALS[0]],
    },
    "special_procedure": {
        **LICENCE,
        "accepted_on": "2026-11-20",
        "procedure": "expert-review",
        "basis": "《中华人民共和国行政许可法》（2019年修正）第四十五条、《贵州省林木采伐管理办法》（样例）",
        "days": "10wd",
        "start": "2026-11-25",
        "expected_end": "2026-12-08",
        "original_due": "2026-12-18",
        "reason": "采伐区涉及天然林，需要组织专家评审采伐作业设计",
    },
    "extension": {
        **LICENCE,
        "accepted_on": "2026-10-27",
        "original_due": "2026-11-24",
        "extra": "10wd",
        "due": "2026-12-08",
        "reason": "采伐区地形复杂，伐区调查设计需要再次现场核对四至界线。",
        "approver": "潘国强",
        "approver_office": "局长",
        "basis": "《中华人民共和国行政许可法》（2019年修正）第四十二条第一款",
    },
    "hearing": {
        **LICENCE,
        "accepted_on": "2026-11-20",
        "matter": (
            "拟准予南花村二组采伐集体林木120立方米。该采伐可能影响相"
            "邻农户的水源涵养林，直接涉及申请人与他人之间重大利益关系。"
        ),
        "basis": "《中华人民共和国行政许可法》（2019年修正）第四十七条",
        "hearing_organ": "凯里市林业局政策法规股",
        "address": "凯里市林业局三楼会议室",
        **CONTACT,
    },
    "hearing_notice": {
        **LICENCE,
        "accepted_on": "2026-11-20",
        "hearing_time": "2026-12-15T09:30:00+08:00",
        "hearing_place": "凯里市林业局三楼会议室",
        "hearing_host": "潘国强",
        "hearing_organ": "凯里市林业局政策法规股",
        "basis": "《中华人民共和国行政许可法》（2019年修正）第四十八条",
        "days": "14d",
        "remarks": "同时通知：李四、王五。",
        **CONTACT,
    },
    "grant": {
        **LICENCE,
        "decision_number": "凯林许准〔2026〕118号",
        "applied_on": "2026-11-10",
        "application": "采伐自有杉木15立方米",
        "content": (
            "准予在三棵树镇南花村二组“大坡”地块采伐杉木15立方米，"
            "采伐方式为择伐，采伐后于次年内完成更新造林面积0.3公顷。"
        ),
        "basis": (
            "《中华人民共和国行政许可法》（2019年修正）第三十八条第"
            "一款、《中华人民共和国森林法》（2019年修订）第五十七条"
        ),
        "organ_code": "11522601009876543X",
        "holder": "杨秀兰",
        "certificate": "林木采伐许可证",
        "certificate_number": "5226012026000118",
        "valid_from": "2026-11-24",
        "valid_until": "2027-05-23",
    },
    "refusal": {
        "decision_number": "凯民不予〔2026〕32号",
        "organ": "凯里市民政局",
        "applied_on": "2026-11-02",
        "application": "将本户三口人纳入农村最低生活保障范围",
        "facts": "经入户调查和家庭经济状况核对，申请家庭共同生活成员三人，月人均收入1,462元，名下有营运货车一辆。",
        "reason": "申请家庭月人均收入高于当地最低生活保障标准，且财产状况不符合当地规定。",
        "basis": "《社会救助暂行办法》（2019年修订）第九条、第十一条第一款第四项",
        **REMEDIES,
    },
    "completion": {
        "concluded_on": "2026-11-24",
        "result": "granted",
        "result_text": "自2026年12月起发放最低生活保障金。",
        "collect": "到三棵树镇便民服务中心领取，或者由南花村代办员送达",
        "paid": None,
        "address": "三棵树镇便民服务中心一楼2号窗口",
        **CONTACT,
    },
    "return": {
        "received_on": "2026-11-02",
        "reason": "申请人户籍地和居住地均不在本镇，且自愿选择到居住地申请。",
        "returned": MATERIALS,
        **REMEDIES,
    },
    "service": {
        **LICENCE,
        "documents": DOCUMENTS,
        "person_served": "杨秀兰",
        "place": "三棵树镇便民服务中心林业窗口",
        "mode": "direct",
        "server": "吴小梅",
        "time": None,
        "receiver": None,
        "receipt_date": None,
    },
    "announcement": {
        **LICENCE,
        "documents": DOCUMENTS,
        "person_served": "杨秀兰",
        "place": "三棵树镇便民服务中心公告栏",
        "reason": "受送达人下落不明，采用其他方式无法送达",
        "announced_on": "2026-11-24",
        "announced_until": "2026-12-24",
        "contact": "吴小梅",
        "contact_phone": "0855-0000000",
    },
    "collection": {
        **LICENCE,
        "documents": DOCUMENTS,
        "collector": "杨秀兰",
        "identity_type": "居民身份证",
        "identity_number": "5****************8",
        "collect_mode": "window",
        "time": "2026-11-24T10:30:00+08:00",
    },
    "payment": {
        "item": "不动产登记（农村宅基地使用权及房屋所有权首次登记）",
        "item_type": "07",
        "organ": "凯里市自然资源局",
        "charges": [
            {
                "name": "不动产登记费（住宅类）",
                "basis": "发改价格规〔2016〕2559号",
                "standard": "80元/件",
                "quantity": 1,
                "amount": "80.00",
            },
            {
                "name": "不动产权属证书工本费",
                "basis": "财税〔2016〕79号",
                "standard": "10元/本",
                "quantity": 1,
                "amount": "10.00",
            },
        ],
        "total": "90.00",
        "payee": "凯里市财政局非税收入专户",
        "how_to_pay": "凭缴款码到窗口或者银行缴纳",
        "pay_until": None,
    },
    "liaison": {
        "slip": "ask",
        "sender": "三棵树镇人民政府",
        "addressee": "凯里市自然资源局三棵树镇自然资源所",
        "subject": "核实杨秀兰户名下房屋和宅基地情况",
        "body": "杨秀兰户申请最低生活保障，请协助核实其家庭成员名下的房屋、宅基地登记情况，并在规定期限内书面回复。",
        "reply_by": "2026-12-03",
        "reply_limit": "7wd",
        "attachments": [{"name": "家庭经济状况核查授权书", "copies": 1, "pages": 2}],
        **CONTACT,
    },
    "forwarding": {
        "sender": "三棵树镇人民政府",
        "addressee": "凯里市民政局",
        "accepted_on": "2026-10-27",
        "materials": [{**row, "pages": "2"} for row in MATERIALS],
        "review_opinion": (
            "经入户调查、民主评议和公示（2026年11月10日至11月16日，无异议），该户符合条件，建议按B类纳入最低生活保障。"
        ),
        "review_limit": "15wd",
        "reply_by": "2026-12-01",
        "promised_limit": "23wd",
        "due": "2026-12-01",
        **CONTACT,
    },
    "withdrawal": {
        "ending": "terminated",
        "applied_on": "2026-11-02",
        "reason": "申请人户籍于2026年11月20日迁出本州，本机关对该申请已无管辖权。",
        "returned": [],
        **REMEDIES,
    },
    "authorisation": {
        "principal": "杨秀兰",
        "principal_identity": "522601195603070028",
        "principal_phone": "13800005678",
        "agent": "龙光明",
        "agent_identity": "522601198811120055",
        "agent_phone": "13900001234",
        "agent_organization": "三棵树镇南花村村民委员会（代办员）",
        "powers": "代为提交申请、补正材料、签收文书、领取结果",
        "mandate_from": "2026-11-24",
        "mandate_until": "2027-05-23",
    },
    "agency_acceptance": {
        "principal": "杨秀兰",
        "principal_phone": "13800005678",
        "agent": "龙光明",
        "agent_phone": "13900001234",
        "agent_organization": "三棵树镇南花村村民委员会（代办员）",
        "powers": "代为提交申请、补正材料、签收文书、领取结果",
        "time": "2026-11-24T09:00:00+08:00",
        "papers": MATERIALS,
    },
    "agency_end": {
        "agency_end": "done",
        "principal": "杨秀兰",
        "agent": "龙光明",
        "agent_phone": "13900001234",
        "time": "2026-11-24T16:30:00+08:00",
        "papers": [{"name": "最低生活保障证", "originals": 1, "copies": 0, "note": ""}],
        "reason": None,
        "result_text": "结果已送达委托人。",
    },
    "original_receipt": {
        "originals": ORIGINALS,
        "owner": "杨秀兰",
        "time": "2026-11-24T09:30:00+08:00",
        "contact": "吴小梅",
        "contact_phone": "0855-8550101",
    },
    "original_handover": {
        "originals": HANDED_OVER,
        "sender": "凯里市三棵树镇人民政府",
        "addressee": "凯里市民政局",
        "taker": "罗强生（c522601-civil-affairs-reviewer）",
        "time": "2026-11-24T16:30:00+08:00",
    },
    "original_return": {
        "originals": ORIGINALS,
        "receiver": "杨光明",
        "back_mode": "proxy",
        "proxy_reason": "本人行动不便，委托儿子领取",
        "time": "2026-11-24T16:30:00+08:00",
    },
    "pickup": {
        "shelf": 12,
        "documents": [{"name": "最低生活保障证", "number": "", "copies": 1}],
        "collect": "窗口领取",
        "time": "2026-11-24T16:30:00+08:00",
        "contact": "吴小梅",
        "contact_phone": "0855-8550101",
    },
}

TO_ORGANS = ("service", "announcement", "collection", "liaison", "forwarding", "authorisation", "original_handover")
WITHOUT_A_CASE = ("original_handover",)


def common_of(code: str) -> dict[str, str]:
    """What a notice carries beside its own fields."""
    if code in WITHOUT_A_CASE:
        return {name: COMMON[name] for name in WITHOUT_CASE}
    return {name: value for name, value in COMMON.items() if name != "query_code" or code not in TO_ORGANS}


SAMPLES: dict[str, dict[str, object]] = {code: {**common_of(code), **own} for code, own in OWN.items()}
