"""Addresses of vendors."""

from django.urls import path

from nexos.web.vendors import views

urlpatterns = [
    path("vendors", views.vendor_list, name="vendors"),
    path("vendors/new", views.new_vendor, name="new-vendor"),
    path("vendors/<uuid:vendor_id>", views.vendor, name="vendor"),
    path("vendors/<uuid:vendor_id>/edit", views.edit_vendor, name="edit-vendor"),
]
