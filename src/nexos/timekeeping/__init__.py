"""What work is billed as: work types and billing roles."""
