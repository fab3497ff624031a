"""What the product's own purposes are called as keys of assignments. Pure."""

TAXABLE, NOT_TAXABLE, DOCUMENT = "taxable", "not_taxable", "document"
"""Tax codes: of a line, where each has one; of a document whose customer has none."""

DEFAULT = "default"
"""The class or location of whatever has none of its own."""

ORDER_SHIPPING, ORDER_TAX, INCOME, EXPENSE = "order_shipping", "order_tax", "income", "expense"
"""Accounts: of two lines of a purchase order, and of products without their own."""
