"""Settings: work types and billing roles."""
