"""Addresses of invoices."""

from django.urls import path

from nexos.web.invoices import acts, detail, from_quote, sending, views

urlpatterns = [
    path("invoices", views.invoice_list, name="invoices"),
    path("invoices/quickbooks/<str:qbo_id>", detail.invoice_there, name="invoice-there"),
    path("invoices/<uuid:invoice_id>", detail.invoice, name="invoice"),
    path("invoices/<uuid:invoice_id>/card", detail.quickbooks_card, name="invoice-card"),
    path("invoices/<uuid:invoice_id>/edit", acts.edit_draft, name="edit-draft"),
    path("invoices/<uuid:invoice_id>/issue", acts.issue, name="issue-invoice"),
    path("invoices/<uuid:invoice_id>/discard", acts.discard, name="discard-draft"),
    path("invoices/<uuid:invoice_id>/void", acts.void, name="void-invoice"),
    path("invoices/<uuid:invoice_id>/preview", sending.preview, name="preview-push"),
    path("invoices/<uuid:invoice_id>/send", sending.send, name="send-invoice"),
    path("invoices/<uuid:invoice_id>/retry", sending.retry, name="retry-push"),
    path("invoices/<uuid:invoice_id>/cancel", sending.cancel, name="cancel-push"),
    path("invoices/<uuid:invoice_id>/decide", sending.decide, name="decide-push"),
    path("quotes/<uuid:quote_id>/invoice", from_quote.invoice_quote, name="invoice-quote"),
]
