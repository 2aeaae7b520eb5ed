"""The sections that an ISP had to have by the contents published in 2011."""

from states.template_section import section

SECTIONS = (
    section(
        "purposes",
        ("Specific purposes", "Dibenion penodol"),
        (
            "Say in plain words what the sharing is for, and what people gain by it. One purpose is better than many.",
            (
                "Dywedwch mewn geiriau plaen at ba ddiben y rhennir, a beth mae pobl yn ei ennill. Mae un diben yn well"
                " na llawer."
            ),
        ),
        "partners",
    ),
    section(
        "service_users",
        ("Groups of service users", "Grwpiau o ddefnyddwyr gwasanaeth"),
        (
            "Name the groups of people whose information is shared, never a person.",
            "Enwch y grwpiau o bobl y rhennir eu gwybodaeth, byth unigolyn.",
        ),
    ),
    section(
        "powers_consent",
        ("Legislative powers and consent processes", "Pwerau deddfwriaethol a phrosesau cydsyniad"),
        (
            (
                "Name the Act and section that permit the sharing. Say whether consent is asked for, how it is"
                " recorded, and what happens when it is refused or withdrawn."
            ),
            (
                "Enwch y Ddeddf a'r adran sy'n caniatáu'r rhannu. Dywedwch a ofynnir am gydsyniad, sut y caiff ei"
                " gofnodi, a beth sy'n digwydd os caiff ei wrthod neu ei dynnu'n ôl."
            ),
        ),
    ),
    section(
        "data",
        ("Data to be shared", "Data i'w rannu"),
        (
            "Describe the information in general; the table of flows has the details.",
            "Disgrifiwch y wybodaeth yn gyffredinol; mae'r manylion yn nhabl y llifoedd.",
        ),
        "flows",
    ),
    section(
        "procedures_review",
        ("Operational procedures and review", "Gweithdrefnau gweithredol ac adolygu"),
        (
            "Say how the information is sent, kept safe and disposed of, and when this protocol is reviewed, by whom.",
            (
                "Dywedwch sut y caiff y wybodaeth ei hanfon, ei chadw'n ddiogel a'i gwaredu, a phryd yr adolygir y"
                " protocol hwn, a gan bwy."
            ),
        ),
        "review",
    ),
    section(
        "practitioners",
        ("How practitioners learn of the requirements", "Sut y mae ymarferwyr yn dysgu am y gofynion"),
        (
            "Say how everybody who shares under this protocol hears what it asks of them: briefing, training.",
            (
                "Dywedwch sut y mae pawb sy'n rhannu o dan y protocol hwn yn clywed beth mae'n ei ofyn: briffio,"
                " hyfforddiant, crynodeb."
            ),
        ),
    ),
)
