"""Addresses of the reconciliation."""

from django.urls import path

from nexos.web.reconciliation import acts, views

urlpatterns = [
    path("quickbooks/reconciliation", views.reconciliation, name="reconciliation"),
    path("quickbooks/reconciliation/verdict", views.verdict, name="reconciliation-verdict"),
    path("quickbooks/reconciliation/statement", views.statement, name="reconciliation-statement"),
    path("quickbooks/reconciliation/check", acts.check, name="reconciliation-check"),
    path("quickbooks/reconciliation/<uuid:check_id>/read-again", acts.read_again, name="reconciliation-read-again"),
]
