"""The points of a delivery at which a crash is tried (see `kit.checkpoints`)."""

POINTS = (
    "claimed",  # bytes, request id and lease are on disk; nothing has left
    "sending",  # the client is open, the next call writes
    "answered",  # QuickBooks has it, and we know it
    "settling",  # inside the settling transaction, everything written, nothing committed
    "settled",  # committed; the job has not yet said so
)
