"""Many workers at the same moment: every letter and every job has one of them."""

from gongjian.foundation.jobs import worker
from gongjian.foundation.jobs.models import Job
from gongjian.foundation.notices import jobs
from gongjian.foundation.notices.models import Mailing
from gongjian.foundation.notices.sending import send_due
from tests.foundation.mailing import reachable
from tests.harness.at_once import at_once
from tests.harness.mail_server import mail_server
from tests.harness.telling import told


def _run_jobs():
    ran = 0
    while worker.run_next():
        ran += 1
    return ran


def _urgent_letters(cast):
    for number in range(12):
        role = ("school", "cashier", "committee")[number % 3]
        told(cast.alliance, reachable(cast, role, f"{role}@example.cn"), by=cast.secretary, number=number, urgent=True)


def test_four_workers_send_each_letter_once_and_in_order(cast, settings):
    with mail_server(settings) as server:
        _urgent_letters(cast)
        handed_over = at_once(*[send_due] * 4)
        jobs.send_letters()  # what waited for an earlier letter that another worker had in hand

    arrived = {
        to: [each.notices for each in server.letters if each.to == to] for to in {one.to for one in server.letters}
    }
    assert sum(map(int, handed_over)) <= 12
    assert sorted(map(len, arrived.values())) == [4, 4, 4]
    assert {to: sorted(notices) for to, notices in arrived.items()} == arrived
    assert {mailing.attempts for mailing in Mailing.objects.all()} == {1}


def test_four_workers_run_each_job_once(cast, settings):
    with mail_server(settings):
        _urgent_letters(cast)
        ran = at_once(*[_run_jobs] * 4)

    assert (sum(map(int, ran)), Job.objects.count()) == (12, 0)
