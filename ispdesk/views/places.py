"""Places and service areas by their codes, with their names in both languages."""

from ispdesk.words.text import Text

AUTHORITIES: dict[str, Text] = {
    "W06000001": Text("Isle of Anglesey", "Ynys Môn"),
    "W06000002": Text("Gwynedd", "Gwynedd"),
    "W06000003": Text("Conwy", "Conwy"),
    "W06000004": Text("Denbighshire", "Sir Ddinbych"),
    "W06000005": Text("Flintshire", "Sir y Fflint"),
    "W06000006": Text("Wrexham", "Wrecsam"),
    "W06000008": Text("Ceredigion", "Ceredigion"),
    "W06000009": Text("Pembrokeshire", "Sir Benfro"),
    "W06000010": Text("Carmarthenshire", "Sir Gaerfyrddin"),
    "W06000011": Text("Swansea", "Abertawe"),
    "W06000012": Text("Neath Port Talbot", "Castell-nedd Port Talbot"),
    "W06000013": Text("Bridgend", "Pen-y-bont ar Ogwr"),
    "W06000014": Text("Vale of Glamorgan", "Bro Morgannwg"),
    "W06000015": Text("Cardiff", "Caerdydd"),
    "W06000016": Text("Rhondda Cynon Taf", "Rhondda Cynon Taf"),
    "W06000018": Text("Caerphilly", "Caerffili"),
    "W06000019": Text("Blaenau Gwent", "Blaenau Gwent"),
    "W06000020": Text("Torfaen", "Torfaen"),
    "W06000021": Text("Monmouthshire", "Sir Fynwy"),
    "W06000022": Text("Newport", "Casnewydd"),
    "W06000023": Text("Powys", "Powys"),
    "W06000024": Text("Merthyr Tydfil", "Merthyr Tudful"),
    "wales": Text("All Wales", "Cymru gyfan"),
}
"""The 22 local authorities by ONS code."""
INVENTED: dict[str, Text] = {
    "example-upper": Text("Upper Example", "Enghraifft Uchaf"),
    "example-lower": Text("Lower Example", "Enghraifft Isaf"),
    "example-north": Text("North Example", "Gogledd Enghraifft"),
    "example-south": Text("South Example", "De Enghraifft"),
    "example-east": Text("East Example", "Dwyrain Enghraifft"),
    "example-west": Text("West Example", "Gorllewin Enghraifft"),
    "example-vale": Text("Vale of Example", "Bro Enghraifft"),
    "example-coast": Text("Example Coast", "Glannau Enghraifft"),
}
"""The places of the invented country in which the simulation and the practice home lie."""

SERVICE_AREAS: dict[str, Text] = {
    "flying_start": Text("Flying Start / early years", "Dechrau'n Deg / blynyddoedd cynnar"),
    "families_first": Text("Families First / Team Around the Family", "Teuluoedd yn Gyntaf / Tîm o Amgylch y Teulu"),
    "aln": Text("Additional Learning Needs", "Anghenion Dysgu Ychwanegol"),
    "domestic_abuse": Text("Domestic abuse (MARAC)", "Cam-drin domestig (MARAC)"),
    "child_safeguarding": Text("Child safeguarding", "Diogelu plant"),
    "adult_protection": Text("Adult protection / adults at risk", "Amddiffyn oedolion / oedolion mewn perygl"),
    "integrated_health_social_care": Text(
        "Integrated health and social care (incl. frailty)",
        "Iechyd a gofal cymdeithasol integredig (gan gynnwys eiddilwch)",
    ),
    "mental_health": Text("Mental health", "Iechyd meddwl"),
    "health": Text("Health (general)", "Iechyd (cyffredinol)"),
    "childrens_services": Text("Children's services", "Gwasanaethau plant"),
    "substance_misuse": Text("Substance misuse", "Camddefnyddio sylweddau"),
    "housing": Text("Housing", "Tai"),
    "public_protection": Text(
        "Public protection / community safety / anti-social behaviour",
        "Amddiffyn y cyhoedd / diogelwch cymunedol / ymddygiad gwrthgymdeithasol",
    ),
    "education": Text("Education", "Addysg"),
    "fire_prevention": Text("Fire prevention / home safety", "Atal tân / diogelwch yn y cartref"),
    "carers": Text("Carers", "Gofalwyr"),
    "crisis_triage": Text("Crisis / s136 street triage", "Argyfwng / brysbennu stryd a136"),
    "public_health": Text("Public health / emergency response", "Iechyd y cyhoedd / ymateb i argyfwng"),
}
"""Service areas (report 1.9 and 4.7, and later ISPs); the Welsh awaits review."""


def place_name(code: str) -> Text:
    """Name a place; a code that is not known stands for itself."""
    return AUTHORITIES.get(code) or INVENTED.get(code, Text(code, code))


def area_name(code: str) -> Text:
    """Name a service area; a code that is not known stands for itself."""
    return SERVICE_AREAS.get(code, Text(code, code))
