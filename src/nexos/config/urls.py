"""The addresses of the whole application; each area of pages brings its own list."""

from django.urls import include, path

urlpatterns = [path("", include("nexos.web.urls"))]
handler400 = "nexos.web.errors.unreadable"
handler404 = "nexos.web.errors.no_such_page"
handler500 = "nexos.web.errors.broken"
