"""Intuit's authorization server: consent, tokens, revocation, discovery, identity; and who may call the API."""
