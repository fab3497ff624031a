"""Addresses of the outbox."""

from django.urls import path

from nexos.web.outbox import views

urlpatterns = [path("outbox/", views.outbox, name="outbox")]
