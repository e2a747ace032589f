"""Addresses of the promises; each deed under its own name."""

from django.urls import path

from gongjian.modules.promises import views

app_name = "promises"
urlpatterns = [
    path("", views.promises, name="promises"),
    path("promises.csv", views.promises_csv, name="promises_csv"),
    path("<uuid:pk>/", views.promise, name="promise"),
    path("<uuid:pk>/nudge/", views.nudge, name="nudge"),
    path("<uuid:pk>/report/", views.report_done, name="report_done"),
    path("<uuid:pk>/waive/", views.waive_promise, name="waive_promise"),
    path("make/", views.make_promise, name="make_promise"),
    path("routines/", views.routines, name="routines"),
    path("routines/set/", views.set_routine, name="set_routine"),
    path("routines/<uuid:pk>/stop/", views.stop_routine, name="stop_routine"),
    path("feed/open/", views.open_feed, name="open_feed"),
    path("feed/<uuid:pk>/close/", views.close_feed, name="close_feed"),
    path("handovers/", views.handovers, name="handovers"),
    path("handovers/draw-up/<uuid:pk>/", views.draw_up_handover, name="draw_up_handover"),
    path("handovers/<uuid:pk>/", views.handover, name="handover"),
    path("handovers/<uuid:pk>/sheet/", views.handover_sheet, name="handover_sheet"),
    path("handovers/<uuid:pk>/sign/", views.sign_handover, name="sign_handover"),
    path("handovers/<uuid:pk>/paper/", views.record_paper_signatures, name="record_paper_signatures"),
]
