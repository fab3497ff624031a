"""Upload and download, and the address every answer about an attached file carries."""

from qbo_emulator.attachments import upload
from qbo_emulator.attachments.parts import UploadedFile, uploaded
from qbo_emulator.rules import faults, operations
from qbo_emulator.store.memory import Answer
from qbo_emulator.store.text import Json, decode, encode
from qbo_emulator.v3.call import Call
from qbo_emulator.v3.faults import fault_object


def receive(call: Call) -> bytes:
    """`{"AttachableResponse": [...], "time"}`, HTTP 200: one element per file, an Attachable or a Fault (recorded)."""
    answered = b",".join(_received(call, each) for each in uploaded(call.request))
    return b'{"AttachableResponse":[' + answered + b'],"time":' + call.time + b"}"


def _received(call: Call, file: UploadedFile) -> bytes:
    company = call.company
    metadata = {name: value for name, value in file.metadata.items() if name not in ("Id", "SyncToken")}
    metadata.setdefault("ContentType", file.content.content_type or None)
    try:
        stored = upload.attach(
            company.books, company.files, company.realm_id, metadata, file.name, file.content.content, call.now
        )
    except faults.Fault as fault:
        return encode({"Fault": fault_object(fault)})
    call.committed = True
    return b'{"Attachable":' + with_address(call, encode(stored)) + b"}"


def download(call: Call, attachable_id: str) -> Answer:
    """The address of the file as text. Raises Fault 610 for an Attachable without a file, or none."""
    obj = operations.read(call.company.books, upload.NAME, attachable_id).object()
    if call.company.files.content(attachable_id) is None:
        raise faults.not_found()
    return Answer(200, _address(call, obj).encode(), "text/plain;charset=utf-8")


def with_address(call: Call, body: bytes) -> bytes:
    """An Attachable as answered: one of a file has a fresh TempDownloadUri."""
    obj = decode(body)
    if call.company.files.content(obj["Id"]) is None:
        return body
    answered: Json = {}
    for name, value in obj.items():
        answered[name] = value
        if name == "FileAccessUri":
            answered["TempDownloadUri"] = _address(call, obj)
    return encode(answered)


def _address(call: Call, obj: Json) -> str:
    files = call.company.files
    return files.address(call.request.host_url, obj["Id"], str(obj.get("FileName", obj["Id"])), call.now)
