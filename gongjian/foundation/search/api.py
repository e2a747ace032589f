"""The JSON door to the search."""

from collections.abc import Sequence

from django.http import HttpResponse
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.search import queries
from gongjian.foundation.search.schemas import GroupOut

router = Router(tags=["search"])


@router.get("/search", response=list[GroupOut], operation_id="search")
def search(request: SignedInRequest, response: HttpResponse, q: str = "") -> Sequence[queries.Group]:
    """The first few of each kind that you may see and that these words, pinyin or first letters find."""
    response["Cache-Control"] = "no-store"
    return queries.look_for(request.user, q).groups
