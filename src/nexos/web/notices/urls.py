"""Address of the webhook. It is registered at Intuit: see `quickbooks.connection.addresses`."""

from django.urls import path

from nexos.quickbooks.connection.addresses import WEBHOOK_PATH
from nexos.web.notices import views

urlpatterns = [path(WEBHOOK_PATH.lstrip("/"), views.webhook, name="quickbooks-webhook")]
