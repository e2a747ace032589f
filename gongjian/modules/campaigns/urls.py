"""Addresses of campaigns and their boxes; each deed under its own name."""

from django.urls import path

from gongjian.modules.campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.campaigns, name="campaigns"),
    path("open/", views.kinds, name="kinds"),
    path("open/<slug:kind>/", views.open_campaign, name="open_campaign"),
    path("<uuid:pk>/", views.campaign, name="campaign"),
    path("<uuid:pk>/read-bill/", views.read_bill, name="read_bill"),
    path("bills/", views.bills, name="bills"),
    path("bills/<uuid:pk>/", views.bill, name="bill"),
    path("bills/<uuid:pk>/enter/", views.enter_bill, name="enter_bill"),
    path("bills/<uuid:pk>/drop/", views.drop_bill, name="drop_bill"),
    path("gifts/", views.gifts, name="gifts"),
    path("gifts/<uuid:pk>/", views.gift, name="gift"),
    path("payments/<uuid:pk>/judge/", views.judge_payment, name="judge_payment"),
    path("<uuid:pk>/seal-box/", views.seal_box, name="seal_box"),
    path("boxes/", views.cash_boxes, name="cash_boxes"),
    path("boxes/<uuid:pk>/", views.cash_box, name="cash_box"),
    path("boxes/<uuid:pk>/count-sheet/", views.count_sheet, name="count_sheet"),
    path("boxes/<uuid:pk>/hand-out/", views.hand_out_box, name="hand_out_box"),
    path("boxes/<uuid:pk>/count/", views.submit_count, name="submit_count"),
    path("boxes/<uuid:pk>/close/", views.close_box, name="close_box"),
    path("boxes/<uuid:pk>/bank/", views.bank_box, name="bank_box"),
]
