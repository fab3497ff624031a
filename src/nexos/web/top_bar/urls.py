"""Addresses of the top bar's parts."""

from django.urls import path

from nexos.web.top_bar import views

urlpatterns = [
    path("top-bar/quickbooks", views.quickbooks, name="top-bar-quickbooks"),
    path("sync-now", views.sync_now, name="sync-now"),
]
