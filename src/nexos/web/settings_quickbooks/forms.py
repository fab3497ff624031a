"""The forms about the tenant's Intuit app."""

from typing import Any

from django import forms
from django.conf import settings

from nexos.quickbooks.connection.models import Environment
from nexos.quickbooks.metering.usage import MOST
from nexos.web.forms import Form, text

_SAVED = "Saved. Leave this empty to keep it."
_AT_INTUIT = "From “Webhooks” of your app at Intuit: it proves that a notification of a change is genuine."


class AppForm(Form):
    """The fields of `connection.services.save_credentials`. What is saved is never sent back to the browser: an empty
    field keeps it. The environment of a company that was connected once is fixed, so it is not asked again."""

    environment = forms.ChoiceField(
        label="Which QuickBooks do you connect?",
        choices=(
            (Environment.SANDBOX, "A sandbox company, to try things out. It takes the development keys of your app."),
            (Environment.PRODUCTION, "Our real company. It takes the production keys of your app."),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose sandbox or production.", "invalid_choice": "Choose sandbox or production."},
    )
    client_id = text("Client id", required=False, most=300, autocomplete="off", spellcheck="false")
    client_secret = forms.CharField(
        label="Client secret",
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    verifier_token = forms.CharField(
        label="Webhook verifier token",
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, *args: Any, saved: bool, token_saved: bool = False, fixed_environment: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["environment"].widget.attrs.pop("class")
        for name in ("client_id", "client_secret"):
            self.fields[name].help_text = _SAVED if saved else "From “Keys and credentials” of your app at Intuit."
        self.fields["verifier_token"].help_text = _SAVED if token_saved else _AT_INTUIT
        if fixed_environment:
            field = self.fields["environment"]
            field.disabled, field.initial = True, fixed_environment


class AllowanceForm(Form):
    """The field of `metering.usage.set_allowance`."""

    allowance = forms.IntegerField(
        label="What Intuit lets your app read a month",
        required=False,
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "num", "autocomplete": "off"}),
        error_messages={
            "invalid": "Write it in digits, such as 1000000.",
            "min_value": "At least 1, or nothing for the usual number.",
            "max_value": f"At most {MOST:,}.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = f"Left empty it is {settings.QBO_MONTHLY_READS:,}."
        self.fields["allowance"].help_text = f"{usual} It counts for every company behind the same client id."
