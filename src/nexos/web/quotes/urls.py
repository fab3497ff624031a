"""Addresses of quotes."""

from django.urls import path

from nexos.web.quotes import decisions, views, writing

urlpatterns = [
    path("quotes", views.quote_list, name="quotes"),
    path("quotes/new", writing.new_quote, name="new-quote"),
    path("quotes/totals", writing.totals, name="quote-totals"),
    path("quotes/<uuid:quote_id>", views.quote, name="quote"),
    path("quotes/<uuid:quote_id>/edit", writing.edit_quote, name="edit-quote"),
    path("quotes/<uuid:quote_id>/send", decisions.send, name="send-quote"),
    path("quotes/<uuid:quote_id>/reopen", decisions.reopen, name="reopen-quote"),
    path("quotes/<uuid:quote_id>/approve", decisions.approve, name="approve-quote"),
    path("quotes/<uuid:quote_id>/decline", decisions.decline, name="decline-quote"),
]
