"""The table of every act on a case, in the order in which a case meets them."""

from yizhan.desk.acts import beside, handling, intake, originals, result

DEEDS = {deed.slug: deed for deed in (*intake.DEEDS, *handling.DEEDS, *result.DEEDS, *originals.DEEDS, *beside.DEEDS)}
