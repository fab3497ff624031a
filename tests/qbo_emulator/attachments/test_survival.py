"""Files, mails and their addresses outlive a killed process."""

from pathlib import Path

from emulator_process import running_emulator


def test_a_file_and_a_mail_survive_a_kill(tmp_path: Path) -> None:
    state = str(tmp_path / "books.state")
    with running_emulator("--state", state) as emulator:
        realm_id = emulator.company("small")
        with emulator.api(realm_id) as client:
            files = {"file_content_01": ("note.txt", b"kept", "text/plain")}
            made = client.post("upload", files=files).json()["AttachableResponse"][0]["Attachable"]
            found = client.get("query", params={"query": "select * from Invoice maxresults 1"}).json()
            invoice = found["QueryResponse"]["Invoice"][0]
            client.post(f"invoice/{invoice['Id']}/send", params={"sendTo": "a@b.example"}).raise_for_status()
    with running_emulator("--state", state) as emulator:
        with emulator.api(realm_id) as client:
            again = client.get(f"attachable/{made['Id']}").json()["Attachable"]
        path = "/attachments/" + made["TempDownloadUri"].partition("/attachments/")[2]

        assert again["Size"] == 4
        assert emulator.http.get(again["TempDownloadUri"]).content == b"kept"
        assert emulator.http.get(path).content == b"kept"
        assert [mail["id"] for mail in emulator.control(f"mail?realm_id={realm_id}")] == [invoice["Id"]]
