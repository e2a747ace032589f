"""Addresses of the books; each deed under its own name."""

from django.urls import path

from gongjian.modules.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("months/", views.periods, name="periods"),
    path("months/close/", views.propose_close, name="propose_close"),
    path("months/<uuid:pk>/agree/", views.agree_close, name="agree_close"),
    path("months/<uuid:pk>/refuse/", views.refuse_close, name="refuse_close"),
    path("balance/", views.trial_balance, name="trial_balance"),
    path("cash-book/", views.cash_book, name="cash_book"),
    path("cash-book/take/", views.take_cash_book, name="take_cash_book"),
    path("statements/", views.statements, name="statements"),
    path("statements/excel/", views.take_statements, {"file": "xlsx"}, name="statements_as_excel"),
    path("statements/word/", views.take_statements, {"file": "docx"}, name="statements_as_word"),
    path("heads/", views.heads, name="heads"),
    path("heads/<uuid:pk>/", views.head, name="head"),
    path("heads/<uuid:pk>/confirm/", views.confirm_head, name="confirm_head"),
    path("alarms/<uuid:pk>/explain/", views.explain_alarm, name="explain_alarm"),
    path("bookings/", views.bookings, name="bookings"),
    path("bookings/ask/<slug:kind>/", views.ask_booking, name="ask_booking"),
    path("bookings/<uuid:pk>/", views.booking, name="booking"),
    path("bookings/<uuid:pk>/agree/", views.agree_booking, name="agree_booking"),
    path("bookings/<uuid:pk>/refuse/", views.refuse_booking, name="refuse_booking"),
    path("bookings/<uuid:pk>/withdraw/", views.withdraw_booking, name="withdraw_booking"),
    path("funds/open/", views.open_free_fund, name="open_free_fund"),
    path("goods/add/", views.add_goods, name="add_goods"),
    path("<uuid:pk>/", views.entry, name="entry"),
    path("<uuid:pk>/ask-reversal/", views.ask_reversal, name="ask_reversal"),
    path("reversals/<uuid:pk>/agree/", views.agree_reversal, name="agree_reversal"),
    path("reversals/<uuid:pk>/refuse/", views.refuse_reversal, name="refuse_reversal"),
]
