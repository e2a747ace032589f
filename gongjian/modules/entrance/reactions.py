"""What happens here when others tell something."""

from gongjian.foundation.events import reacts_to
from gongjian.foundation.visiting import PageVisited
from gongjian.modules.entrance.actions import visit_page
from gongjian.modules.entrance.models import Visit


@reacts_to(PageVisited)
def write_it_down(told: PageVisited) -> None:
    """Every page that an operator opens on a visit."""
    if isinstance(told.visiting.record, Visit):
        visit_page(actor=told.operator, visit=told.visiting.record, path=told.path)
