"""The sign-in form."""

from django import forms

from nexos.web.forms import Form


class SignInForm(Form):
    """Email and password; says nothing about which of the two was wrong."""

    email = forms.EmailField(
        label="Email",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
        error_messages={
            "required": "Give your email.",
            "invalid": "This is not an email address.",
            "max_length": "This is not an email address.",
        },
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Give your password."},
    )
