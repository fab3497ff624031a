"""Addresses of the pages, area by area."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("nexos.web.health.urls")),
    path("", include("nexos.web.sign_in.urls")),
    path("", include("nexos.web.dashboard.urls")),
    path("", include("nexos.web.companies.urls")),
    path("", include("nexos.web.vendors.urls")),
    path("", include("nexos.web.products.urls")),
    path("", include("nexos.web.quotes.urls")),
    path("", include("nexos.web.invoices.urls")),
    path("", include("nexos.web.payments.urls")),
    path("", include("nexos.web.top_bar.urls")),
    path("", include("nexos.web.settings_quickbooks.urls")),
    path("", include("nexos.web.mapping.urls")),
    path("", include("nexos.web.work_types.urls")),
    path("", include("nexos.web.reconciliation.urls")),
    path("", include("nexos.web.exceptions.urls")),
    path("", include("nexos.web.sync_log.urls")),
    path("", include("nexos.web.notices.urls")),
    path("", include("nexos.web.outbox.urls")),
]
