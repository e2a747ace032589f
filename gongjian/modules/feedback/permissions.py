"""Who may do the deeds of this module."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, permit
from gongjian.foundation.accounts.models import Person
from gongjian.modules.feedback import queries
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.models import Power
from gongjian.modules.members.permissions import holds


def _owes(actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Feedback) and queries.owes(actor, subject)


def _did_not_send_it(actor: Actor, subject: Model) -> bool:
    return not (isinstance(actor, Person) and isinstance(subject, Feedback) and subject.by_id == actor.pk)


def _is_a_supervisors_matter(_actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Feedback) and (subject.kind == Feedback.Kind.COMPLAINT or subject.to_supervisor)


anybody = Rule("anybody", lambda _actor, _subject: True, "")
owes_the_answer = Rule("owes the answer", _owes, _("这件由别人负责答复，请他来办。"))
did_not_send_it = Rule("did not send it", _did_not_send_it, _("这件是你自己提的，要请别人来办。"))
a_supervisors_matter = Rule("a supervisor's matter", _is_a_supervisors_matter, _("监督只看投诉。"))

permit("feedback.send_feedback", anybody)
permit("feedback.acknowledge_feedback", owes_the_answer)
permit("feedback.pass_on_feedback", owes_the_answer)
permit("feedback.answer_feedback", owes_the_answer & did_not_send_it)
permit("feedback.close_without_answer", owes_the_answer & did_not_send_it)
permit("feedback.see_feedback", holds(Power.SUPERVISE) & a_supervisors_matter)
