"""The forms of an invoice."""

from django import forms

from nexos.web.forms import Form


def _date(label: str, hint: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write a date, such as 2026-11-30."},
    )


class DraftForm(Form):
    """What a person may change of a draft besides its lines; the fields are those of `billing.services`."""

    issued_on = _date("Invoice date", "Empty: the day it is issued.")
    due_on = _date("Due", "Empty: by its terms.")
    memo = forms.CharField(label="Memo", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class VoidForm(Form):
    """Why an invoice is undone."""

    reason = forms.CharField(
        label="Reason, kept with the invoice",
        max_length=4000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give the reason."},
    )
