"""Counts, payments and gifts are evidence: what was told stays as it was told."""

from gongjian.foundation.sealing.reencrypt import marks_from
from gongjian.foundation.seals import append_only, changed, never_replaced, refuse
from gongjian.modules.campaigns.models import Bill, CashCount, Gift, Payment

marks_from(Payment, "number", "mark", lambda row: Payment.purpose(row.alliance_id, row.bill.channel))

append_only(CashCount)
append_only(Gift)
for model in (Bill, Payment):
    refuse(model, "DELETE", f"{model._meta.label_lower} is never deleted")
    refuse(model, "TRUNCATE", f"{model._meta.label_lower} is never deleted")
    refuse(model, "UPDATE", f"{model._meta.label_lower} stays as it was read", changed(model, *model.WHAT))
    never_replaced(model)
