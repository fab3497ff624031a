"""Addresses of payments."""

from django.urls import path

from nexos.web.payments import views

urlpatterns = [
    path("payments", views.payment_list, name="payments"),
    path("payments/<str:qbo_id>", views.payment, name="payment"),
]
