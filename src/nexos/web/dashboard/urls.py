"""Address of the dashboard."""

from django.urls import path

from nexos.web.dashboard import views

urlpatterns = [path("", views.dashboard, name="dashboard")]
