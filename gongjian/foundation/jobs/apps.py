"""The app of jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background and timed work, kept in rows beside the data."""

    name = "gongjian.foundation.jobs"
    label = "jobs"
