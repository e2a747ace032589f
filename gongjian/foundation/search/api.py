"""The JSON door to the search."""

from collections.abc import Sequence

from django.http import HttpResponse
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.search import queries
from gongjian.foundation.search.findable import every_kind
from gongjian.foundation.search.schemas import GroupOut

router = Router(tags=["search"])


@router.get("/search", response=list[GroupOut], operation_id="search")
def search(
    request: SignedInRequest, response: HttpResponse, q: str = "", kind: str = "", page: str = ""
) -> Sequence[queries.Group]:
    """What you may see and these words, pinyin or first letters find: how much of each kind, or a page of one kind."""
    response["Cache-Control"] = "no-store"
    if kind in every_kind():
        return queries.look_for_kind(request.user, q, kind, page).groups
    return queries.look_for(request.user, q).groups
