"""What a decision did, in words."""


def released(invoices: int) -> str:
    """ "3 invoices released." for a positive number, "3 invoices are held again." for a negative one, else nothing."""
    if invoices > 0:
        return f"{invoices:,} invoice{'' if invoices == 1 else 's'} released."
    if invoices < 0:
        return f"{-invoices:,} invoice{' is' if invoices == -1 else 's are'} held again."
    return ""


def counted(count: int, noun: str) -> str:
    """ "1 company", "12 companies", "3 vendors"."""
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {plural}"
