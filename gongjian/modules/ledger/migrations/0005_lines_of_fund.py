"""An index by which the entries of a fund are found and counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_booking_requests")]

    operations = [
        migrations.AddIndex(
            model_name="journalline",
            index=models.Index(fields=["alliance", "fund", "entry"], name="lines_of_fund"),
        ),
    ]
