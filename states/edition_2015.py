"""The sections of the template that was in use from 2015 to 2020."""

from states.edition_2020 import FLOWS, GLOSSARY, INTRODUCTION, PARTNERS, POWERS, REVIEW, SECURITY
from states.template_section import section

SECTIONS = (
    INTRODUCTION,
    PARTNERS,
    section(
        "benefits",
        ("Benefits of sharing", "Manteision rhannu"),
        (
            "Say what the people concerned gain, what the organisations gain, and how that will be seen.",
            "Dywedwch beth mae'r bobl dan sylw yn ei ennill, beth mae'r sefydliadau yn ei ennill, a sut y'i gwelir.",
        ),
    ),
    POWERS,
    section(
        "information",
        ("Details of personal information being shared", "Manylion y wybodaeth bersonol a rennir"),
        (
            "Describe the kinds of information and why no less would do. The details are in the table of flows.",
            (
                "Disgrifiwch y mathau o wybodaeth a pham na fyddai llai yn gwneud y tro. Mae'r manylion yn nhabl y"
                " llifoedd."
            ),
        ),
    ),
    section(
        "identifying",
        ("Identifying the service user", "Adnabod y defnyddiwr gwasanaeth"),
        (
            "Say how the partners make sure that they speak of the same person.",
            "Dywedwch sut y mae'r partneriaid yn sicrhau eu bod yn sôn am yr un person.",
        ),
    ),
    section(
        "informing",
        ("Informing the service user", "Hysbysu'r defnyddiwr gwasanaeth"),
        (
            "Say how and when people are told what is shared, in Welsh and in English.",
            "Dywedwch sut a phryd y caiff pobl wybod beth a rennir, yn Gymraeg ac yn Saesneg.",
        ),
    ),
    section(
        "consent",
        ("Obtaining consent", "Cael cydsyniad"),
        (
            "Say whether the sharing relies on consent. If not, say so and on what it relies.",
            "Dywedwch a yw'r rhannu'n dibynnu ar gydsyniad. Os nad yw, dywedwch hynny ac ar beth y mae'n dibynnu.",
        ),
    ),
    section(
        "capacity",
        ("Consent where capacity is lacking", "Cydsyniad lle nad oes galluedd"),
        (
            "Say who decides where somebody cannot, and by which law.",
            "Dywedwch pwy sy'n penderfynu lle na all rhywun, ac yn ôl pa gyfraith.",
        ),
    ),
    section(
        "recording_consent",
        ("Recording consent", "Cofnodi cydsyniad"),
        (
            "Say where consent is recorded and how partners learn of it.",
            "Dywedwch lle cofnodir cydsyniad a sut y mae partneriaid yn cael gwybod.",
        ),
    ),
    section(
        "refused_consent",
        ("Refused and withdrawn consent", "Cydsyniad a wrthodwyd neu a dynnwyd yn ôl"),
        (
            "Say what happens then, and who tells the partners.",
            "Dywedwch beth sy'n digwydd wedyn, a phwy sy'n rhoi gwybod i'r partneriaid.",
        ),
    ),
    SECURITY,
    section(
        "records",
        ("Records management", "Rheoli cofnodion"),
        (
            "Say how long each partner keeps the information and how it is disposed of.",
            "Dywedwch am ba hyd y mae pob partner yn cadw'r wybodaeth a sut y caiff ei gwaredu.",
        ),
    ),
    section(
        "requests",
        ("Data protection and freedom of information requests", "Ceisiadau diogelu data a rhyddid gwybodaeth"),
        (
            "Say who answers a request, and whom they ask first.",
            "Dywedwch pwy sy'n ateb cais, ac â phwy y maent yn ymgynghori'n gyntaf.",
        ),
    ),
    section(
        "complaints",
        ("Complaints", "Cwynion"),
        (
            "Say to whom people complain, and how fast they are answered.",
            "Dywedwch wrth bwy y mae pobl yn cwyno, a pha mor gyflym y cânt ateb.",
        ),
    ),
    REVIEW,
    GLOSSARY,
    FLOWS,
)
