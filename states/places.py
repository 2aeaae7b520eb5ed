"""Places and service areas by their codes, with their names in both languages."""

from collections.abc import Sequence

from states.words import Sentence, listed

AUTHORITIES: dict[str, Sentence] = {
    "W06000001": Sentence("Isle of Anglesey", "Ynys Môn"),
    "W06000002": Sentence("Gwynedd", "Gwynedd"),
    "W06000003": Sentence("Conwy", "Conwy"),
    "W06000004": Sentence("Denbighshire", "Sir Ddinbych"),
    "W06000005": Sentence("Flintshire", "Sir y Fflint"),
    "W06000006": Sentence("Wrexham", "Wrecsam"),
    "W06000008": Sentence("Ceredigion", "Ceredigion"),
    "W06000009": Sentence("Pembrokeshire", "Sir Benfro"),
    "W06000010": Sentence("Carmarthenshire", "Sir Gaerfyrddin"),
    "W06000011": Sentence("Swansea", "Abertawe"),
    "W06000012": Sentence("Neath Port Talbot", "Castell-nedd Port Talbot"),
    "W06000013": Sentence("Bridgend", "Pen-y-bont ar Ogwr"),
    "W06000014": Sentence("Vale of Glamorgan", "Bro Morgannwg"),
    "W06000015": Sentence("Cardiff", "Caerdydd"),
    "W06000016": Sentence("Rhondda Cynon Taf", "Rhondda Cynon Taf"),
    "W06000018": Sentence("Caerphilly", "Caerffili"),
    "W06000019": Sentence("Blaenau Gwent", "Blaenau Gwent"),
    "W06000020": Sentence("Torfaen", "Torfaen"),
    "W06000021": Sentence("Monmouthshire", "Sir Fynwy"),
    "W06000022": Sentence("Newport", "Casnewydd"),
    "W06000023": Sentence("Powys", "Powys"),
    "W06000024": Sentence("Merthyr Tydfil", "Merthyr Tudful"),
    "wales": Sentence("All Wales", "Cymru gyfan"),
}
"""The 22 local authorities by ONS code."""
INVENTED: dict[str, Sentence] = {
    "example-upper": Sentence("Upper Example", "Enghraifft Uchaf"),
    "example-lower": Sentence("Lower Example", "Enghraifft Isaf"),
    "example-north": Sentence("North Example", "Gogledd Enghraifft"),
    "example-south": Sentence("South Example", "De Enghraifft"),
    "example-east": Sentence("East Example", "Dwyrain Enghraifft"),
    "example-west": Sentence("West Example", "Gorllewin Enghraifft"),
    "example-vale": Sentence("Vale of Example", "Bro Enghraifft"),
    "example-coast": Sentence("Example Coast", "Glannau Enghraifft"),
}
"""The places of the invented country in which the simulation and the practice home lie."""

SERVICE_AREAS: dict[str, Sentence] = {
    "flying_start": Sentence("Flying Start / early years", "Dechrau'n Deg / blynyddoedd cynnar"),
    "families_first": Sentence(
        "Families First / Team Around the Family", "Teuluoedd yn Gyntaf / Tîm o Amgylch y Teulu"
    ),
    "aln": Sentence("Additional Learning Needs", "Anghenion Dysgu Ychwanegol"),
    "domestic_abuse": Sentence("Domestic abuse (MARAC)", "Cam-drin domestig (MARAC)"),
    "child_safeguarding": Sentence("Child safeguarding", "Diogelu plant"),
    "adult_protection": Sentence("Adult protection / adults at risk", "Amddiffyn oedolion / oedolion mewn perygl"),
    "integrated_health_social_care": Sentence(
        "Integrated health and social care (incl. frailty)",
        "Iechyd a gofal cymdeithasol integredig (gan gynnwys eiddilwch)",
    ),
    "mental_health": Sentence("Mental health", "Iechyd meddwl"),
    "health": Sentence("Health (general)", "Iechyd (cyffredinol)"),
    "childrens_services": Sentence("Children's services", "Gwasanaethau plant"),
    "substance_misuse": Sentence("Substance misuse", "Camddefnyddio sylweddau"),
    "housing": Sentence("Housing", "Tai"),
    "public_protection": Sentence(
        "Public protection / community safety / anti-social behaviour",
        "Amddiffyn y cyhoedd / diogelwch cymunedol / ymddygiad gwrthgymdeithasol",
    ),
    "education": Sentence("Education", "Addysg"),
    "fire_prevention": Sentence("Fire prevention / home safety", "Atal tân / diogelwch yn y cartref"),
    "carers": Sentence("Carers", "Gofalwyr"),
    "crisis_triage": Sentence("Crisis / s136 street triage", "Argyfwng / brysbennu stryd a136"),
    "public_health": Sentence("Public health / emergency response", "Iechyd y cyhoedd / ymateb i argyfwng"),
}
"""Service areas (report 1.9 and 4.7, and later ISPs); the Welsh awaits review."""


def place(code: str) -> Sentence:
    """Name a place; a code that is not known stands for itself."""
    return AUTHORITIES.get(code) or INVENTED.get(code) or Sentence(code, code)


def joined(codes: Sequence[str], language: str) -> str:
    """Name places one after the other: "a, b and c"; in Welsh "a, b a Chasnewydd", with what "a" does to a name."""
    names = [place(code).in_language(language) for code in codes]
    if language == "cy" and len(names) > 1:
        names[-1] = _aspirated(names[-1])
    return listed(names, language)


def _aspirated(name: str) -> str:
    """A Welsh name as it stands after "a" (and): its first c, p or t is aspirated."""
    return f"{name[0]}h{name[1:]}" if name[:1] in set("CPT") and name[1:2] != "h" else name


def area(code: str) -> Sentence:
    """Name a service area; a code that is not known stands for itself."""
    return SERVICE_AREAS.get(code) or Sentence(code, code)
