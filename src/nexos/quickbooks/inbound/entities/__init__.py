"""One module per mirrored entity: what is asked for, which columns are kept."""
