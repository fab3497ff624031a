"""NEXOS CORE's QuickBooks Online side and the slices of NEXOS CORE that feed it."""
