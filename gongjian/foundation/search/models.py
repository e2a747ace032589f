"""What the index knows: one row for each record that can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned


class SearchRow(AllianceOwned):
    """By what one record can be found (检索条目). It is rewritten, or goes, with the record and adds nothing to it."""

    # Which record: `members.profile` and its id. Not a foreign key: the foundation knows no tables of the modules.
    kind = models.CharField(max_length=80)
    subject = models.UUIDField()
    # As words.py writes them; that can be read back, so a person's name is a person's name here too.
    words = models.TextField()
    sounds = models.TextField(blank=True)
    day = models.DateField(null=True)

    class Meta:
        verbose_name = _("检索条目")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "kind", "subject"), name="one_search_row_per_record"),
        )
