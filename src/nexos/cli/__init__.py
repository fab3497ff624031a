"""The `nexos` command: parse, call a service, print."""
