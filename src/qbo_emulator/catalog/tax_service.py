"""What `POST taxservice/taxcode` takes: a tax code with its rates in one request, stored as TaxCode and TaxRate."""

from qbo_emulator.catalog.fields import choice, each, fine_number, opaque, read_only, required, text

TAX_SERVICE = (
    required(text("TaxCode", 100)),
    each(
        "TaxRateDetails",
        text("TaxRateName", 100),
        text("TaxRateId"),
        fine_number("RateValue"),
        text("TaxAgencyId"),
        choice("TaxApplicableOn", "Sales", "Purchase", "Adjustment", "Other"),
    ),
    read_only(text("TaxCodeId")),
    *(read_only(opaque(name)) for name in ("Id", "SyncToken", "domain", "sparse", "MetaData")),
)
"""Intuit, TaxService; the last line is what clients send of every object (python-quickbooks: `Id` 0)."""
