"""Money between a company's own accounts: deposits, transfers, journal entries."""
