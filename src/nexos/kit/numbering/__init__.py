"""Numbers people read on documents: Q-2026-0001, INV-2026-0001. Import from `series`."""
