"""Addresses of the QuickBooks settings. Overview, callback and `disconnected` are registered at Intuit: see
`quickbooks.connection.addresses`."""

from django.urls import path

from nexos.quickbooks.connection.addresses import CALLBACK_PATH, DISCONNECTED_PATH, SETTINGS_PATH
from nexos.web.settings_quickbooks import (
    advanced,
    archive,
    connecting,
    credentials,
    overview,
    runs,
    set_up,
    starting_afresh,
)

_HERE = SETTINGS_PATH.lstrip("/")

urlpatterns = [
    path(_HERE, overview.overview, name="settings-quickbooks"),
    path(f"{_HERE}sync", runs.latest, name="quickbooks-sync"),
    path(f"{_HERE}app", credentials.edit, name="quickbooks-app"),
    path(f"{_HERE}connect", connecting.connect, name="connect-quickbooks"),
    path(CALLBACK_PATH.lstrip("/"), connecting.callback, name="quickbooks-callback"),
    path(DISCONNECTED_PATH.lstrip("/"), connecting.disconnected, name="quickbooks-disconnected"),
    path(f"{_HERE}set-up", set_up.set_up, name="quickbooks-set-up"),
    path(f"{_HERE}activity", runs.activity, name="quickbooks-activity"),
    path(f"{_HERE}advanced", advanced.advanced, name="quickbooks-advanced"),
    path(f"{_HERE}advanced/allowance", advanced.allowance, name="quickbooks-allowance"),
    path(f"{_HERE}start-afresh", starting_afresh.start_afresh, name="quickbooks-start-afresh"),
    path(f"{_HERE}archive", archive.archive, name="quickbooks-archive"),
    path(f"{_HERE}archive/<uuid:connection_id>", archive.archived_documents, name="archived-documents"),
    path(f"{_HERE}archive/<uuid:connection_id>/invoices", archive.archived_invoices, name="archived-invoices"),
    path(f"{_HERE}disconnect", connecting.disconnect, name="disconnect-quickbooks"),
]
