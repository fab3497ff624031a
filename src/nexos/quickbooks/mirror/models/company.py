"""The QuickBooks company itself and its settings: one row each per connection."""

from django.db import models

from nexos.quickbooks.mirror.models.row import MirrorRow


class CompanyInfo(MirrorRow):
    """`edition` is QuickBooks' OfferingSku, `subscription` its SubscriptionStatus ("PAID"); empty when untold."""

    name = models.TextField()
    legal_name = models.TextField(default="")
    country = models.TextField(default="")
    email = models.TextField(default="")
    phone = models.TextField(default="")
    edition = models.TextField(default="")
    subscription = models.TextField(default="")
    raw = models.TextField()


class Preferences(MirrorRow):
    """The settings that decide what a document may hold.

    `automated_sales_tax`: None when the company has never heard of it (PartnerTaxEnabled absent), False when it could
    be set up, True when QuickBooks computes sales tax. `custom_txn_numbers`: the sender numbers, not QuickBooks.
    `class_per_line` and `class_per_document`: where a class may stand; `tracks_locations`: departments are kept.
    """

    home_currency = models.TextField(default="USD")
    multi_currency = models.BooleanField(default=False)
    custom_txn_numbers = models.BooleanField(default=False)
    sales_tax_enabled = models.BooleanField(default=False)
    automated_sales_tax = models.BooleanField(null=True)
    book_close_date = models.DateField(null=True)
    auto_apply_credit = models.BooleanField(default=False)
    auto_apply_payments = models.BooleanField(default=False)
    allow_discount = models.BooleanField(default=False)
    allow_estimates = models.BooleanField(default=False)
    class_per_line = models.BooleanField(default=False)
    class_per_document = models.BooleanField(default=False)
    tracks_locations = models.BooleanField(default=False)
    default_item_id = models.CharField(max_length=40, default="")
    raw = models.TextField()
