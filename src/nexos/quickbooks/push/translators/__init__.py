"""From our documents to QuickBooks' objects: one module per kind, pure."""
