from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "nexos.web"
    label = "web"
