"""Address of the health check."""

from django.urls import path

from nexos.web.health import views

urlpatterns = [path("healthz", views.health, name="health")]
