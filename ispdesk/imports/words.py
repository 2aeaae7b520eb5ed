"""The words a column of an import file may hold, one enumeration a column."""

from enum import StrEnum


class Standing(StrEnum):
    """What a row rests on; the README of the example register explains the four."""

    REPORTED = "reported"
    PUBLIC_RECORD = "public-record"
    COUNTED = "counted"
    INSTALLATION = "installation"
    ENTERED = "entered"


class Accord(StrEnum):
    """Whether an organisation has signed the Accord; not known is a value, never "no"."""

    SIGNED = "signed"
    NOT_SIGNED = "not-signed"
    NOT_KNOWN = "not-known"


class Sector(StrEnum):
    """The sectors of Annex B of the report."""

    PUBLIC = "public"
    VOLUNTARY = "voluntary"
    HOUSING_OTHER = "housing_other"


class NameLanguage(StrEnum):
    """The language of a name; some names are printed in both at once."""

    EN = "en"
    CY = "cy"
    BOTH = "both"


class TextLanguage(StrEnum):
    """The language of a section."""

    EN = "en"
    CY = "cy"


class Language(StrEnum):
    """The language somebody is written to in; unknown means both, Welsh first."""

    EN = "en"
    CY = "cy"
    BOTH = "both"
    UNKNOWN = "unknown"


class GrantedRole(StrEnum):
    """The roles an import may grant."""

    TEAM_LEAD = "team_lead"
    ASSURER = "assurer"
    BOARD_SECRETARY = "board_secretary"
    COORDINATOR = "coordinator"
    PARTNER_CONTACT = "partner_contact"
    SIGNING_OFFICER = "signing_officer"
    OPERATOR = "operator"


class FacilitatorType(StrEnum):
    """The organisation types of Table 4-2."""

    FIRE = "fire"
    HEALTH = "health"
    LOCAL_AUTHORITY = "local_authority"
    OTHER = "other"
    POLICE = "police"
    VOLUNTARY = "voluntary"


class CountedAs(StrEnum):
    """What an ISP known only from a count was counted as."""

    ASSURED = "assured"
    AWAITING = "awaiting"
    MADE_KNOWN = "made-known"


class WaitsFor(StrEnum):
    """Who an ISP awaiting assurance waits for."""

    TEAM = "team"
    GROUP = "group"
    COORDINATOR = "coordinator"


class PartnerKind(StrEnum):
    """A partner is an organisation with a name or a class of organisations."""

    NAMED = "named"
    CLASS = "class"


class FactKind(StrEnum):
    """The dated facts that may stand beside a state."""

    NEED_AROSE = "need_arose"
    MADE_KNOWN = "made_known"
    FIRST_CONTACT = "first_contact"
    SHARING_SINCE = "sharing_since"
    INTERIM_BASIS = "interim_basis"
    PREDECESSOR = "predecessor"
    SERVICE_LAUNCHED = "service_launched"
    WORKSHOPS_PERIOD = "workshops_period"
    TEXT_AGREED = "text_agreed"
    APPROVED_BY_BODY = "approved_by_body"
    SIGNOFF_UNDERWAY = "signoff_underway"
    ASSENT = "assent"
    SUBMITTED_TO_QA = "submitted_to_qa"
    QA_FEEDBACK = "qa_feedback"
    ASSURED = "assured"
    IN_OPERATION_SINCE = "in_operation_since"
    COMPLIANCE_REVIEW = "compliance_review"
    PARTNERS_STATED = "partners_stated"
    DURATION = "duration"
    EFFORT = "effort"
    AREA_EXTENSION_PLANNED = "area_extension_planned"


class Outcome(StrEnum):
    """What became of one partner's sign-off."""

    SIGNED = "signed"
    SIGNED_WITH_RESERVATION = "signed_with_reservation"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    NOT_KNOWN = "not_known"


class Capacity(StrEnum):
    """In which capacity somebody signed; as stated where the source does not say more."""

    CHIEF_OFFICER = "chief_officer"
    DELEGATED_OFFICER = "delegated_officer"
    CALDICOTT_GUARDIAN = "caldicott_guardian"
    SIRO = "siro"
    PRACTICE_PARTNER = "practice_partner"
    COMMITTEE = "committee"
    AS_STATED = "as_stated"
