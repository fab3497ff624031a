"""Invoices born here. Whether they are paid is the ledger's to say, not ours."""
