"""What of a stored object is answered."""

from qbo_emulator.store.text import decode, encode
from qbo_emulator.v3 import attachments
from qbo_emulator.v3.call import Call


def shown(call: Call, entity_name: str, body: bytes) -> bytes:
    """The object as answered, which is as it is stored for all but two.

    An attached file has a fresh TempDownloadUri; a rate of exchange shows no Id: currency and day tell it (recorded).
    """
    match entity_name:
        case "Attachable":
            return attachments.with_address(call, body)
        case "ExchangeRate":
            return encode({name: value for name, value in decode(body).items() if name != "Id"})
    return body
