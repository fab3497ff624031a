"""How icons, badges, amounts and dates are written."""
