"""Addresses of products."""

from django.urls import path

from nexos.web.products import views

urlpatterns = [
    path("products", views.product_list, name="products"),
    path("products/new", views.new_product, name="new-product"),
    path("products/<uuid:product_id>", views.product, name="product"),
    path("products/<uuid:product_id>/edit", views.edit_product, name="edit-product"),
]
