"""Documents on paper and in the post: the PDF of a sales or purchase document, and the mails it is sent with."""

PRINTED = frozenset({"Invoice", "Estimate", "PurchaseOrder", "Payment", "SalesReceipt", "CreditMemo", "RefundReceipt"})
"""Entities with `/pdf` and `/send` (Intuit's entity pages: "Get as PDF", "Send")."""
