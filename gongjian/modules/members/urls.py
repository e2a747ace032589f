"""Addresses of the people and the organisations; each deed under its own name."""

from django.urls import path

from gongjian.modules.members.views import erasure, organisations, people, posts, telling

app_name = "members"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/unseen/", telling.unseen_notices, name="unseen_notices"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/due/", erasure.due_for_erasure, name="due_for_erasure"),
    path("people/erasures/<uuid:pk>/erase/", erasure.erase_person, name="erase_person"),
    path("people/erasures/<uuid:pk>/refuse/", erasure.refuse_erasure, name="refuse_erasure"),
    path("people/<uuid:pk>/ask-erasure/", erasure.ask_erasure, name="ask_erasure"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/who-sees/", people.who_sees, name="who_sees"),
    path("people/<uuid:pk>/see-contact/", people.see_contact, name="see_contact"),
    path("people/<uuid:pk>/set-contact/", people.set_contact, name="set_contact"),
    path("people/<uuid:pk>/tell-by-phone/", telling.tell_by_phone, name="tell_by_phone"),
    path("people/<uuid:pk>/confirm/", people.confirm_person, name="confirm_person"),
    path("people/<uuid:pk>/appoint/", posts.appoint, name="appoint"),
    path("people/posts/<uuid:pk>/end/", posts.end_post, name="end_post"),
    path("people/posts/<uuid:pk>/delegate/", posts.delegate, name="delegate"),
    path("people/delegations/<uuid:pk>/end/", posts.end_delegation, name="end_delegation"),
    path("people/kinds/", posts.post_kinds, name="post_kinds"),
    path("people/kinds/add/", posts.add_post_kind, name="add_post_kind"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/add/", organisations.add_member, name="add_member"),
    path("organisations/sides/add/", organisations.add_side, name="add_side"),
    path("organisations/outside/add/", organisations.add_relation, name="add_relation"),
    path("organisations/decisions/add/", organisations.record_decision, name="record_decision"),
    path("organisations/memberships/<uuid:pk>/leave/", organisations.leave_alliance, name="leave_alliance"),
    path("organisations/outside/<uuid:pk>/end/", organisations.end_relation, name="end_relation"),
    path("organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:pk>/rename/", organisations.rename_organisation, name="rename_organisation"),
    path("organisations/<uuid:pk>/credit-code/", organisations.set_credit_code, name="set_credit_code"),
]
