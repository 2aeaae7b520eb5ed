"""Words of the frame: header, navigation, strips, footer, errors, pagination, dates."""

from ispdesk.words.word import Word

WORDS = {
    "service.name": Word("ISP Desk", "Desg ISP"),
    "service.what": Word(
        "Information Sharing Protocols (ISPs) and their quality assurance",
        "Protocolau Rhannu Gwybodaeth (ISPs) a'u sicrhau ansawdd",
    ),
    "nav.skip": Word("Skip to main content", "Neidio i'r prif gynnwys"),
    "nav.label": Word("Pages", "Tudalennau"),
    "nav.within": Word("In this part", "Yn y rhan hon"),
    "nav.measures": Word("Measures", "Mesurau"),
    "nav.targets": Word("Targets", "Targedau"),
    "nav.coverage": Word("Coverage", "Cwmpas"),
    "nav.reviews": Word("Reviews ahead", "Adolygiadau i ddod"),
    "nav.organisations": Word("Organisations", "Sefydliadau"),
    "nav.facilitators": Word("Facilitators", "Hwyluswyr"),
    "nav.board": Word("Board pack", "Pecyn y bwrdd"),
    "nav.menu": Word("Menu", "Dewislen"),
    "nav.isps": Word("ISPs", "ISPs"),
    "nav.queue": Word("Assurance queue", "Ciw sicrhau ansawdd"),
    "nav.operations": Word("Operations", "Gweithrediadau"),
    "nav.inbox": Word("Local inbox", "Blwch post lleol"),
    "nav.back": Word("Back", "Yn ôl"),
    "nav.languages": Word("Choose a language", "Dewis iaith"),
    "lang.name": Word("English", "Cymraeg"),
    "lang.current": Word("(current language)", "(yr iaith bresennol)"),
    "strips.label": Word("About this installation", "Ynglŷn â'r gosodiad hwn"),
    "strip.time.tag": Word("Fixed time", "Amser sefydlog"),
    "strip.time": Word("The time in this home is fixed: {when}", "Mae'r amser yn y cartref hwn wedi'i bennu: {when}"),
    "strip.register.tag": Word("About the data", "Am y data"),
    "strip.alert.tag": Word("Needs attention", "Angen sylw"),
    "footer.truth": Word(
        "What stands here describes protocols. It does not show that sharing is lawful or done as described; "
        "each organisation remains responsible.",
        "Disgrifio protocolau a wna'r hyn sydd yma. Nid yw'n dangos bod y rhannu'n gyfreithlon nac yn "
        "digwydd fel y disgrifir; mae pob sefydliad yn parhau'n gyfrifol.",
    ),
    "footer.welsh": Word(
        "The Welsh text of these pages awaits review by a translator.",
        "Mae testun Cymraeg y tudalennau hyn yn aros i gyfieithydd ei adolygu.",
    ),
    "page.title": Word("{page} – {name}", "{page} – {name}"),  # noqa: RUF001 - a dash between page and service
    "page.numbered": Word("{page} (page {number} of {pages})", "{page} (tudalen {number} o {pages})"),
    "pagination.label": Word("Pages of the list", "Tudalennau'r rhestr"),
    "pagination.previous": Word("Previous page", "Tudalen flaenorol"),
    "pagination.next": Word("Next page", "Tudalen nesaf"),
    "pagination.page": Word("Page {number}", "Tudalen {number}"),
    "back.isps": Word("Back to the list of ISPs", "Yn ôl i'r rhestr ISPs"),
    "back.inbox": Word("Back to the inbox", "Yn ôl i'r blwch post"),
    "error.400.title": Word("The address cannot be read", "Ni ellir darllen y cyfeiriad"),
    "error.400.text": Word(
        "Part of the address is not something this page understands. Go back and choose again.",
        "Nid yw'r dudalen hon yn deall rhan o'r cyfeiriad. Ewch yn ôl a dewis eto.",
    ),
    "error.401.title": Word("Sign in first", "Mewngofnodwch yn gyntaf"),
    "error.401.text": Word(
        "This page is for people who are signed in.", "Tudalen i bobl sydd wedi mewngofnodi yw hon."
    ),
    "error.403.title": Word("This is not open to you", "Nid yw hwn ar agor i chi"),
    "error.403.text": Word(
        "Nothing was changed. Only those with a part in it see this page. If you have one, ask the ISP's coordinator, "
        "or the assurance team, to name you.",
        "Ni newidiwyd dim. Dim ond y rhai sydd â rhan ynddo sy'n gweld y dudalen hon. Os oes gennych ran, gofynnwch i "
        "gydlynydd yr ISP, neu i'r tîm sicrhau ansawdd, eich enwi.",
    ),
    "error.422.title": Word("Something is missing or wrong", "Mae rhywbeth ar goll neu'n anghywir"),
    "error.422.text": Word("Nothing was changed. Go back and correct it.", "Ni newidiwyd dim. Ewch yn ôl a'i gywiro."),
    "error.429.title": Word("Too often", "Yn rhy aml"),
    "error.429.text": Word(
        "Nothing was changed. Wait a few minutes, then try again.",
        "Ni newidiwyd dim. Arhoswch ychydig funudau, yna rhowch gynnig arall arni.",
    ),
    "error.404.title": Word("Page not found", "Heb ddod o hyd i'r dudalen"),
    "error.404.text": Word(
        "If you typed the address, check that it is correct. If you copied it, check that it is whole.",
        "Os gwnaethoch deipio'r cyfeiriad, gwiriwch ei fod yn gywir. Os gwnaethoch ei gopïo, gwiriwch eich "
        "bod wedi copïo'r cyfan.",
    ),
    "error.405.title": Word("This page can only be read", "Tudalen i'w darllen yn unig yw hon"),
    "error.405.text": Word(
        "Nothing was changed. The pages of this service only show what is recorded.",
        "Ni newidiwyd dim. Dim ond dangos yr hyn a gofnodwyd y mae tudalennau'r gwasanaeth hwn.",
    ),
    "error.413.title": Word("What was typed is too long", "Mae'r hyn a deipiwyd yn rhy hir"),
    "error.413.text": Word(
        "Nothing was recorded. Go back, where what you typed still stands, and send less at once.",
        "Ni chofnodwyd dim. Ewch yn ôl, lle mae'r hyn a deipioch yn dal yno, ac anfonwch lai ar y tro.",
    ),
    "error.500.title": Word(
        "Sorry, there is a problem with the service", "Mae'n ddrwg gennym, mae problem gyda'r gwasanaeth"
    ),
    "error.500.text": Word(
        "The page could not be shown. Nothing was changed. Try again later.",
        "Nid oedd modd dangos y dudalen. Ni newidiwyd dim. Rhowch gynnig arall arni yn nes ymlaen.",
    ),
    "error.incident": Word(
        "If you tell somebody, give this number: {number}",
        "Os byddwch yn dweud wrth rywun, rhowch y rhif hwn: {number}",
    ),
    "error.isps": Word("See all ISPs", "Gweld pob ISP"),
    "none": Word("None recorded", "Dim wedi'i gofnodi"),
    "unknown": Word("Not known", "Ddim yn hysbys"),
    "unknown.why": Word("Not known: {why}", "Ddim yn hysbys: {why}"),
    "or": Word("or", "neu"),
    "date.from_to": Word("at some time from {first} to {last}", "rywbryd o {first} hyd at {last}"),
    "date.by": Word("by {last}", "erbyn {last}"),
    "date.since": Word("not before {first}", "ddim cyn {first}"),
    "date.printed": Word("as printed:", "fel y'i hargraffwyd:"),
    "days": Word("{n} working days", "{n} diwrnod gwaith", en_one="{n} working day", cy_two="{n} ddiwrnod gwaith"),
    "days.least": Word("at least {days}", "o leiaf {days}"),
    "days.most": Word("at most {days}", "{days} ar y mwyaf"),
    "days.between": Word("{least} to {most} working days", "{least} i {most} diwrnod gwaith"),
    "source": Word("Source:", "Ffynhonnell:"),
}
