"""Sign-off: what a partner says to one content, by themselves or recorded for them; and taking a mistake back."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import AfterValidator, StringConstraints
from sqlmodel import col, or_, select

from ispdesk.commands import facts, signatures, signing_by_link, tasks
from ispdesk.commands.amending import at_work
from ispdesk.commands.isps import find
from ispdesk.commands.organisations import Standing, clean
from ispdesk.commands.people import find as find_person
from ispdesk.commands.shape import Payload, Spec, Tx, decline
from ispdesk.commands.work import Number
from models.queries import partners, people, signing
from models.tables.isp import Isp, Version
from models.tables.journal import History
from models.tables.organisation import Organisation
from models.tables.person import Grant, Person
from models.tables.signing import HOWS, SignoffMark
from models.tables.work import CAPACITIES, OUTCOMES, Partner, Signoff
from states.addresses import is_generic
from states.lifecycle import OPEN_ROUND, Role, State
from states.signatures import SIGNED
from states.when import When

SIGNERS = frozenset({Role.COORDINATOR, Role.PARTNER_CONTACT, Role.SIGNING_OFFICER, Role.IMPORT})
RECORDERS = frozenset({Role.COORDINATOR, Role.IMPORT})
IN_PERSON = ("product", "code")
ON_PAPER = ("paper", "mail", "minute")
Count = Annotated[int, Ge(0), Le(99999)]


class SignOff(Payload):
    """What one partner said, in what capacity. `expected` of the order is the content hash they saw.

    `how`: None where a source states it; in the `product` or by a mailed `code` by the person who acts; on `paper`, by
    `mail` or in a `minute`, recorded by the coordinator. Of a class: one `member`, or `signed` of `of_all`, `by_whom`.
    """

    partner: Number
    outcome: Literal[OUTCOMES]  # type: ignore[valid-type]  # the values are the table's
    asked_as: Literal["sign-off", "assent"] = "sign-off"
    capacity: Literal[("", *CAPACITIES)] = ""  # type: ignore[valid-type]  # the values are the table's
    reference: str = ""
    as_printed: str = ""
    standing: Standing = "entered"
    source: str = ""
    note: str = ""
    how: Literal[HOWS] | None = None  # type: ignore[valid-type]  # the values are the table's
    by_whom: Annotated[str, StringConstraints(max_length=300), AfterValidator(clean)] = ""
    member: Number | None = None
    signed: Count | None = None
    of_all: Count | None = None


class WithdrawSignOff(Payload):
    """Take a sign-off back, or one recorded by mistake: it counts no more, and stays. `sign_off`: its row."""

    sign_off: Annotated[int, Ge(1)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


def sign_off(tx: Tx, payload: SignOff) -> Mapping[str, Any]:
    """Record what a partner said."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    partner = standing_partner(tx, isp, payload.partner)
    content = facts.content_hash(tx.session, version.id or 0)
    if tx.order.expected is not None and tx.order.expected != content:
        raise decline(
            "changed_meanwhile",
            "The text has changed since you read it: read what changed, then sign.",
            "Mae'r testun wedi newid ers i chi ei ddarllen: darllenwch y newidiadau, yna llofnodwch.",
        )
    actor = people.by_ref(tx.session, tx.order.actor)
    _may_sign(tx, isp, partner, payload, actor)
    _whole(payload)
    signing_by_link.check(tx, partner, payload.how, content, payload.model_dump())
    member = _member(tx, partner, payload)
    when = tx.order.happened or (When() if tx.order.recording else When(tx.today, tx.today))
    beside = {"partner", "how", "by_whom", "member", "signed", "of_all"}
    values = payload.model_dump(exclude=beside)
    said = Signoff(
        version_id=version.id or 0,
        partner_id=partner.id or 0,
        content_hash=None if tx.order.recording else content,
        happened_from=when.not_before,
        happened_to=when.not_after,
        **values,
    )
    tx.session.add(said)
    body = {"partner": payload.partner, "outcome": payload.outcome, "capacity": payload.capacity, "content": content}
    more = {name: getattr(payload, name) for name in ("how", "member", "signed", "of_all") if getattr(payload, name)}
    words = {name: values[name] for name in ("reference", "as_printed", "source", "note")}
    row = tx.record(
        "signed_off",
        body | more | {"version": version.number},
        words=words | ({"by_whom": payload.by_whom} if payload.by_whom else {}),
    )
    if not tx.order.recording:
        _mark(tx, isp, version, said, payload, row, content, member, actor)
        if _settles(tx, isp, version, partner, payload):
            tasks.close_for(tx, version, partner, ("sign_off",))
    tx.session.flush()
    return {"ref": isp.ref, "partner": payload.partner, "outcome": payload.outcome, "sign_off": said.id}


def standing_partner(tx: Tx, isp: Isp, line: int) -> Partner:
    """The partner of this line. Declines where there is none, or no more."""
    found = partners.standing(tx.session, isp.id or 0, line)
    if found is None:
        raise decline("not_found", f"There is no partner {line}.", f"Nid oes partner {line}.")
    return found


def _may_sign(tx: Tx, isp: Isp, partner: Partner, payload: SignOff, actor: Person | None) -> None:
    """In person for one's own partner, from an address of one's own; recorded only by whoever coordinates."""
    in_person = payload.how in IN_PERSON
    if (in_person or not tx.roles & RECORDERS) and not speaks_for(tx, isp, partner):
        raise decline("not_yours", "This is another partner's sign-off.", "Llofnod partner arall yw hwn.")
    if payload.how in ON_PAPER and not tx.roles & RECORDERS:
        raise decline(
            "not_yours",
            "Only the ISP coordinator records a sign-off given on paper, by mail or in a minute.",
            "Dim ond cydlynydd yr ISP sy'n cofnodi llofnod a roddwyd ar bapur, drwy'r post neu mewn cofnodion.",
        )
    if actor is not None and actor.shared:
        raise decline(
            "shared_address",
            "Several people read this address, so that nobody can sign by it: whoever signs needs one of their own.",
            "Mae sawl un yn darllen y cyfeiriad hwn, felly ni all neb lofnodi drwyddo: rhaid cael un eich hun.",
        )
    if in_person and actor is not None and is_generic(actor.address or ""):
        raise decline(
            "generic_address",
            f"{actor.address} is called after an office: whoever signs needs a work address of their own.",
            f"Mae {actor.address} wedi'i enwi ar ôl swyddfa: rhaid i bwy bynnag sy'n llofnodi gael cyfeiriad gwaith ei"
            " hun.",
        )
    if in_person and (actor is None or not actor.address):
        raise decline(
            "no_address",
            "Signing here needs a work address of your own: ask the team to enter it.",
            "I lofnodi yma, mae angen eich cyfeiriad gwaith eich hun: gofynnwch i'r tîm ei gofnodi.",
        )


def _whole(payload: SignOff) -> None:
    """What a sign-off that was given here, or recorded from a paper, has to say."""
    if payload.how is None:
        return
    if payload.outcome in SIGNED and payload.capacity in ("", "as_stated"):
        raise decline(
            "wrong_value", "Say in what capacity it is signed.", "Dywedwch ym mha rinwedd y mae'n cael ei lofnodi."
        )
    if payload.outcome in ("declined", "signed_with_reservation") and not payload.note:
        raise decline(
            "reason_missing",
            "Say why it is declined, or what the reservation is.",
            "Dywedwch pam y'i gwrthodir, neu beth yw'r amod a wneir.",
        )
    if payload.how in ON_PAPER and payload.outcome in SIGNED and not (payload.by_whom and payload.reference):
        raise decline(
            "wrong_value",
            "Say who signed, and where the paper, mail or minute can be found.",
            "Dywedwch pwy lofnododd, a ble mae'r papur, y neges neu'r cofnodion.",
        )


def _member(tx: Tx, partner: Partner, payload: SignOff) -> int | None:
    """The member that it is for; declines what only a class can say, and a number above all."""
    parts = (payload.member, payload.signed, payload.of_all)
    if partner.kind != "class" and any(part is not None for part in parts):
        raise decline(
            "wrong_value", "Only a class of partners has members.", "Dim ond dosbarth o bartneriaid sydd ag aelodau."
        )
    if (payload.signed is None) != (payload.of_all is None) or (payload.member and payload.signed is not None):
        raise decline(
            "wrong_value",
            "Give one member, or how many of how many.",
            "Rhowch un aelod, neu faint o faint.",
        )
    if payload.signed is not None and payload.of_all is not None and payload.signed > payload.of_all:
        raise decline(
            "wrong_value",
            f"{payload.signed} is more than all {payload.of_all}.",
            f"Mae {payload.signed} yn fwy na phob un o'r {payload.of_all}.",
        )
    if payload.member is None:
        return None
    of = signing.members(tx.session, [partner.id or 0]).get(partner.id or 0, [])
    found = next((one for one in of if one.position == payload.member), None)
    if found is None:
        raise decline("not_found", f"There is no member {payload.member}.", f"Nid oes aelod {payload.member}.")
    return found.id


def _mark(  # noqa: PLR0913, PLR0917 - what one row is made of
    tx: Tx,
    isp: Isp,
    version: Version,
    said: Signoff,
    payload: SignOff,
    row: History,
    content: str,
    member: int | None,
    actor: Person | None,
) -> None:
    """Keep how it was given, and the content it was given to."""
    tx.session.flush()
    kept = signatures.keep_content(tx.session, isp, version, content, tx.at)
    in_person = payload.how in IN_PERSON
    tx.session.add(
        SignoffMark(
            signoff_id=said.id or 0,
            content_id=kept.id or 0,
            member_id=member,
            signed=payload.signed,
            of_all=payload.of_all,
            by_whom=payload.by_whom or (actor.name_en if in_person and actor else ""),
            person_id=actor.id if in_person and actor else None,
            how=payload.how,
            recorded_by=tx.order.actor,
            seq=row.seq,
        )
    )
    tx.session.flush()


def _settles(tx: Tx, isp: Isp, version: Version, partner: Partner, payload: SignOff) -> bool:
    """Whether nothing more is asked of the partner: of a class, once all of it has spoken."""
    if partner.kind != "class" or payload.outcome not in SIGNED:
        return True
    content = facts.content_hash(tx.session, version.id or 0)
    return partner.id in signatures.signed(tx.session, isp, version, [partner], content)


def speaks_for(tx: Tx, isp: Isp, partner: Partner) -> bool:
    """Whether the person is this partner's contact, or signs for its organisation, this ISP or every body."""
    person = find_person(tx.session, tx.order.actor)
    if partner.contact_id == person.id:
        return True
    body = tx.session.get(Organisation, partner.organisation_id) if partner.organisation_id else None
    scopes = {"all", f"isp:{isp.ref}", *([f"organisation:{body.ref}"] if body else [])}
    held = select(Grant).where(Grant.person_id == person.id, col(Grant.scope).in_(scopes))
    roles = {Role.SIGNING_OFFICER.value, Role.PARTNER_CONTACT.value}
    begun = or_(col(Grant.valid_from).is_(None), col(Grant.valid_from) <= tx.today)
    open_end = or_(col(Grant.valid_to).is_(None), col(Grant.valid_to) >= tx.today)
    return tx.session.exec(held.where(col(Grant.role).in_(roles), begun, open_end)).first() is not None


def withdraw(tx: Tx, payload: WithdrawSignOff) -> Mapping[str, Any]:
    """Withdraw a sign-off: whoever recorded it, or the coordinator what was recorded from a paper."""
    isp = find(tx.session, tx.stream.ref)
    version = at_work(tx, isp)
    said = tx.session.get(Signoff, payload.sign_off)
    mark = tx.session.get(SignoffMark, payload.sign_off)
    partner = tx.session.get(Partner, said.partner_id) if said else None
    if said is None or mark is None or partner is None or partner.isp_id != isp.id or said.version_id != version.id:
        raise decline("not_found", "There is no such sign-off here.", "Nid oes llofnod o'r fath yma.")
    if mark.withdrawn_at is not None:
        raise decline("done", "It has been withdrawn already.", "Mae wedi'i dynnu'n ôl eisoes.")
    recorded = mark.how not in IN_PERSON and Role.COORDINATOR in tx.roles
    if tx.order.actor != mark.recorded_by and not recorded:
        raise decline(
            "not_yours",
            "Only whoever signed can take this back.",
            "Dim ond pwy bynnag a lofnododd a all dynnu hwn yn ôl.",
        )
    if State(version.state) in OPEN_ROUND - {State.RETURNED}:
        raise decline(
            "not_amendable",
            "It is with quality assurance, which was given this sign-off: tell the WASPI team.",
            "Mae gyda sicrhau ansawdd, a gafodd y llofnod hwn: rhowch wybod i dîm WASPI.",
        )
    mark.withdrawn_at, mark.withdrawn_by = tx.at, tx.order.actor
    tx.session.add(mark)
    tx.record(
        "signoff_withdrawn",
        {"partner": partner.line, "sign_off": said.id, "of": mark.seq, "version": version.number},
        words={"reason": payload.reason},
    )
    return {"ref": isp.ref, "partner": partner.line, "sign_off": said.id}


SPECS: tuple[Spec[Any], ...] = (
    Spec("sign_off", "isp", SignOff, SIGNERS, sign_off),
    Spec(
        "withdraw_sign_off",
        "isp",
        WithdrawSignOff,
        frozenset({Role.COORDINATOR, Role.PARTNER_CONTACT, Role.SIGNING_OFFICER}),
        withdraw,
    ),
)
