"""The JSON API: the same deeds through another door."""

from django.db.utils import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import HttpBearer

from gongjian.foundation import disk
from gongjian.foundation.access import NotPermitted
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.accounts.tokens import person_with
from gongjian.foundation.search.api import router as search
from gongjian.foundation.sentences import sentence
from gongjian.modules.campaigns.api import router as campaigns
from gongjian.modules.entrance.api import router as entrance
from gongjian.modules.feedback.api import router as feedback
from gongjian.modules.ledger.api import router as ledger
from gongjian.modules.members.api import router as members
from gongjian.modules.promises.api import router as promises
from gongjian.modules.roster.api import router as roster
from gongjian.rulebook.errors import RuleBroken

_STATUS = {"idempotency.other_body": 422, "idempotency.key_missing": 400} | disk.STATUS


class PersonalTokenAuth(HttpBearer):
    """A personal token in the Authorization header: `Bearer gj_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The person whose token it is, or nobody (401)."""
        if person := person_with(token):
            request.user = person
        return person


api = NinjaAPI(
    title="共建 Gongjian",
    version="1",
    description="Every deed of the pages, under the same names and rules. Each POST carries an Idempotency-Key "
    "(a UUID): the same key and body again get the same answer and no second effect. Amounts are whole fen.",
    auth=PersonalTokenAuth(),
    urls_namespace="api",
)
api.add_router("", campaigns)
api.add_router("", feedback)
api.add_router("", ledger)
api.add_router("", members)
api.add_router("", entrance)
api.add_router("", search)
api.add_router("", promises)
api.add_router("", roster)


@api.exception_handler(RuleBroken)
def rule_broken(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    """A rule said no: 409, or 507 and 503 for the disk, with its code, its facts and its sentence."""
    answer = {"code": broken.code, "facts": broken.facts, "detail": sentence(broken)}
    return api.create_response(request, answer, status=_STATUS.get(broken.code, 409))


@api.exception_handler(DatabaseError)
def database_failed(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    """A disk that takes nothing is told like a refusal, also outside of deeds; all else is a mistake of ours."""
    refused = disk.refusal(error)
    if refused is None:
        raise error
    return rule_broken(request, refused)


@api.exception_handler(NotPermitted)
def not_permitted(request: HttpRequest, refused: NotPermitted) -> HttpResponse:
    """Known but refused: 403 with the reasons."""
    answer = {
        "code": "access.not_permitted",
        "deed": refused.deed,
        "detail": [str(reason) for reason in refused.reasons],
    }
    return api.create_response(request, answer, status=403)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, _missing: Http404) -> HttpResponse:
    """Not there, or not visible to you: the same answer."""
    return api.create_response(request, {"code": "not_found"}, status=404)
