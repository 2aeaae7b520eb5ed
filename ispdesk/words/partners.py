"""Words of the pages of partners and of people."""

from ispdesk.words.word import Word

WORDS = {
    "partners.title": Word("Partners", "Partneriaid"),
    "partners.back": Word("Back to the partners", "Yn ôl at y partneriaid"),
    "partners.caption": Word("Partners, their contacts and sign-offs", "Partneriaid, eu cysylltiadau a'u llofnodion"),
    "partners.none": Word("No partner has been named yet.", "Nid oes partner wedi'i enwi eto."),
    "partners.sign_off": Word("Sign-off", "Llofnod"),
    "partners.signed": Word(
        "{signed} of {expected} expected sign-offs stand.",
        "Mae {signed} o'r {expected} llofnod disgwyliedig yn sefyll.",
    ),
    "partners.to_sign_off": Word("Consultation and sign-off", "Ymgynghori a llofnodi"),
    "partner.back": Word("Back to the partner", "Yn ôl at y partner"),
    "partner.organisation": Word("Organisation", "Sefydliad"),
    "partner.not_in_register": Word("Not chosen from the register", "Heb ei ddewis o'r gofrestr"),
    "partner.contact": Word("Contact", "Cyswllt"),
    "partner.contact.none": Word("Not known", "Ddim yn hysbys"),
    "partner.contact.asked": Word("Asked for on {day}", "Gofynnwyd amdano ar {day}"),
    "partner.sponsor": Word("Senior sponsor", "Uwch noddwr"),
    "partner.sponsor.none": Word("Not named", "Heb ei enwi"),
    "partner.sponsor.hint": Word("A name, as it is used at work", "Enw, fel y'i defnyddir yn y gwaith"),
    "partner.sponsor.person": Word("Senior sponsor, of the people we know", "Uwch noddwr, o'r bobl sy'n hysbys i ni"),
    "partner.sponsor.person.hint": Word(
        "Somebody chosen here hears of what is escalated to a senior sponsor.",
        "Bydd pwy bynnag a ddewisir yma'n clywed am yr hyn a uwchgyfeirir at uwch noddwr.",
    ),
    "partner.sponsor.other": Word("None of these", "Neb o'r rhain"),
    "partner.sponsor.name": Word("Or somebody else's name", "Neu enw rhywun arall"),
    "partner.sponsor.post": Word("Their post", "Eu swydd"),
    "partner.observer": Word(
        "It is an observer: it neither sends nor receives",
        "Sylwedydd ydyw: nid yw'n anfon nac yn derbyn",
    ),
    "partner.only_where": Word("Only where: {words}", "Dim ond lle: {words}"),
    "partner.members": Word("Members", "Aelodau"),
    "partner.members.each": Word("Members, one on each line", "Aelodau, un ar bob llinell"),
    "partner.members.hint": Word(
        "Only for a class of organisations. Leave it empty where only their number is known.",
        "Dim ond i ddosbarth o sefydliadau. Gadewch yn wag lle mai dim ond eu nifer sy'n hysbys.",
    ),
    "partner.name": Word("Name in this ISP", "Enw yn yr ISP hwn"),
    "partner.name.hint": Word("As the flows name it", "Fel y mae'r llifoedd yn ei enwi"),
    "partner.kind": Word("What it is", "Beth ydyw"),
    "partner.kind.named": Word("One organisation", "Un sefydliad"),
    "partner.kind.class": Word("A class of organisations", "Dosbarth o sefydliadau"),
    "partner.kind.class.hint": Word(
        "Such as general practices or care homes, with a number or an annex",
        "Megis meddygfeydd neu gartrefi gofal, gyda nifer neu atodiad",
    ),
    "partner.count": Word("How many, if it is a class", "Faint, os dosbarth ydyw"),
    "partner.annex": Word("Annex that lists them", "Atodiad sy'n eu rhestru"),
    "partner.condition": Word("Only where", "Dim ond lle"),
    "partner.condition.hint": Word(
        "Leave it empty for a partner that always takes part. A partner with a condition is not waited for.",
        "Gadewch yn wag ar gyfer partner sydd bob amser yn cymryd rhan. Ni ddisgwylir am bartner ag amod.",
    ),
    "partner.shares": Word("Does it share?", "A yw'n rhannu?"),
    "partner.shares.yes": Word("It sends or receives information", "Mae'n anfon neu'n derbyn gwybodaeth"),
    "partner.find.title": Word("Find the organisation", "Dod o hyd i'r sefydliad"),
    "partner.find.of": Word("Which organisation is {name}?", "Pa sefydliad yw {name}?"),
    "partner.error.organisation": Word("Choose an organisation", "Dewiswch sefydliad"),
    "partner.find.words": Word("Part of its name, in English or Welsh", "Rhan o'i enw, yn Gymraeg neu'n Saesneg"),
    "partner.find.hint": Word("A name that it had before will do too", "Mae enw a oedd ganddo o'r blaen yn iawn hefyd"),
    "partner.find.go": Word("Search", "Chwilio"),
    "partner.find.caption": Word("Organisations in the register", "Sefydliadau yn y gofrestr"),
    "partner.find.choose": Word("Choose", "Dewis"),
    "partner.find.already": Word("Already partner {line}.", "Partner {line} eisoes."),
    "partner.find.none": Word(
        "No organisation in the register has these words in its name. Try one of them, or a shorter part.",
        "Nid oes sefydliad yn y gofrestr â'r geiriau hyn yn ei enw. Rhowch gynnig ar un ohonynt, neu ran fyrrach.",
    ),
    "partner.find.other": Word(
        "It is a class of organisations, or is not in the register",
        "Dosbarth o sefydliadau ydyw, neu nid yw yn y gofrestr",
    ),
    "partner.other.what": Word(
        "Without an organisation of the register its Accord status is not known, and nobody can be asked for its "
        "contact. You can choose one later.",
        "Heb sefydliad o'r gofrestr nid yw ei statws o ran y Cytundeb yn hysbys, ac ni ellir gofyn i neb am ei "
        "gyswllt. Gallwch ddewis un yn nes ymlaen.",
    ),
    "partner.accord.asked": Word(
        "Whether it has signed the Accord is not known. Once it is added, you get a task to find out; nothing is "
        "shown in public.",
        "Nid yw'n hysbys a yw wedi llofnodi'r Cytundeb. Ar ôl ei ychwanegu, cewch dasg i gael gwybod; ni ddangosir "
        "dim yn gyhoeddus.",
    ),
    "partner.add.title": Word("Add a partner", "Ychwanegu partner"),
    "partner.add.back": Word("Back to the search", "Yn ôl at y chwiliad"),
    "partner.add.do": Word("Add this partner", "Ychwanegu'r partner hwn"),
    "partner.change": Word("Change this partner", "Newid y partner hwn"),
    "partner.cannot": Word(
        "It cannot be changed now: only whoever coordinates or facilitates this ISP changes partners, and not while "
        "quality assurance looks at it.",
        "Ni ellir ei newid nawr: dim ond pwy bynnag sy'n cydlynu neu'n hwyluso'r ISP hwn sy'n newid partneriaid, ac "
        "nid tra bo sicrhau ansawdd yn edrych arno.",
    ),
    "partner.remove.title": Word("Take this partner out", "Tynnu'r partner hwn allan"),
    "partner.remove.of": Word("Take {name} out?", "Tynnu {name} allan?"),
    "partner.remove.what": Word(
        "This cannot be undone. Its line and its sign-offs stay as evidence; to bring it back, add it as a new "
        "partner.",
        "Ni ellir dadwneud hyn. Bydd ei linell a'i lofnodion yn aros yn dystiolaeth; i ddod ag ef yn ôl, ychwanegwch "
        "ef yn bartner newydd.",
    ),
    "partner.remove.flows": Word("What becomes of its flows?", "Beth ddaw o'i lifoedd?"),
    "partner.remove.keep": Word("They stay", "Maent yn aros"),
    "partner.remove.keep.hint": Word(
        "Change them before you submit: a flow may only name partners",
        "Newidiwch nhw cyn cyflwyno: dim ond partneriaid a gaiff llif eu henwi",
    ),
    "partner.remove.take": Word("They are taken out too", "Tynnir hwythau allan hefyd"),
    "partner.remove.take.hint": Word(
        "What it sends, and what only it receives. Those flows cannot be brought back",
        "Yr hyn y mae'n ei anfon, a'r hyn y mae'n ei dderbyn ar ei ben ei hun. Ni ellir dod â'r llifoedd hynny'n ôl",
    ),
    "partner.remove.do": Word("Take it out", "Ei dynnu allan"),
    "partner.ask.title": Word("Ask who its contact is", "Gofyn pwy yw ei gyswllt"),
    "partner.ask.what": Word(
        "The Designated Person of {name} gets a letter in Welsh and in English that asks who answers for it on this "
        "ISP. A letter that has left cannot be called back.",
        "Caiff Person Dynodedig {name} lythyr yn Gymraeg ac yn Saesneg sy'n gofyn pwy sy'n ateb drosto ar yr ISP hwn."
        " Ni ellir galw llythyr sydd wedi gadael yn ôl.",
    ),
    "partner.ask.nobody": Word(
        "Where nobody is known to be its Designated Person, the WASPI team is asked instead.",
        "Lle na wyddys pwy yw ei Berson Dynodedig, gofynnir i dîm WASPI yn lle hynny.",
    ),
    "partner.ask.do": Word("Send the letter", "Anfon y llythyr"),
    "partner.error.name": Word("Enter the partner's name", "Rhowch enw'r partner"),
    "partner.error.count": Word("Enter the number in figures, such as 8", "Rhowch y nifer mewn ffigurau, megis 8"),
    "partner.error.reason": Word("Give a reason", "Rhowch reswm"),
    "people.title": Word("Who has which part", "Pwy sydd â pha ran"),
    "people.back": Word("Back to who has which part", "Yn ôl at bwy sydd â pha ran"),
    "people.hand_over": Word("Hand over the coordinator's part", "Trosglwyddo rhan y cydlynydd"),
    "people.hand_over.what": Word(
        "The other person is asked, and nothing changes until they accept. You can take the offer back until then. "
        "Once they have accepted, only they can hand it back.",
        "Gofynnir i'r person arall, ac nid oes dim yn newid nes iddynt dderbyn. Gallwch dynnu'r cynnig yn ôl tan "
        "hynny. Ar ôl iddynt dderbyn, dim ond nhw a all ei drosglwyddo'n ôl.",
    ),
    "people.find": Word("Part of their name, or of their organisation's", "Rhan o'u henw, neu o enw eu sefydliad"),
    "people.find.hint": Word(
        "Only people with a work address of their own are shown",
        "Dim ond pobl â chyfeiriad gwaith eu hunain a ddangosir",
    ),
    "people.find.none": Word(
        "Nobody with these words was found. Ask the WASPI team to enter them.",
        "Ni chafwyd hyd i neb â'r geiriau hyn. Gofynnwch i dîm WASPI eu cofnodi.",
    ),
    "people.to": Word("To whom do you offer it?", "I bwy yr ydych yn ei gynnig?"),
    "people.note": Word("A note on how it stands (optional)", "Nodyn am ei sefyllfa (dewisol)"),
    "people.offer": Word("Offer it", "Ei gynnig"),
    "people.offered_you": Word("The coordinator's part is offered to you", "Cynigir rhan y cydlynydd i chi"),
    "people.offered_you.what": Word(
        "{who} offered it on {day}. If you accept, you coordinate this ISP from now on, with what was asked of the "
        "coordinator before you. If you decline, nothing changes.",
        "Cynigiodd {who} hyn ar {day}. Os derbyniwch, chi fydd yn cydlynu'r ISP hwn o hyn ymlaen, gyda'r hyn a "
        "ofynnwyd i'r cydlynydd o'ch blaen. Os gwrthodwch, nid oes dim yn newid.",
    ),
    "people.reason": Word("Your reason, if you decline", "Eich rheswm, os gwrthodwch"),
    "people.reason.hint": Word("Whoever offered it reads this", "Bydd pwy bynnag a'i cynigiodd yn darllen hyn"),
    "people.accept": Word("Accept", "Derbyn"),
    "people.decline": Word("Decline", "Gwrthod"),
    "people.waiting": Word("An offer waits for an answer", "Mae cynnig yn aros am ateb"),
    "people.waiting.what": Word(
        "{who} offered the coordinator's part to {to} on {day}. Until they accept, nothing changes.",
        "Cynigiodd {who} ran y cydlynydd i {to} ar {day}. Nes iddynt dderbyn, nid oes dim yn newid.",
    ),
    "people.withdraw": Word("Take the offer back", "Tynnu'r cynnig yn ôl"),
    "people.offers": Word("Offers so far", "Cynigion hyd yn hyn"),
    "people.offer.row": Word("{who} to {to}", "{who} i {to}"),
    "people.outcome.open": Word("waits for an answer", "yn aros am ateb"),
    "people.outcome.accepted": Word("accepted", "derbyniwyd"),
    "people.outcome.declined": Word("declined", "gwrthodwyd"),
    "people.outcome.withdrawn": Word("taken back", "tynnwyd yn ôl"),
    "people.error.to": Word("Choose to whom you offer it", "Dewiswch i bwy yr ydych yn ei gynnig"),
    "people.error.reason": Word("Say why you decline", "Dywedwch pam yr ydych yn gwrthod"),
    "sponsor.title": Word("Senior sponsor of this ISP", "Uwch noddwr yr ISP hwn"),
    "sponsor.change": Word("Change the sponsor", "Newid y noddwr"),
    "sponsor.what": Word(
        "Whoever in the lead organisation stands behind this ISP. Leave both empty where there is nobody.",
        "Pwy bynnag yn y sefydliad arweiniol sy'n cefnogi'r ISP hwn. Gadewch y ddau yn wag lle nad oes neb.",
    ),
    "notice.partner_added": Word("The partner has been added", "Ychwanegwyd y partner"),
    "notice.partner_changed": Word("What you changed has been saved", "Cadwyd yr hyn a newidioch"),
    "notice.partner_removed": Word("The partner has been taken out", "Tynnwyd y partner allan"),
    "notice.contact_asked": Word("The letter is on its way", "Mae'r llythyr ar ei ffordd"),
    "notice.offered": Word("The offer has been sent", "Anfonwyd y cynnig"),
    "notice.offer_accepted": Word("You coordinate this ISP now", "Chi sy'n cydlynu'r ISP hwn nawr"),
    "notice.offer_declined": Word("You have declined", "Rydych wedi gwrthod"),
    "notice.offer_withdrawn": Word("The offer has been taken back", "Tynnwyd y cynnig yn ôl"),
    "notice.sponsor_named": Word("The sponsor has been saved", "Cadwyd y noddwr"),
}
