"""A street like ours in which other people work: what is asked for there is none of our street's business."""

from datetime import timedelta

from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.actions import Term, add_member, add_side, add_standard_kinds
from gongjian.modules.members.models import Alliance, Organisation, PostKind
from tests import given
from tests.cast import Cast
from tests.modules.feedback.telling import told
from tests.modules.members.people import stands_in

# How everything is called there: none of these words may reach our street.
MARK = "桥西"

_POSTS = (
    ("secretary", "桥西书", 0, "secretary"),
    ("cashier", "桥西出", 0, "cashier"),
    ("organiser", "桥西牵", 0, "liaison"),
    ("colleague", "桥西同", 0, "volunteer"),
    ("committee", "桥西连", 1, "liaison"),
    ("school", "桥西校", 2, "liaison"),
    ("supervisor", "桥西严", 3, "supervisor"),
    ("second_supervisor", "桥西慎", 4, "supervisor"),
)


def other_street(cast: Cast) -> Cast:
    """An alliance with the same posts as ours, its own people, and an organisation of its own that leads it."""
    alliance = Alliance.objects.create(slug="other-street", name="桥西市场六方共建", short_name="桥西市场")
    add_standard_kinds(actor=given.SETUP, alliance=alliance)
    leads = Organisation.objects.create(name="桥西党总支")
    shared = [Organisation.objects.get(name=name) for name in ("行业委员会", "止园路小学", "市场监督管理所", "居民区")]
    side = add_side(actor=given.SETUP, alliance=alliance, name="桥西各方")
    for organisation in (leads, *shared):
        add_member(
            actor=given.SETUP, side=side, organisation=organisation, term=given.SINCE, leads=organisation is leads
        )
    people = {}
    for role, name, place, kind in _POSTS:
        people[role] = Person.objects.create(username=f"other-{role}", password="!")
        given.post(alliance, people[role], name, (leads, *shared)[place], PostKind.Standard(kind), given.SINCE)
    people |= _between_posts(alliance, leads)
    absent = {role: getattr(cast, role) for role in ("neighbour", "operator", "outsider")}
    return Cast(alliance, cast.alliance, **people, **absent)


def _between_posts(alliance: Alliance, leads: Organisation) -> dict[str, Person]:
    yesterday, tomorrow = given.TODAY - timedelta(days=1), given.TODAY + timedelta(days=1)
    found = {}
    for role, name, term in (
        ("former_cashier", "桥西前", Term(given.SINCE.begins_on, yesterday)),
        ("future_cashier", "桥西后", Term(tomorrow)),
    ):
        found[role] = Person.objects.create(username=f"other-{role}", password="!")
        given.post(alliance, found[role], name, leads, PostKind.Standard.CASHIER, term)
    return found


def furnished(cast: Cast) -> None:
    """Something of every kind that lists show: boxes in each state, entries, reversals, complaints, looks."""
    given.asked_reversal(cast, given.entry(cast, seal="F-0201"))
    given.banked_box(cast, seal="F-0202")
    given.count(cast.committee, given.box(cast, seal="F-0203"))
    given.sealed_box(cast, seal="F-0204")
    given.campaign(cast, code="second")
    told(cast)
    told(cast, by=cast.colleague, code="M7QM-3XTP-9DWA")
    given.look(cast)
    stands_in(cast, "colleague", "cashier")
