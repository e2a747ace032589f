"""Addresses of who gets in; each deed under its own name. Where a slip is typed is short: people type that, too."""

from django.urls import path

from gongjian.modules.entrance import views

app_name = "entrance"
urlpatterns = [
    path("slip/", views.use_slip, name="use_slip"),
    path("work/entrance/", views.entrance, name="entrance"),
    path("work/entrance/people/<uuid:pk>/hand-out-slip/", views.hand_out_slip, name="hand_out_slip"),
    path("work/entrance/people/<uuid:pk>/propose-recovery/", views.propose_recovery, name="propose_recovery"),
    path("work/entrance/slips/<uuid:pk>/withdraw/", views.withdraw_slip, name="withdraw_slip"),
    path("work/entrance/recoveries/<uuid:pk>/agree/", views.agree_recovery, name="agree_recovery"),
    path("work/entrance/recoveries/<uuid:pk>/drop/", views.drop_recovery, name="drop_recovery"),
    path("work/entrance/visits/ask/", views.ask_visit, name="ask_visit"),
    path("work/entrance/visits/<uuid:pk>/", views.visit, name="visit"),
    path("work/entrance/visits/<uuid:pk>/allow/", views.allow_visit, name="allow_visit"),
    path("work/entrance/visits/<uuid:pk>/end/", views.end_visit, name="end_visit"),
]
