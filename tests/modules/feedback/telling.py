"""What the tests of complaints and suggestions begin with."""

from datetime import timedelta

from gongjian.foundation import clock
from gongjian.foundation.access import Anonymous
from gongjian.foundation.accounts.models import Person
from gongjian.modules.feedback.actions import Message, pass_on_feedback, send_feedback
from gongjian.modules.feedback.forms import opened_now
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.models import Alliance, Organisation, Power
from gongjian.modules.promises.models import Promise
from tests import given
from tests.cast import Cast

WORDS = "东口的箱子放得太高，坐轮椅够不着"
PHONE = "13800138000"
CODE = "K7QM-3XTP-9DWA"


def message(**more) -> Message:
    """A complaint, unless told otherwise."""
    return Message(**{"kind": Feedback.Kind.COMPLAINT, "words": WORDS, "code": CODE, **more})


def told(cast: Cast, by: Person | None = None, **more) -> Feedback:
    """Somebody has told the street something; nobody knows who, unless told otherwise."""
    return send_feedback(actor=by or Anonymous(), alliance=cast.alliance, message=message(**more))


def passed_on(cast: Cast, feedback: Feedback, name: str = "止园路小学", power: Power = Power.SPEAK) -> Feedback:
    """The secretary has handed it to another organisation."""
    to = Organisation.objects.get(name=name)
    return pass_on_feedback(actor=cast.secretary, feedback=feedback, to=to, power=power)


def typed(**more) -> dict[str, str]:
    """The form as a person fills it in: opened a while ago."""
    with clock.set_to(given.NOON - timedelta(seconds=30)):
        opened = opened_now()
    street = str(Alliance.objects.get(slug="street").pk)
    return {"alliance": street, "kind": "complaint", "words": WORDS, "opened": opened, **more}


def url(feedback: Feedback, step: str = "") -> str:
    """The work page of it, or of one step."""
    return f"/work/feedback/{feedback.pk}/{step}"


def api(feedback: Feedback, step: str = "") -> str:
    """The same through the API."""
    return f"/feedback/{feedback.pk}{step}"


def promises(feedback: Feedback) -> dict[str, tuple[str, str, str]]:
    """What is owed about it: by which organisation, by when, and how that stands; the latest of each deed."""
    rows = Promise.objects.filter(subject=feedback.ref).select_related("owed_by").order_by("opened_at", "id")
    return {row.deed.split(".")[1]: (row.owed_by.name, row.due_on.isoformat(), row.state) for row in rows}
