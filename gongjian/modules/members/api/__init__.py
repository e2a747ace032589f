"""The JSON door to the people and the organisations."""

from ninja import Router

from gongjian.modules.members.api import erasure, organisations, people

router = Router(tags=["members"])
router.add_router("", people.router)
router.add_router("", organisations.router)
router.add_router("", erasure.router)
