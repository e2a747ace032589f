"""What this module adds to the menu, and where a person works, for the corner of each page."""

from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Group, Place, Whereabouts, add_to_menu, whereabouts_from
from gongjian.modules.members import queries
from gongjian.modules.members.models import Post


@whereabouts_from
def places_of(actor: Person) -> list[Whereabouts]:
    """The alliances that the person takes part in, the one worked in first, each with the oldest post there."""
    return [_place_in(actor, alliance) for alliance in queries.alliances_of(actor)]


def _place_in(actor: Person, alliance: UUID) -> Whereabouts:
    if posts := queries.posts_of(actor, alliance):
        return _place(posts[0])
    visited = queries.every_alliance().get(pk=alliance)
    return Whereabouts(visited, visited.short_name, gettext("运维"), _("运维来访，只能看"))


def _place(post: Post) -> Whereabouts:
    name = getattr(post, "name_there", None) or ""
    unseen = getattr(post, "unseen_there", 0)
    return Whereabouts(post.alliance, post.alliance.short_name, name, post.kind.label, unseen)


add_to_menu(Group.PEOPLE, Place("members:people", _("人员"), "users"))
add_to_menu(Group.PEOPLE, Place("members:organisations", _("单位"), "building-community"))
