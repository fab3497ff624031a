"""The base of every form: our look, and a service's refusal shown beside the field it names."""

from collections.abc import Callable
from typing import Any

from django import forms

from nexos.kit.errors import InvalidInput

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, ""),
    (forms.Select, "select"),
    (forms.Textarea, ""),
    (forms.Widget, "input"),
]


class Form(forms.Form):
    """A form in our look; errors are sentences that say how to write the value.

    `FIELDSETS` names its fields under their headings.
    """

    use_required_attribute = False
    FIELDSETS: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            css = next(css for widget, css in _CLASSES if isinstance(field.widget, widget))
            given = field.widget.attrs.get("class", "")
            if css or given:
                field.widget.attrs["class"] = f"{css} {given}".strip()

    def saved[R](self, service: Callable[..., R], *args: Any) -> R | None:
        """What `service(*args, **fields)` made of the form; None when nothing was posted or something is wrong."""
        if not self.is_bound or not self.is_valid():
            return None
        try:
            return service(*args, **self.cleaned_data)
        except InvalidInput as error:
            self.refuse(error)
            return None

    def refuse(self, error: InvalidInput) -> None:
        """Shows what a service refused: beside the field it names, or on top when the form has no such field."""
        for name, sentence in error.fields.items():
            self.add_error(name if name in self.fields else None, sentence)


def text(label: str, *, required: bool = True, hint: str = "", most: int = 200, **attrs: str) -> forms.CharField:
    """A line of text; `attrs` are attributes of the input (autocomplete, inputmode, class)."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": f"Give the {label.lower()}.", "max_length": f"Keep it under {most} characters."},
    )


def decimal(
    label: str, *, required: bool = True, hint: str = "", initial: Any = None, places: int = 7
) -> forms.DecimalField:
    """A number typed with a decimal point; shown right-aligned."""
    return forms.DecimalField(
        label=label,
        required=required,
        initial=initial,
        help_text=hint,
        max_digits=19,
        decimal_places=places,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num", "autocomplete": "off"}),
        error_messages={
            "required": "Write a number.",
            "invalid": "Write it in digits, such as 140.00.",
            "max_decimal_places": f"At most {places} digits after the point.",
            "max_digits": "This number is too long.",
            "max_whole_digits": "This number is too long.",
        },
    )


def number_of_ours(text: str) -> int | None:
    """The number that our own page put into an address or a hidden field; None for whatever else stands there."""
    return int(text) if text.isdecimal() and len(text) <= 4 else None
