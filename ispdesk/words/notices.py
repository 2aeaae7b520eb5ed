"""Words of the notices on privacy, accessibility and cookies: what this software does, in plain words."""

from ispdesk.words.word import Word

WORDS = {
    "footer.notices": Word("About these pages", "Am y tudalennau hyn"),
    "privacy.title": Word("Privacy notice", "Hysbysiad preifatrwydd"),
    "privacy.intro": Word(
        "This page says which personal data these pages keep about the people who work with them. No details of any "
        "real service user belong in them.",
        "Mae'r dudalen hon yn dweud pa ddata personol y mae'r tudalennau hyn yn eu cadw am y bobl sy'n gweithio gyda "
        "nhw. Nid oes lle ynddynt i fanylion unrhyw ddefnyddiwr gwasanaeth go iawn.",
    ),
    "privacy.who": Word("Who is answerable", "Pwy sy'n atebol"),
    "privacy.controller": Word("Controller", "Rheolydd"),
    "privacy.contact": Word("Data protection officer", "Swyddog diogelu data"),
    "privacy.basis": Word("Lawful basis", "Sail gyfreithlon"),
    "privacy.hosted": Word("Where the data are kept", "Lle cedwir y data"),
    "privacy.team": Word("Team", "Tîm"),
    "privacy.what": Word("What is kept", "Yr hyn a gedwir"),
    "privacy.what.1": Word(
        "Your name, work address, telephone at work, language, organisation and roles.",
        "Eich enw, eich cyfeiriad gwaith, eich rhif ffôn yn y gwaith, eich iaith, eich sefydliad a'ch rolau.",
    ),
    "privacy.what.2": Word(
        "What you did with protocols and when: moves, signatures, decisions, comments, answers.",
        "Yr hyn a wnaethoch â phrotocolau a phryd: camau, llofnodion, penderfyniadau, sylwadau, atebion.",
    ),
    "privacy.what.3": Word(
        "The messages that were sent to you, how you wish to be written to, and days on which you are away, never why.",
        "Y negeseuon a anfonwyd atoch, sut yr hoffech i ni ysgrifennu atoch, a'r dyddiau yr ydych i ffwrdd, byth pam.",
    ),
    "privacy.what.4": Word(
        "Your open sessions: browser, beginning, last use. Codes are kept as hashes, and of the network that you come "
        "from a mark for a quarter of an hour.",
        "Eich sesiynau agored: porwr, dechrau, defnydd diwethaf. Cedwir codau fel stwnshau, ac o'r rhwydwaith y dewch "
        "ohono farc am chwarter awr.",
    ),
    "privacy.why": Word("Why", "Pam"),
    "privacy.why.1": Word(
        "So that protocols can be developed, signed, assured and reviewed, and so that it can be shown who "
        "decided what "
        "and when.",
        "Er mwyn gallu datblygu, llofnodi, sicrhau ac adolygu protocolau, a gallu dangos pwy benderfynodd "
        "beth a phryd.",
    ),
    "privacy.see": Word("Who sees it", "Pwy sy'n ei weld"),
    "privacy.see.1": Word(
        "Those with a part in a protocol see who else has one and what they did. The assurance team and whoever looks "
        "after this installation see more, as their work needs. The public sees no names of people.",
        "Mae'r rhai sydd â rhan mewn protocol yn gweld pwy arall sydd â rhan a'r hyn a wnaethant. Mae'r tîm sicrhau "
        "ansawdd a phwy bynnag sy'n gofalu am y gosodiad hwn yn gweld mwy, yn ôl gofynion eu gwaith. Nid yw'r cyhoedd "
        "yn gweld enwau pobl.",
    ),
    "privacy.long": Word("For how long", "Am ba hyd"),
    "privacy.long.1": Word(
        "A session ends after {hours} hours at the latest; a code is forgotten after a week.",
        "Daw sesiwn i ben ar ôl {hours} awr fan bellaf; anghofir cod ar ôl wythnos.",
    ),
    "privacy.long.2": Word(
        "Names stay on signatures and decisions while the protocol is in force and its records have to be kept. "
        "Elsewhere a person who leaves is replaced by role and organisation when that is asked for.",
        "Mae enwau'n aros ar lofnodion a phenderfyniadau tra bo'r protocol mewn grym a'i gofnodion i'w cadw. "
        "Mewn mannau "
        "eraill gosodir rôl a sefydliad yn lle person sy'n gadael pan ofynnir am hynny.",
    ),
    "privacy.rights": Word("Your rights", "Eich hawliau"),
    "privacy.rights.1": Word(
        "You may ask to see what is kept about you, to have it corrected, to object to its use, and in some cases to "
        "have it removed. Write to the team or to the data protection officer above.",
        "Cewch ofyn am weld yr hyn a gedwir amdanoch, am ei gywiro, gwrthwynebu ei ddefnyddio, ac mewn rhai "
        "achosion ofyn "
        "am ei dynnu. Ysgrifennwch at y tîm neu at y swyddog diogelu data uchod.",
    ),
    "privacy.rights.2": Word(
        "You may complain to the Information Commissioner: ico.org.uk, telephone 0303 123 1113.",
        "Cewch gwyno wrth y Comisiynydd Gwybodaeth: ico.org.uk, ffôn 0303 123 1113.",
    ),
    "accessibility.title": Word("Accessibility statement", "Datganiad hygyrchedd"),
    "accessibility.intro": Word(
        "We want everybody to be able to use these pages. You should be able to zoom to 400% without text leaving the "
        "screen, use every page by keyboard alone and without scripts, and listen to it with a screen reader, in Welsh "
        "and in English alike.",
        "Rydym am i bawb allu defnyddio'r tudalennau hyn. Dylech allu chwyddo i 400% heb i'r testun adael y sgrin, "
        "defnyddio pob tudalen â'r bysellfwrdd yn unig a heb sgriptiau, a gwrando arni â darllenydd sgrin, yn Gymraeg "
        "ac yn Saesneg fel ei gilydd.",
    ),
    "accessibility.how": Word("How far that is so", "I ba raddau y mae hynny'n wir"),
    "accessibility.how.1": Word(
        "The pages are built to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, and a program "
        "checks every page in both languages before each release. A program finds only part of what can be wrong.",
        "Mae'r tudalennau wedi'u hadeiladu i fodloni Canllawiau Hygyrchedd Cynnwys y We (WCAG) 2.2 ar lefel AA, ac mae "
        "rhaglen yn gwirio pob tudalen yn y ddwy iaith cyn pob fersiwn newydd. Rhan yn unig o'r hyn a all fod o'i le y "
        "mae rhaglen yn ei chanfod.",
    ),
    "accessibility.tested": Word("Tested by people on", "Profwyd gan bobl ar"),
    "accessibility.tested.not": Word(
        "Not known: whoever runs this installation has not said when people tested these pages.",
        "Ddim yn hysbys: nid yw pwy bynnag sy'n rhedeg y gosodiad hwn wedi dweud pryd y profodd pobl y tudalennau hyn.",
    ),
    "accessibility.known": Word("What we know does not work", "Yr hyn y gwyddom nad yw'n gweithio"),
    "accessibility.known.1": Word(
        "Documents that partners send in are theirs, and may not be accessible. Ask the coordinator for another form.",
        "Eiddo'r partneriaid yw'r dogfennau y maent yn eu hanfon, ac efallai nad ydynt yn hygyrch. Gofynnwch i'r "
        "cydlynydd am ffurf arall.",
    ),
    "accessibility.tell": Word("If something keeps you out", "Os oes rhywbeth yn eich atal"),
    "accessibility.tell.1": Word(
        "Tell the team. Say which page it is, and what you use.",
        "Rhowch wybod i'r tîm. Dywedwch pa dudalen ydyw, a beth rydych yn ei ddefnyddio.",
    ),
    "accessibility.telephone": Word("Telephone", "Ffôn"),
    "accessibility.law": Word("If you are not content with the answer", "Os nad ydych yn fodlon ar yr ateb"),
    "accessibility.law.1": Word(
        "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) "
        "(No. 2) Accessibility Regulations 2018. Contact the Equality Advisory and Support Service.",
        "Y Comisiwn Cydraddoldeb a Hawliau Dynol sy'n gorfodi Rheoliadau Hygyrchedd Cyrff Sector Cyhoeddus "
        "(Gwefannau a "
        "Chymwysiadau Symudol) (Rhif 2) 2018. Cysylltwch â'r Gwasanaeth Cynghori a Chymorth Cydraddoldeb.",
    ),
    "cookies.title": Word("Cookies", "Cwcis"),
    "cookies.intro": Word(
        "These pages put no more into your browser than signing in needs. Nothing counts, follows or shows you to "
        "anybody else, so there is nothing to agree to.",
        "Nid yw'r tudalennau hyn yn rhoi mwy yn eich porwr nag sydd ei angen i fewngofnodi. Nid oes dim yn cyfrif, yn "
        "dilyn nac yn eich dangos i neb arall, felly nid oes dim i gytuno iddo.",
    ),
    "cookies.caption": Word("The cookies that there are", "Y cwcis sydd"),
    "cookies.name": Word("Name", "Enw"),
    "cookies.why": Word("What for", "I beth"),
    "cookies.ends": Word("When it ends", "Pryd y daw i ben"),
    "cookies.session.why": Word("Knows that you are signed in", "Yn gwybod eich bod wedi mewngofnodi"),
    "cookies.session.ends": Word(
        "When you sign out or close the browser; after {idle} hours without use, and after {hours} hours at the latest",
        "Pan fyddwch yn allgofnodi neu'n cau'r porwr; ar ôl {idle} awr heb ei ddefnyddio, ac ar ôl {hours} awr fan "
        "bellaf",
    ),
    "cookies.asked.why": Word(
        "Knows that you asked for a code in this browser", "Yn gwybod i chi ofyn am god yn y porwr hwn"
    ),
    "cookies.asked.ends": Word(
        "When you are signed in, or after an hour; the code itself works for {minutes} minutes",
        "Pan fyddwch wedi mewngofnodi, neu ar ôl awr; mae'r cod ei hun yn gweithio am {minutes} munud",
    ),
    "cookies.https": Word(
        "Over https their names begin with __Host-, which keeps other sites from setting them.",
        "Dros https mae eu henwau'n dechrau â __Host-, sy'n atal gwefannau eraill rhag eu gosod.",
    ),
}
