"""The check of every night, and those that people ask for."""
