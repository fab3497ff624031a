"""Where each document stands between here and QuickBooks; the read models that lists join."""
