"""QuickBooks to NEXOS CORE: the first pull, the changes since, and the gate."""
