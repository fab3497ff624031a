"""QuickBooks' business rules: pure functions over objects, and the operations that apply them to a company's books."""
