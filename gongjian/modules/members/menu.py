"""Where a person works, for the corner of each page."""

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Whereabouts, whereabouts_from
from gongjian.modules.members import queries


@whereabouts_from
def place_of(actor: Person) -> Whereabouts | None:
    """The alliance in which the person has held a post for the longest time."""
    post = next(iter(queries.posts_held(actor.pk, clock.today())), None)
    if post is None:
        return None
    return Whereabouts(
        post.alliance, post.alliance.short_name, getattr(post, "name_there", ""), post.get_kind_display()
    )
