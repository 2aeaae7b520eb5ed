"""Words of the public register, and of what the team marks for it."""

from ispdesk.words.word import Word

WORDS = {
    "nav.register": Word("Public register", "Cofrestr gyhoeddus"),
    "register.title": Word("Public register of ISPs", "Cofrestr gyhoeddus o ISPs"),
    "register.title.exemplars": Word("Exemplars", "Patrymau"),
    "register.what": Word(
        "Information Sharing Protocols (ISPs) that have been assured, and those being developed. An ISP says what "
        "organisations share with each other for one purpose, and how.",
        "Protocolau Rhannu Gwybodaeth (ISPs) sydd wedi'u sicrhau, a'r rhai sy'n cael eu datblygu. Mae ISP yn dweud "
        "beth "
        "mae sefydliadau'n ei rannu â'i gilydd at un diben, a sut.",
    ),
    "register.what.exemplars": Word(
        "Assured ISPs that the assurance team recommends, or that others have begun theirs from. You can begin yours "
        "from one: the text is not copied until you choose it.",
        "ISPs wedi'u sicrhau y mae'r tîm sicrhau ansawdd yn eu hargymell, neu y mae eraill wedi dechrau eu rhai hwy "
        "ohonynt. Gallwch ddechrau eich un chi o un ohonynt: ni chopïir y testun nes i chi ei ddewis.",
    ),
    "register.not_all": Word(
        "Not every ISP is listed here, and not all sharing needs one. If you do not find one, it does not mean that "
        "sharing is not allowed.",
        "Nid yw pob ISP wedi'i restru yma, ac nid oes angen un ar bob rhannu. Os na chewch hyd i un, nid yw'n golygu "
        "na "
        "chaniateir rhannu.",
    ),
    "register.filters": Word("Search the register", "Chwilio'r gofrestr"),
    "register.q": Word("Words in its title, purpose or partners", "Geiriau yn ei deitl, ei ddiben neu ei bartneriaid"),
    "register.standing": Word("How it stands", "Sut y mae'n sefyll"),
    "register.standing.any": Word("In force or in development", "Mewn grym neu'n cael ei ddatblygu"),
    "register.standing.force": Word("In force", "Mewn grym"),
    "register.standing.overdue": Word("In force, review overdue", "Mewn grym, adolygiad yn hwyr"),
    "register.standing.developing": Word("In development", "Yn cael ei ddatblygu"),
    "register.standing.ended": Word("No longer in force", "Nid yw mewn grym mwyach"),
    "register.area": Word("Service area", "Maes gwasanaeth"),
    "register.place": Word("Place", "Lle"),
    "register.organisation": Word("Organisation", "Sefydliad"),
    "register.organisation.hint": Word("Its name, or a part of it", "Ei enw, neu ran ohono"),
    "register.sector": Word("Sector of any partner", "Sector unrhyw bartner"),
    "register.sector.own": Word("Sector", "Sector"),
    "register.any": Word("Any", "Unrhyw un"),
    "register.sector.public": Word("Public", "Cyhoeddus"),
    "register.sector.voluntary": Word("Voluntary", "Gwirfoddol"),
    "register.sector.housing_other": Word("Housing and other", "Tai ac arall"),
    "register.sector.none": Word("Sector not known", "Sector ddim yn hysbys"),
    "register.go": Word("Search", "Chwilio"),
    "register.clear": Word("Clear the search", "Clirio'r chwiliad"),
    "register.found": Word("{n} ISPs", "{n} ISP", en_one="{n} ISP"),
    "register.shown": Word("{first} to {last}, in order of reference", "{first} i {last}, yn nhrefn cyfeirnod"),
    "register.none": Word("No ISP in the register fits.", "Nid oes ISP yn y gofrestr sy'n cyfateb."),
    "register.results": Word("ISPs found", "ISPs a gafwyd"),
    "register.meant": Word(
        "Several organisations have these words in their names, and any of them is searched for. Choose one:",
        "Mae gan sawl sefydliad y geiriau hyn yn eu henwau, a chwilir am unrhyw un ohonynt. Dewiswch un:",
    ),
    "register.meant.none": Word(
        "No organisation here has these words in its name.", "Nid oes gan yr un sefydliad yma y geiriau hyn yn ei enw."
    ),
    "register.of": Word("Organisation: {name}", "Sefydliad: {name}"),
    "register.ref": Word("Reference", "Cyfeirnod"),
    "register.lead": Word("Lead organisation", "Sefydliad arweiniol"),
    "register.lead.is": Word("Lead organisation: {name}", "Sefydliad arweiniol: {name}"),
    "register.exemplar": Word("Exemplar", "Patrwm"),
    "register.says.developing": Word(
        "In development. It is not assured, and its text and partners may still change.",
        "Yn cael ei ddatblygu. Nid yw wedi'i sicrhau, a gall ei destun a'i bartneriaid newid o hyd.",
    ),
    "register.says.assured": Word("Assured {month}.", "Sicrhawyd ym mis {month}."),
    "register.says.assured.span": Word("Assured: {when}.", "Sicrhawyd: {when}."),
    "register.says.assured.unknown": Word(
        "Assured; the date is not known.", "Wedi'i sicrhau; nid yw'r dyddiad yn hysbys."
    ),
    "register.says.review": Word("Review due {month}.", "Adolygiad i'w gynnal erbyn mis {month}."),
    "register.says.review.unknown": Word(
        "When its review is due is not known.", "Nid yw'n hysbys pryd y disgwylir ei adolygiad."
    ),
    "register.says.late": Word(
        "Review due {month}, not yet completed.", "Disgwylid adolygiad ym mis {month}, heb ei gwblhau eto."
    ),
    "register.says.late.unknown": Word(
        "Its review is overdue and not yet completed.", "Mae ei adolygiad yn hwyr a heb ei gwblhau eto."
    ),
    "register.says.late.means": Word(
        "This does not by itself mean that sharing must stop. Ask the lead organisation.",
        "Nid yw hyn ynddo'i hun yn golygu bod rhaid rhoi'r gorau i rannu. Gofynnwch i'r sefydliad arweiniol.",
    ),
    "register.says.ended": Word("It is no longer in force.", "Nid yw mewn grym mwyach."),
    "register.isp.status": Word("How it stands", "Sut y mae'n sefyll"),
    "register.isp.version": Word("Version", "Fersiwn"),
    "register.isp.next": Word("The next version is being developed.", "Mae'r fersiwn nesaf yn cael ei datblygu."),
    "register.isp.successor": Word("It was replaced by", "Fe'i disodlwyd gan"),
    "register.isp.assured": Word("Assured", "Sicrhawyd"),
    "register.isp.review": Word("Review due", "Adolygiad i'w gynnal"),
    "register.isp.summary": Word("Summary", "Crynodeb"),
    "register.isp.for": Word("What it is for", "Beth yw ei ddiben"),
    "register.isp.for.unknown": Word(
        "The register has no words on its purpose. Ask the lead organisation.",
        "Nid oes gan y gofrestr eiriau am ei ddiben. Gofynnwch i'r sefydliad arweiniol.",
    ),
    "register.isp.partners": Word("Partner organisations", "Sefydliadau partner"),
    "register.isp.partners.n": Word("{n} partners", "{n} partner", en_one="{n} partner", cy_two="{n} bartner"),
    "register.isp.partners.none": Word(
        "No partner organisation is recorded.", "Nid oes sefydliad partner wedi'i gofnodi."
    ),
    "register.isp.partners.later": Word(
        "The partners are published when the ISP has been assured. Until then ask the lead organisation.",
        "Cyhoeddir y partneriaid pan fydd yr ISP wedi'i sicrhau. Tan hynny gofynnwch i'r sefydliad arweiniol.",
    ),
    "register.isp.members": Word("{n} of them", "{n} ohonynt"),
    "register.isp.accord": Word("Accord", "Cytundeb"),
    "register.accord.signed": Word("Accord signed", "Cytundeb wedi'i lofnodi"),
    "register.accord.not_signed": Word("Accord not signed", "Cytundeb heb ei lofnodi"),
    "register.accord.not_known": Word(
        "Not known whether it has signed the Accord", "Ddim yn hysbys a yw wedi llofnodi'r Cytundeb"
    ),
    "register.isp.not_published": Word(
        "The data that flows, the systems used and the people to contact are not published. Partners have the whole "
        "protocol; anybody else can ask the lead organisation.",
        "Ni chyhoeddir y data sy'n llifo, y systemau a ddefnyddir na'r bobl i gysylltu â hwy. Mae'r protocol cyfan gan "
        "y partneriaid; gall unrhyw un arall ofyn i'r sefydliad arweiniol.",
    ),
    "register.isp.records": Word("Assurance records", "Cofnodion sicrwydd"),
    "register.isp.record": Word("{number}, {day}", "{number}, {day}"),
    "register.isp.records.none": Word(
        "No assurance record is kept here: it was assured before records were made here.",
        "Ni chedwir cofnod sicrwydd yma: fe'i sicrhawyd cyn i gofnodion gael eu gwneud yma.",
    ),
    "register.isp.not": Word("What an assurance does not show", "Yr hyn nad yw sicrwydd yn ei ddangos"),
    "register.isp.not.monitored": Word(
        "The assurance team reads the protocol. It does not watch what organisations share afterwards, or whether they "
        "do what they signed.",
        "Mae'r tîm sicrhau ansawdd yn darllen y protocol. Nid yw'n gwylio'r hyn y mae sefydliadau'n ei rannu wedyn, "
        "nac "
        "a ydynt yn gwneud yr hyn a lofnodwyd ganddynt.",
    ),
    "register.isp.begun": Word(
        "{n} other ISPs in the register were begun from this one.",
        "Dechreuwyd {n} ISP arall yn y gofrestr o'r un hwn.",
        en_one="{n} other ISP in the register was begun from this one.",
    ),
    "register.data": Word("The same as data", "Yr un peth ar ffurf data"),
    "register.csv": Word("CSV, for spreadsheets", "CSV, ar gyfer taenlenni"),
    "register.json": Word("JSON, for programs", "JSON, ar gyfer rhaglenni"),
    "register.find": Word("Describe a situation instead", "Disgrifio sefyllfa yn lle hynny"),
    "register.to": Word("Browse the public register", "Pori'r gofrestr gyhoeddus"),
    "register.back": Word("Back to the register", "Yn ôl i'r gofrestr"),
    "register.see_also": Word("See also", "Gweler hefyd"),
    "signatories.title": Word("Organisations that have signed the Accord", "Sefydliadau sydd wedi llofnodi'r Cytundeb"),
    "signatories.what": Word(
        "The Accord is what an organisation signs before it takes part in ISPs. This is what the register has been "
        "told.",
        "Y Cytundeb yw'r hyn y mae sefydliad yn ei lofnodi cyn cymryd rhan mewn ISPs. Dyma'r hyn y mae'r gofrestr "
        "wedi'i "
        "glywed.",
    ),
    "signatories.not_known": Word(
        "Of {n} more organisations it is not known whether they have signed.",
        "Nid yw'n hysbys a yw {n} sefydliad arall wedi llofnodi.",
        en_one="Of {n} more organisation it is not known whether it has signed.",
        cy_two="Nid yw'n hysbys a yw {n} sefydliad arall wedi llofnodi.",
    ),
    "signatories.found": Word("{n} organisations", "{n} sefydliad", en_one="{n} organisation", cy_two="{n} sefydliad"),
    "signatories.q": Word("Name", "Enw"),
    "signatories.place": Word("Place", "Lle"),
    "signatories.name": Word("Organisation", "Sefydliad"),
    "signatories.since": Word("Signed", "Llofnodwyd"),
    "signatories.since.unknown": Word("Date not known", "Dyddiad ddim yn hysbys"),
    "signatories.isps": Word("Its ISPs", "Ei ISPs"),
    "signatories.isps.of": Word("ISPs of {name}", "ISPs {name}"),
    "signatories.none": Word("No signatory fits.", "Nid oes llofnodwr sy'n cyfateb."),
    "listing.title": Word("In the public register", "Yn y gofrestr gyhoeddus"),
    "listing.link": Word("The public register and this ISP", "Y gofrestr gyhoeddus a'r ISP hwn"),
    "listing.shown": Word("The public register shows this ISP.", "Mae'r gofrestr gyhoeddus yn dangos yr ISP hwn."),
    "listing.not_yet": Word(
        "The public register does not show this ISP: it is neither assured nor in development.",
        "Nid yw'r gofrestr gyhoeddus yn dangos yr ISP hwn: nid yw wedi'i sicrhau nac yn cael ei ddatblygu.",
    ),
    "listing.out": Word(
        "It is left out of the public register since {since}. Look at it again by {by}.",
        "Fe'i gadawyd allan o'r gofrestr gyhoeddus ers {since}. Edrychwch arno eto erbyn {by}.",
    ),
    "listing.reason": Word("Why it is left out", "Pam y caiff ei adael allan"),
    "listing.reason.hint": Word(
        "For example: its title alone would tell where a person at risk lives. The reason is not public. No details of "
        "any real person.",
        "Er enghraifft: byddai ei deitl ynddo'i hun yn dweud ble mae person mewn perygl yn byw. Nid yw'r rheswm yn "
        "gyhoeddus. Dim manylion am neb go iawn.",
    ),
    "listing.reason.error": Word("Give the reason.", "Rhowch y rheswm."),
    "listing.leave_out": Word("Leave it out of the register", "Ei adael allan o'r gofrestr"),
    "listing.leave_out.again": Word("Leave it out for another year", "Ei adael allan am flwyddyn arall"),
    "listing.put_in": Word("Show it in the register again", "Ei ddangos yn y gofrestr eto"),
    "listing.exemplar": Word("Exemplar", "Patrwm"),
    "listing.exemplar.what": Word(
        "The public register shows it as an exemplar, with these words. They are public.",
        "Mae'r gofrestr gyhoeddus yn ei ddangos yn batrwm, gyda'r geiriau hyn. Maent yn gyhoeddus.",
    ),
    "listing.exemplar.en": Word(
        "What others can take from it, in English", "Yr hyn y gall eraill ei gymryd ohono, yn Saesneg"
    ),
    "listing.exemplar.cy": Word(
        "What others can take from it, in Welsh", "Yr hyn y gall eraill ei gymryd ohono, yn Gymraeg"
    ),
    "listing.exemplar.error": Word(
        "Say what others can take from it, in English or in Welsh.",
        "Dywedwch beth y gall eraill ei gymryd ohono, yn Gymraeg neu yn Saesneg.",
    ),
    "listing.exemplar.mark": Word("Show it as an exemplar", "Ei ddangos yn batrwm"),
    "listing.exemplar.end": Word("Show it as an exemplar no longer", "Peidio â'i ddangos yn batrwm"),
    "listing.lead_only": Word(
        "Only the team lead leaves an ISP out of the register.",
        "Dim ond arweinydd y tîm sy'n gadael ISP allan o'r gofrestr.",
    ),
    "left_out.title": Word("ISPs left out of the public register", "ISPs a adawyd allan o'r gofrestr gyhoeddus"),
    "left_out.what": Word(
        "Why each is not shown, and when somebody looks again.",
        "Pam na ddangosir pob un, a phryd y bydd rhywun yn edrych eto.",
    ),
    "left_out.none": Word("None is left out.", "Ni adawyd yr un allan."),
    "left_out.since": Word("Since", "Ers"),
    "left_out.by": Word("Look again by", "Edrych eto erbyn"),
    "left_out.late": Word("Look at it again", "Edrychwch arno eto"),
    "left_out.removed": Word("The words were removed.", "Tynnwyd y geiriau."),
    "notice.listing_left_out": Word(
        "The public register no longer shows it.", "Nid yw'r gofrestr gyhoeddus yn ei ddangos mwyach."
    ),
    "notice.listing_put_in": Word(
        "It is no longer left out of the public register.", "Nid yw wedi'i adael allan o'r gofrestr gyhoeddus mwyach."
    ),
    "notice.listing_exemplar": Word(
        "The public register shows it as an exemplar.", "Mae'r gofrestr gyhoeddus yn ei ddangos yn batrwm."
    ),
    "notice.listing_exemplar_ended": Word(
        "It is shown as an exemplar no longer.", "Ni chaiff ei ddangos yn batrwm mwyach."
    ),
    "history.left_out_of_register": Word("Left out of the public register", "Gadawyd allan o'r gofrestr gyhoeddus"),
    "history.put_into_register": Word("Put into the public register again", "Rhoddwyd yn y gofrestr gyhoeddus eto"),
    "history.look_at_listing_again": Word(
        "Team lead asked whether it should still be left out of the register",
        "Gofynnwyd i arweinydd y tîm a ddylid ei adael allan o'r gofrestr o hyd",
    ),
    "history.marked_exemplar": Word("Marked as an exemplar", "Marciwyd yn batrwm"),
    "history.exemplar_ended": Word("No longer an exemplar", "Nid yw'n batrwm mwyach"),
    "message.listing_again": Word(
        "an ISP left out of the public register to look at again",
        "ISP a adawyd allan o'r gofrestr gyhoeddus i edrych arno eto",
    ),
}
