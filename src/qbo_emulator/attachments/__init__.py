"""Attachable: files and notes on documents and names; their contents, and the addresses they are fetched from."""
