"""Addresses of companies."""

from django.urls import path

from nexos.web.companies import views

urlpatterns = [
    path("companies", views.company_list, name="companies"),
    path("companies/new", views.new_company, name="new-company"),
    path("companies/<uuid:company_id>", views.company, name="company"),
    path("companies/<uuid:company_id>/edit", views.edit_company, name="edit-company"),
]
