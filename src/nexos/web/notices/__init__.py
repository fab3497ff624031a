"""Where Intuit tells of changes in QuickBooks."""
