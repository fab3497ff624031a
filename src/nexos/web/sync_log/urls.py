"""The address of the sync log."""

from django.urls import path

from nexos.web.sync_log import views

urlpatterns = [path("sync-log", views.log, name="sync-log")]
