"""What a decision did, in words."""


def released(invoices: int) -> str:
    """ "3 invoices released." for a positive number, "3 invoices are held again." for a negative one, else nothing."""
    if invoices > 0:
        return f"{invoices:,} invoice{'' if invoices == 1 else 's'} released."
    if invoices < 0:
        return f"{-invoices:,} invoice{' is' if invoices == -1 else 's are'} held again."
    return ""
