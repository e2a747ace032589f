"""The page of the search."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.search import queries
from gongjian.foundation.search.findable import every_kind
from gongjian.foundation.search.words import LONGEST_TYPED


@never_cache
@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    """What this person may find by these words: the first few of each kind, or page by page all of one.

    Whatever is asked gets an answer, never an error. The words stand in the address, which no log of ours keeps, the
    answer in no cache (docs/decisions/0017-search.md).
    """
    typed = request.GET.get("q", "").strip()[:LONGEST_TYPED]
    kind = request.GET.get("kind", "")
    if kind in every_kind():
        answer = queries.look_for_kind(request.user, typed, kind, request.GET.get("page"))
    else:
        kind, answer = "", queries.look_for(request.user, typed)
    context = {
        "typed": typed,
        "kind": kind,
        "answer": answer,
        "of_words": urlencode({"q": typed}),
        "of_kind": f"{urlencode({'q': typed, 'kind': kind})}&",
        "longest": LONGEST_TYPED,
    }
    return render(request, "search/search.html", context)
