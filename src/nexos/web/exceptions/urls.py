"""Addresses of the exceptions, and of what was not understood."""

from django.urls import path

from nexos.web.exceptions import putting_off, quarantine, views

urlpatterns = [
    path("exceptions/", views.open_ones, name="exceptions"),
    path("exceptions/set-aside", views.set_aside, name="exceptions-aside"),
    path("exceptions/closed", views.closed, name="exceptions-closed"),
    path("exceptions/waiting", views.waiting, name="exception-records"),
    path("exceptions/put-off", putting_off.put_off, name="put-off-exception"),
    path("exceptions/take-back", putting_off.take_back, name="take-back-exception"),
    path("quarantine/", quarantine.object_list, name="quarantine"),
    path("quarantine/<uuid:object_id>/raw", quarantine.raw, name="quarantined-raw"),
    path("quarantine/<uuid:object_id>/again", quarantine.read_again, name="read-object-again"),
]
