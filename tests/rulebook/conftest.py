"""How examples are looked for: a busy machine makes no rule wrong, so there is no deadline."""

from hypothesis import settings

settings.register_profile("rulebook", settings(), deadline=None)
settings.load_profile("rulebook")
