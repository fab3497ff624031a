"""What a company buys and how it pays: orders, bills, vendor credits, bill payments and expenses."""
