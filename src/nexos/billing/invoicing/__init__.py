"""One module per source of an invoice."""
