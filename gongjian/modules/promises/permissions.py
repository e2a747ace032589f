"""Who may do the deeds of this module; a promise is opened and closed by what people do, never by itself."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, is_system, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.foundation.tenancy import alliance_of
from gongjian.modules.members.models import Post, Power
from gongjian.modules.members.permissions import holds, holds_the_post, sets_up, takes_part
from gongjian.modules.members.queries import posts_of
from gongjian.modules.promises.models import CalendarFeed, Handover, Promise
from gongjian.modules.promises.queries import owes
from gongjian.modules.promises.queries.handovers import takes_over


def _owes_it(actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Promise) and owes(actor, subject)


def _is_one_of_the_two(actor: Actor, subject: Model) -> bool:
    two = {subject.leaving.person_id, subject.coming.person_id} if isinstance(subject, Handover) else set()
    return isinstance(actor, Person) and actor.pk in two


def _takes_over(actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Post) and takes_over(actor, subject)


def _kept_by_report(_actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Promise) and subject.deed == "promises.report_done"


def _has_a_power(actor: Actor, subject: Model) -> bool:
    return any(post.kind.powers for post in posts_of(actor, alliance_of(subject)))


def _is_ones_own(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, CalendarFeed) and subject.person_id == actor.pk


part_of_a_deed = only_within_a_deed(_("承诺随着办的事自己出现、自己了结，不能单独改。"))
does_not_owe_it = Rule(
    "does not owe it", lambda *asked: not _owes_it(*asked), _("这件事是你自己该办的，不用提醒自己。")
)

is_one_of_the_two = Rule("is one of the two", _is_one_of_the_two, _("这张清单要由交的人和接的人自己签。"))
is_neither = Rule(
    "is neither of the two", lambda *asked: not _is_one_of_the_two(*asked), _("自己交接的清单要请别人来记。")
)
takes_it_over = Rule("takes it over", _takes_over, _("或者由接这个职务的人来办。"))
owes_it = Rule("owes it", _owes_it, _("这件事要由答应的那家单位里管它的人来报。"))
waives_for_others = Rule(
    "waives for others", lambda *asked: not _owes_it(*asked), _("自己该办的事不能自己免去，要请别人来定。")
)
kept_by_report = Rule("is kept by a report", _kept_by_report, _("这件事由办的那一步自己了结，不能单独了结。"))
has_a_power = Rule("has a power", _has_a_power, _("你今天的职务不能代表单位答应事情。"))
ones_own = Rule("one's own", _is_ones_own, _("日历订阅是各人自己的，要由本人来关。"))
is_the_clock = is_system("promise-clock")
only_the_clock = is_system("promise-clock", _("这件事到了时候由程序自己办。"))
leads = holds(Power.LEAD)
appoints = holds(Power.APPOINT)


permit("promises.open_promise", part_of_a_deed)
permit("promises.keep_promise", part_of_a_deed)
permit("promises.waive_promise", part_of_a_deed | (leads & kept_by_report & waives_for_others))
permit("promises.nudge", takes_part & does_not_owe_it)
permit("promises.draw_up_handover", appoints | holds_the_post | takes_it_over)
permit("promises.sign_handover", is_one_of_the_two)
permit("promises.record_paper_signatures", appoints & is_neither)
permit("promises.make_promise", has_a_power)
permit("promises.report_done", owes_it & kept_by_report)
permit("promises.set_routine", sets_up | leads)
permit("promises.stop_routine", leads)
permit("promises.open_due_promises", is_the_clock | part_of_a_deed)
permit("promises.tell_of_late", only_the_clock)
permit("promises.open_feed", takes_part)
permit("promises.close_feed", ones_own)
