"""Addresses of the reconciliation."""

from django.urls import path

from nexos.web.reconciliation import views

urlpatterns = [
    path("quickbooks/reconciliation", views.reconciliation, name="reconciliation"),
]
