"""The query endpoint over HTTP: envelopes, paging, implicit filter, faults."""

from typing import Any

import pytest


@pytest.fixture
def people(api: Any) -> list[dict[str, Any]]:
    made = [api.write("Customer", {"DisplayName": name}) for name in ("Zed", "PG&E", "Pam", "amy's", "Hidden")]
    api.change("Customer", made[4], Active=False)
    return made


def test_a_page_says_where_it_starts_and_how_many_it_holds(api: Any, people: Any) -> None:
    page = api.select("select * from Customer startposition 2 maxresults 2")

    assert [each["DisplayName"] for each in page["Customer"]] == ["Pam", "Zed"]
    assert (page["startPosition"], page["maxResults"]) == (2, 2)
    assert "totalCount" not in page


def test_names_are_sorted_in_ascii_order_and_inactive_ones_left_out(api: Any, people: Any) -> None:
    assert [each["DisplayName"] for each in api.select("select * from Customer")["Customer"]] == [
        "PG&E",
        "Pam",
        "Zed",
        "amy's",
    ]


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ("select count(*) from Customer", 4),
        ("select count(*) from Customer where Active in (true, false)", 5),
        ("select count(*) from Customer where Active = false", 1),
        ("SELECT COUNT(*) FROM customer WHERE displayname = 'PAM'", 1),
        ("select count(*) from Customer where DisplayName = 'Amy\\'s'", 1),
        ("select count(*) from Customer where DisplayName like 'p%'", 2),
        ("select count(*) from Customer where DisplayName like '%(deleted)' and Active = false", 1),
        ("select count(*) from Customer where Balance > '0.0'", 0),
        ("select count(*) from Customer where MetaData.CreateTime > '2001-01-01T00:00:00Z'", 4),
        ("select count(*) from Customer where Metadata.LastUpdatedTime < '2001-01-01'", 0),
    ],
)
def test_count_obeys_the_conditions(api: Any, people: Any, statement: str, count: int) -> None:
    assert api.select(statement) == {"totalCount": count}


@pytest.mark.parametrize(
    "statement", ["select * from Invoice", "select * from Customer startposition 99", "select * from Bill"]
)
def test_nothing_found_is_an_empty_response(api: Any, people: Any, statement: str) -> None:
    assert api.select(statement) == {}


def test_the_default_page_is_100_and_the_largest_1000(api: Any) -> None:
    api.company.seed({"Vendor": [{"Id": str(n), "DisplayName": f"V{n:04}", "Active": True} for n in range(1, 1202)]})

    assert api.select("select * from Vendor")["maxResults"] == 100
    assert api.select("select * from Vendor maxresults 2000")["maxResults"] == 1000
    assert api.select("select * from Vendor startposition 1001 maxresults 1000")["maxResults"] == 201
    assert [each["Id"] for each in api.select("select * from Vendor orderby Id desc maxresults 2")["Vendor"]] == [
        "1201",
        "1200",
    ]


def test_a_reference_is_compared_by_its_id_and_amounts_as_numbers(api: Any, customer: Any, invoice_of: Any) -> None:
    for total in (90, 100, 1000):
        invoice_of(customer, total)

    found = api.select(
        f"select * from Invoice where CustomerRef = '{customer['Id']}' and TotalAmt > '90.50' orderby TotalAmt"
    )
    assert [each["TotalAmt"] for each in found["Invoice"]] == [100, 1000]
    assert api.select("select * from Invoice where CustomerRef = '999'") == {}


def test_named_properties_come_alone_and_marked_sparse(api: Any, customer: Any) -> None:
    assert api.select("select DisplayName, MetaData.CreateTime from Customer")["Customer"] == [
        {
            "domain": "QBO",
            "sparse": True,
            "Id": customer["Id"],
            "DisplayName": "Harbor Bikes",
            "MetaData": {"CreateTime": customer["MetaData"]["CreateTime"]},
        }
    ]


WINDOW = """
SELECT * FROM Invoice
WHERE Metadata.LastUpdatedTime >= '2020-01-01T00:00:00-07:00' AND Metadata.LastUpdatedTime <= '2100-01-01T00:00:00Z'
ORDER BY Metadata.LastUpdatedTime ASC STARTPOSITION 1 MAXRESULTS 200
"""


@pytest.mark.parametrize(
    "statement",
    [
        WINDOW,
        "select * from invoice where MetaData.CreateTime > '2020-01-01' orderby Id maxresults 9 startposition 1",
        "Select Id, DocNumber From Invoice Where docnumber In ('1', '1050') And TotalAmt In (100, 7)",
        "SELECT * FROM Invoice WHERE CustomerRef = '{customer}' AND Balance > '0' AND TxnDate <= CURRENT_DATE;",
        "select * from Invoice where Id in ('{invoice}', '999')\norderby TxnDate desc, Id",
        "select * from Invoice where DocNumber like '%05%' and Balance >= 100.0",
        "select * from Invoice where SalesTermRef in (' ') and Id = '{invoice}'",
    ],
)
def test_statements_as_clients_write_them(api: Any, customer: Any, invoice_of: Any, statement: str) -> None:
    invoice = invoice_of(customer, 100, DocNumber="1050", TxnDate="2026-01-05")

    found = api.select(statement.format(customer=customer["Id"], invoice=invoice["Id"]))

    assert [each["Id"] for each in found["Invoice"]] == [invoice["Id"]]


def test_a_changed_object_moves_in_time_and_a_deleted_one_leaves_it(api: Any, customer: Any, invoice_of: Any) -> None:
    first, second, third = (invoice_of(customer, amount) for amount in (1, 2, 3))
    in_time = "select * from Invoice where MetaData.LastUpdatedTime >= '{}' orderby MetaData.LastUpdatedTime"

    def since(moment: str) -> list[str]:
        return [each["Id"] for each in api.select(in_time.format(moment)).get("Invoice", [])]

    assert since(first["MetaData"]["CreateTime"]) == [first["Id"], second["Id"], third["Id"]]
    api.world.clock.advance(60)
    changed = api.change("Invoice", first, PrivateNote="later")
    api.write("Invoice", {"Id": second["Id"], "SyncToken": "0"}, operation="delete")

    assert since(first["MetaData"]["CreateTime"]) == [third["Id"], first["Id"]]
    assert since(changed["MetaData"]["LastUpdatedTime"]) == [first["Id"]]


def test_a_statement_of_another_type_is_refused(api: Any) -> None:
    answer = api.client.post(api.path("query"), data="select * from Item", content_type="text/html")

    assert api.refused(answer) == "1050"


@pytest.mark.parametrize("content_type", ["application/text", "text/plain"])
def test_a_statement_can_be_posted(api: Any, customer: Any, content_type: str) -> None:
    answer = api.client.post(api.path("query"), data="select * from Customer", content_type=content_type)

    assert answer.json["QueryResponse"]["maxResults"] == 1
    assert api.report["committed"] is False


@pytest.mark.parametrize(
    ("statement", "code", "detail"),
    [
        ("select * from Custmoer", "4001", "QueryValidationError: invalid context declaration: Custmoer"),
        (
            "select * from Customer startposition 0",
            "4001",
            "QueryValidationError: value 0 is too small. Min allowed value is 1",
        ),
        (
            "select * from Customer where Colour = 'red'",
            "4001",
            "QueryValidationError: Property Colour not found for Entity Customer",
        ),
        ("select * from Customer where Notes = 'x'", "4001", "QueryValidationError: property 'Notes' is not queryable"),
        ("select * from Customer where Id > '5'", "4001", None),
        ("select * from Customer where Balance > 'much'", "4001", None),
        ("select * from Term where DueDays < 'NaN'", "4001", None),
        ("select * from Term where DueDays < '-Infinity'", "4001", None),
        ("select * from Customer where MetaData.CreateTime > 'soon'", "4001", None),
        ("select * from Customer orderby Notes", "4001", None),
        (
            "select BillAddr from Customer",
            "4001",
            "QueryValidationError: Property BillAddr not found for Entity Customer",
        ),
        ("select * from Customer where DisplayName = 'a' or DisplayName = 'b'", "4000", None),
        ("select * from Customer where DisplayName != 'a'", "4000", None),
        (
            "select * form Customer",
            "4000",
            'QueryParserError: Encountered " <IDENTIFIER> "form "" at line 1, column 10.',
        ),
        ("select * from Customer where DisplayName = 'Amy's'", "4000", None),
        ("", "2020", None),
    ],
)
def test_a_wrong_statement_is_refused(api: Any, statement: str, code: str, detail: str | None) -> None:
    answer = api.get("query", query=statement)

    assert api.refused(answer) == code
    if detail:
        assert answer.json["Fault"]["Error"][0]["Detail"] == detail
