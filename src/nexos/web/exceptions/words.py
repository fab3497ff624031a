"""A cause as people read it: what it is, why, and the button that leads to where it is solved."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from nexos.accounts import queries as accounts
from nexos.accounts.models import User
from nexos.quickbooks.exceptions.cause import Cause, Kind
from nexos.quickbooks.mapping.states import RowState
from nexos.quickbooks.state.words import badge
from nexos.quickbooks.sync.words import KINDS
from nexos.web.templatetags.parts import money

_ICONS = {
    Kind.CONNECTION: ("bad", "plug"),
    Kind.SYNC: ("bad", "sync"),
    Kind.RECONCILIATION: ("diff", "scale"),
    Kind.ALLOWANCE: ("wait", "bars"),
    Kind.QUARANTINED: ("bad", "alert"),
    Kind.NO_CUSTOMER: ("wait", "unlink"),
    Kind.HELD: ("wait", "unlink"),
}
# {s}, {es}, {be} and {plural} agree with how many there are.
_TITLES = {
    Kind.CONNECTION: "QuickBooks no longer lets us in",
    Kind.SYNC: "QuickBooks cannot be read",
    Kind.RECONCILIATION: "QuickBooks and the mirror differ in {count} place{plural}",
    Kind.ALLOWANCE: "QuickBooks' reads will not last the month",
    Kind.NEEDS_PERSON: "{what} needs your decision",
    Kind.REFUSED: "QuickBooks refused {what}",
    Kind.NEEDS_RECONNECT: "{what} wait{s} for access to QuickBooks",
    Kind.VOIDED_THERE: "{what} was voided in QuickBooks",
    Kind.DELETED_THERE: "{what} was deleted in QuickBooks",
    Kind.DIFFERS: "{what} differs in QuickBooks",
    Kind.OUT_OF_DATE: "{what} is out of date in QuickBooks",
    Kind.QUARANTINED: "{count} of the {objects} could not be understood",
    Kind.NO_CUSTOMER: "{what} from QuickBooks name{s} no customer",
    Kind.HELD: "{what} wait{s} for customer {name}",
}
_BLOCKED = {
    "tax_code": "{what} need{s} a sales tax code",
    "closed_period": "{what} fall{s} in a closed period",
    "currency": "{what} {be} in a currency that QuickBooks does not take",
    "totals": "{what} do{es} not add up",
    "limits": "{what} {be} too long for QuickBooks",
    "not_read": "{what} wait{s} for the first sync",
}
_NAMED = {"customer": "{name} needs a customer in QuickBooks", "item": "“{name}” needs an item in QuickBooks"}
_WITHOUT_RECORDS = (Kind.CONNECTION, Kind.RECONCILIATION, Kind.ALLOWANCE, Kind.QUARANTINED)
_HELD_WHY = {
    RowState.CONFLICT: "Several companies could be this customer.",
    RowState.SUGGESTED: "A company here looks like it.",
    RowState.ONLY_THERE: "No company here looks like it.",
}


@dataclass(frozen=True, slots=True)
class Told:
    """`button` leads to `address`, where the cause is solved; both are empty for somebody who may not go there. With
    `records` there are records to show."""

    cause: Cause
    tone: str
    icon: str
    title: str
    text: str
    button: str
    address: str
    records: str = ""


def told(cause: Cause, actor: User) -> Told:
    """The words for this person."""
    tone, icon = _ICONS.get(cause.kind) or _of_document(cause)
    button, address, permission = _way_out(cause)
    if not accounts.may(actor, permission):
        button = address = ""
    records = ""
    if cause.count > 1 and cause.kind not in _WITHOUT_RECORDS:
        records = f"{reverse('exception-records')}?{urlencode({'cause': cause.key})}"
    return Told(cause, tone, icon, _title(cause), _text(cause), button, address, records)


def invoices(count: int) -> str:
    """“1 invoice”, “1,200 invoices”."""
    return f"{count:,} invoice{'' if count == 1 else 's'}"


def _of_document(cause: Cause) -> tuple[str, str]:
    shown = badge(cause.kind, cause.reason)
    return shown.tone, shown.icon


def _title(cause: Cause) -> str:
    one = cause.count == 1
    return _template(cause).format(
        what=cause.number or invoices(cause.count),
        name=cause.name,
        count=f"{cause.count:,}",
        objects=KINDS.get(cause.subject, cause.subject),
        s="s" if one else "",
        plural="" if one else "s",
        es="es" if one else "",
        be="is" if one else "are",
    )


def _template(cause: Cause) -> str:
    if cause.kind != Kind.BLOCKED:
        return _TITLES[cause.kind]
    named = {"customer": cause.name, "item": cause.name and cause.target}.get(cause.reason, "")
    return _NAMED[cause.reason] if named else _BLOCKED.get(cause.reason, "{what} cannot be sent yet")


def _text(cause: Cause) -> str:
    worth = ", ".join(money(total) for total in cause.totals)
    match cause.kind:
        case Kind.CONNECTION:
            return f"{cause.sentence} {invoices(cause.count)} wait for it." if cause.count else cause.sentence
        case Kind.SYNC:
            return cause.sentence
        case Kind.RECONCILIATION:
            return "Each is named, with what to do. Equal to the cent is the only green."
        case Kind.ALLOWANCE:
            return f"At this pace the Intuit app reads more than {cause.count} % of what it may read this month."
        case Kind.QUARANTINED:
            return "They are kept as QuickBooks sent them. All others were read."
        case Kind.NO_CUSTOMER:
            return f"{worth}. Give each a customer in QuickBooks, then sync."
        case Kind.HELD:
            return " ".join(filter(None, (f"{worth}.", _HELD_WHY.get(RowState(cause.reason), ""))))
    named = cause.name if cause.kind != Kind.BLOCKED or cause.number else ""
    who = ", ".join(filter(None, (named, worth)))
    if cause.count > 1:
        who = f"{invoices(cause.count)} wait{'' if not worth else f', {worth}'}"
        return f"{who}. {cause.sentence}" if cause.kind == Kind.REFUSED else f"{who}."
    return " ".join(filter(None, (f"{who}." if who else "", cause.sentence)))


def _way_out(cause: Cause) -> tuple[str, str, str]:
    """Words, address and the permission it takes."""
    match cause.kind:
        case Kind.CONNECTION:
            return "Connect again", reverse("settings-quickbooks"), "quickbooks:manage"
        case Kind.SYNC:
            return "Look", reverse("settings-quickbooks"), "quickbooks:read"
        case Kind.RECONCILIATION:
            return "Look at the differences", reverse("reconciliation"), "quickbooks:read"
        case Kind.ALLOWANCE:
            return "Look", reverse("quickbooks-advanced"), "quickbooks:read"
        case Kind.QUARANTINED:
            return "Look at them", f"{reverse('quarantine')}?{urlencode({'kind': cause.subject})}", "quickbooks:read"
        case Kind.HELD:
            return "Link customer", reverse("mapping-customer", args=[cause.subject]), "quickbooks:map"
        case Kind.BLOCKED if cause.reason == "customer" and cause.target:
            return "Link customer", reverse("mapping-company", args=[cause.target]), "quickbooks:map"
        case Kind.BLOCKED if cause.reason == "item" and cause.target:
            return "Link item", reverse("mapping-item-choice", args=[cause.target]), "quickbooks:map"
        case Kind.BLOCKED if cause.reason == "tax_code":
            return "Choose a tax code", reverse("mapping-tax-codes"), "quickbooks:map"
    if cause.record_id is not None:
        words = {Kind.DIFFERS: "Compare", Kind.OUT_OF_DATE: "Compare", Kind.NEEDS_PERSON: "Decide"}
        return words.get(cause.kind, "Open"), reverse("invoice", args=[cause.record_id]), "invoices:read"
    return "Show them", f"{reverse('exception-records')}?{urlencode({'cause': cause.key})}", "quickbooks:read"
