"""A refusal on a page: data inside the words stands in its own language, and nothing of it is markup."""

from django.utils import translation

from yizhan.kernel.refusals import NotHolder
from yizhan.web.telling import told


def test_data_in_an_english_refusal_says_that_it_is_chinese():
    with translation.override("en"):
        words = told(NotHolder(holder="凯里市民政局<b>"))
    assert words.code == "not-holder"
    assert '<span lang="zh-Hans">凯里市民政局&lt;b&gt;</span>' in words.detail


def test_in_chinese_nothing_is_marked():
    words = told(NotHolder(holder="凯里市民政局"))
    assert "凯里市民政局" in words.detail
    assert "lang=" not in words.detail
