"""What QuickBooks holds, kept locally. Knows no domain."""
