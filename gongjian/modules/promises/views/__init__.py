"""Pages of promises."""

from gongjian.modules.promises.views.promises import nudge, promise, promises, promises_csv

__all__ = ["nudge", "promise", "promises", "promises_csv"]
