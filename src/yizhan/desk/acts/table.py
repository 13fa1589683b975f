"""The table of every act on a case, in the order in which a case meets them."""

from yizhan.desk.acts import beside, handling, intake, notices, originals, result

ALL = (*intake.DEEDS, *handling.DEEDS, *result.DEEDS, *originals.DEEDS, *notices.DEEDS, *beside.DEEDS)
DEEDS = {deed.slug: deed for deed in ALL}
