"""What the tests of letters ask for: somebody with an address, and a clock that goes on with its jobs."""

from collections import Counter
from datetime import timedelta

from gongjian.foundation import clock
from gongjian.foundation.notices import jobs
from gongjian.foundation.notices.models import Mailing
from gongjian.modules.members.actions import Contact, set_contact
from gongjian.modules.members.models import Profile
from tests import given

MORNING = given.NOON + timedelta(hours=19, minutes=30)  # 7:30 of the next day


def reachable(cast, role="school", address="kong@example.cn"):
    profile = Profile.objects.get(alliance=cast.alliance, person=getattr(cast, role))
    set_contact(actor=given.SETUP, profile=profile, contact=Contact(phone="13800138000", email=address))
    return profile.person


def at(moment):
    return clock.set_to(moment)


def states():
    return Counter(Mailing.objects.values_list("state", flat=True))


def run_for(days, since=given.NOON):
    """The clock goes on, and the jobs with it, every half hour."""
    for half_hours in range(days * 48):
        with at(since + timedelta(minutes=30 * half_hours)):
            if clock.now().astimezone(clock.SHANGHAI).strftime("%H:%M") == "07:30":
                jobs.write_digests()
            jobs.send_letters()
