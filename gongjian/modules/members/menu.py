"""Where a person works, for the corner of each page."""

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Whereabouts, whereabouts_from
from gongjian.modules.members import queries


@whereabouts_from
def place_of(actor: Person) -> Whereabouts | None:
    """The first alliance in which the person holds a post today."""
    alliance = queries.alliances_of(actor).first()
    if alliance is None:
        return None
    post = queries.posts_of(actor, alliance.pk).order_by("begins_on", "id").first()
    name = queries.names_of(alliance.pk, [actor.pk]).get(actor.pk, "")
    return Whereabouts(alliance, alliance.short_name, name, post.get_kind_display() if post else "")
