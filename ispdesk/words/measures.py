"""Words of the measures."""

from ispdesk.words.word import Word

WORDS = {
    "programme.measures": Word(
        "How long things take, at any date", "Faint o amser y mae pethau'n ei gymryd, ar unrhyw ddyddiad"
    ),
    "measures.title": Word("Measures", "Mesurau"),
    "measures.what": Word(
        "How long things take, how many there are and how old, computed from the history. No ISP, partner or officer "
        "is named. All lengths are working days.",
        "Faint o amser y mae pethau'n ei gymryd, faint sydd ohonynt a pha mor hen ydynt, wedi'u cyfrifo o'r hanes. Ni "
        "enwir yr un ISP, partner na swyddog. Diwrnodau gwaith yw pob hyd.",
    ),
    "measures.as_at": Word("As at the end of {day}", "Fel yr oedd ar ddiwedd {day}"),
    "measures.since": Word(
        "What ended, came or was decided is counted from {first} on.",
        "Cyfrifir yr hyn a ddaeth i ben, a ddaeth i law neu a benderfynwyd o {first} ymlaen.",
    ),
    "measures.mode": Word("What is counted", "Yr hyn a gyfrifir"),
    "measures.mode.now": Word("As we know it now", "Fel y gwyddom nawr"),
    "measures.mode.then": Word("As it was known then", "Fel y gwyddid bryd hynny"),
    "measures.mode.now.what": Word(
        "What was recorded later of the days before is counted too.",
        "Cyfrifir hefyd yr hyn a gofnodwyd wedyn am y dyddiau cynt.",
    ),
    "measures.mode.then.what": Word(
        "Only what had been recorded by the end of that day is counted: what a board saw then.",
        "Dim ond yr hyn oedd wedi'i gofnodi erbyn diwedd y diwrnod hwnnw a gyfrifir: yr hyn a welai bwrdd bryd hynny.",
    ),
    "measures.day": Word("As at the end of which day", "Ar ddiwedd pa ddiwrnod"),
    "measures.day.hint": Word("Today, if you leave it empty", "Heddiw, os gadewch ef yn wag"),
    "measures.day.ahead": Word(
        "That day is not over: give today or a day before it.",
        "Nid yw'r diwrnod hwnnw drosodd: rhowch heddiw neu ddiwrnod cynt.",
    ),
    "measures.months": Word("Over how many months", "Dros sawl mis"),
    "measures.months.hint": Word(
        "The month of the day and those before it, up to {most}", "Mis y diwrnod a'r rhai cyn hynny, hyd at {most}"
    ),
    "measures.months.wrong": Word("Give a number of months from 1 to {most}.", "Rhowch nifer o fisoedd o 1 i {most}."),
    "measures.show": Word("Show", "Dangos"),
    "measures.csv": Word("All figures as CSV", "Pob ffigur fel CSV"),
    "measures.no_calendar": Word(
        "No calendar was stored, so that no length is known.",
        "Nid oedd calendr wedi'i storio, felly nid yw unrhyw hyd yn hysbys.",
    ),
    "measures.method": Word("How this is reckoned", "Sut y cyfrifir hyn"),
    "measures.method.text": Word(
        "A share of 80 % is the smallest length that at least 80 of 100 stayed within (nearest rank). A length is the "
        "working days that opened in it. What the source dates only roughly is given as at least and at most. What is "
        "not known, or was taken on as it stood, is counted as not known and never as nothing. A stage that is "
        "entered again is counted again. What is still open is under the ages, not under the lengths.",
        "Cyfran o 80 % yw'r hyd lleiaf y bu o leiaf 80 o bob 100 o'i fewn (y safle agosaf). Hyd yw'r diwrnodau gwaith "
        "a agorodd ynddo. Rhoddir yr hyn nad yw'r ffynhonnell ond yn ei ddyddio'n fras fel o leiaf ac ar y mwyaf. "
        "Cyfrifir yr hyn nad yw'n hysbys, neu a gymerwyd ymlaen fel yr oedd, fel anhysbys, byth fel dim. Cyfrifir cam "
        "eto pan eir iddo eto. Mae'r hyn sy'n dal ar agor o dan yr oedrannau, nid o dan yr hydoedd.",
    ),
    "measures.limits": Word("What these figures cannot show", "Yr hyn na all y ffigurau hyn ei ddangos"),
    "measures.limits.text": Word(
        "Whether sharing is lawful, or done as described. Days that nobody recorded. Why something took long.",
        "A yw rhannu'n gyfreithlon, neu'n cael ei wneud fel y disgrifir. Dyddiau na chofnododd neb. Pam y cymerodd "
        "rhywbeth amser hir.",
    ),
    "measures.range": Word("{least} to {most}", "{least} i {most}"),
    "measures.at_least": Word("at least {least}", "o leiaf {least}"),
    "measures.none": Word("None", "Dim un"),
    "measures.col.stage": Word("Stage", "Cam"),
    "measures.col.n": Word("Ended", "Daeth i ben"),
    "measures.col.open": Word("Open", "Ar agor"),
    "measures.col.median": Word("Median", "Canolrif"),
    "measures.col.p80": Word("80 % within", "80 % o fewn"),
    "measures.col.p95": Word("95 % within", "95 % o fewn"),
    "measures.col.not_known": Word("Not known", "Ddim yn hysbys"),
    "measures.col.isps": Word("ISPs", "ISPau"),
    "measures.col.share": Word("Share of those identified", "Cyfran o'r rhai a nodwyd"),
    "measures.col.number": Word("Number", "Nifer"),
    "measures.funnel": Word("From known to assured", "O wybod i sicrhau"),
    "measures.standing": Word("Where ISPs stand", "Lle mae ISPau'n sefyll"),
    "measures.standing.developing": Word("In development", "Yn cael eu datblygu"),
    "measures.standing.awaiting": Word("Awaiting assurance", "Yn aros am sicrwydd"),
    "measures.standing.assured": Word("Assured and in force", "Wedi'u sicrhau ac mewn grym"),
    "measures.standing.lapsed": Word("Review overdue", "Adolygiad yn hwyr"),
    "measures.standing.note": Word(
        "An ISP whose next version is in work stands in two rows.",
        "Mae ISP y mae ei fersiwn nesaf ar waith yn sefyll mewn dwy res.",
    ),
    "measures.reached": Word("How far ISPs have ever come", "Pa mor bell y daeth ISPau erioed"),
    "measures.reached.identified": Word("Identified", "Nodwyd"),
    "measures.reached.taken_up": Word("Taken up", "Cymerwyd ymlaen"),
    "measures.reached.submitted": Word("Submitted to assurance", "Cyflwynwyd i'w sicrhau"),
    "measures.reached.assured": Word("Assured", "Sicrhawyd"),
    "measures.ended": Word("How others ended", "Sut y daeth eraill i ben"),
    "measures.ways": Word("The whole way", "Y ffordd gyfan"),
    "measures.way": Word("From and to", "O ac i"),
    "measures.way.to_submission": Word("Made known to first submission", "Rhoi gwybod hyd y cyflwyniad cyntaf"),
    "measures.way.to_decision": Word(
        "First submission to first decision", "Y cyflwyniad cyntaf hyd y penderfyniad cyntaf"
    ),
    "measures.way.to_assurance": Word("Made known to assured", "Rhoi gwybod hyd y sicrhau"),
    "measures.stages": Word("Time in each stage", "Amser ym mhob cam"),
    "measures.stages.plot": Word("How far it reaches", "Pa mor bell yr â"),
    "measures.stages.key": Word(
        "Dark: the median. Paler: what 80 and 95 of 100 stayed within. Where a length is bounded, its least.",
        "Tywyll: y canolrif. Goleuach: yr hyn y bu 80 a 95 o bob 100 o'i fewn. Lle mae terfynau i hyd, y lleiaf.",
    ),
    "measures.by_party": Word("Whose the days in each stage were", "Diwrnodau pwy oedd ym mhob cam"),
    "measures.by_party.note": Word(
        "Working days of all stays that ended, as far as each instant is known.",
        "Diwrnodau gwaith pob arhosiad a ddaeth i ben, cyn belled ag y gwyddys pob eiliad.",
    ),
    "measures.parties": Word(
        "Days with each party, from made known to assured", "Diwrnodau gyda phob un, o roi gwybod i sicrhau"
    ),
    "measures.party": Word("With", "Gyda"),
    "measures.ages": Word("How old what is open is", "Pa mor hen yw'r hyn sydd ar agor"),
    "measures.ages.in": Word("In its stage", "Yn ei gam"),
    "measures.ages.waited": Word("Awaiting, since first submitted", "Yn aros, ers ei gyflwyno gyntaf"),
    "measures.ages.groups": Word("Versions by age in working days", "Fersiynau yn ôl oedran mewn diwrnodau gwaith"),
    "measures.ages.group": Word("{least} to {most}", "{least} i {most}"),
    "measures.ages.beyond": Word("over {least}", "dros {least}"),
    "measures.flows": Word("What came and what was decided", "Yr hyn a ddaeth a'r hyn a benderfynwyd"),
    "measures.flows.plot": Word("Submissions and decisions by month", "Cyflwyniadau a phenderfyniadau fesul mis"),
    "measures.flows.top": Word("{n} at the top", "{n} ar y brig"),
    "measures.flows.came": Word("Submissions and resubmissions", "Cyflwyniadau ac ailgyflwyniadau"),
    "measures.flows.decided": Word("Decisions", "Penderfyniadau"),
    "measures.flow.month": Word("Month", "Mis"),
    "measures.flow.running": Word("(not over)", "(heb orffen)"),
    "measures.flow.submitted": Word("Submitted", "Cyflwynwyd"),
    "measures.flow.resubmitted": Word("Resubmitted", "Ailgyflwynwyd"),
    "measures.flow.assured": Word("Assured", "Sicrhawyd"),
    "measures.flow.returned": Word("Returned", "Dychwelwyd"),
    "measures.flow.other": Word("Another instrument", "Offeryn arall"),
    "measures.flow.undated": Word("Some month, not known which", "Rhyw fis, ni wyddys pa un"),
    "measures.quality": Word("First decisions and returns", "Penderfyniadau cyntaf a dychweliadau"),
    "measures.first.passed": Word("Passed at the first decision", "Pasio ar y penderfyniad cyntaf"),
    "measures.first.share": Word("First-time pass rate", "Cyfradd pasio'r tro cyntaf"),
    "measures.first.corrected": Word("of these, once small corrections were made", "o'r rhain, ar ôl mân gywiriadau"),
    "measures.first.returned": Word("Returned at the first decision", "Dychwelwyd ar y penderfyniad cyntaf"),
    "measures.first.other": Word("Another instrument at the first decision", "Offeryn arall ar y penderfyniad cyntaf"),
    "measures.first.not_known": Word("First decision not known", "Penderfyniad cyntaf ddim yn hysbys"),
    "measures.returns.0": Word("Assured without a return", "Sicrhawyd heb ei ddychwelyd"),
    "measures.returns.1": Word("Assured after one return", "Sicrhawyd ar ôl ei ddychwelyd unwaith"),
    "measures.returns.2": Word("Assured after two returns", "Sicrhawyd ar ôl ei ddychwelyd ddwywaith"),
    "measures.returns.3": Word(
        "Assured after three returns or more", "Sicrhawyd ar ôl ei ddychwelyd deirgwaith neu fwy"
    ),
    "measures.returns.not_known": Word("Assured, returns not known", "Sicrhawyd, ni wyddys am ddychwelyd"),
    "measures.returns.again": Word("Resubmitted with nothing changed", "Ailgyflwynwyd heb newid dim"),
    "measures.returns.reversed": Word(
        "Hand-overs taken back within the hour", "Trosglwyddiadau a dynnwyd yn ôl o fewn yr awr"
    ),
    "measures.workshops": Word("Workshops against four to six weeks", "Gweithdai o gymharu â phedair i chwe wythnos"),
    "measures.workshops.note": Word(
        "20 to 30 working days; the figure is the report's (3.10). A stay in workshops that ended is counted once.",
        "20 i 30 diwrnod gwaith; ffigur yr adroddiad yw hwn (3.10). Cyfrifir arhosiad mewn gweithdai a ddaeth i ben "
        "unwaith.",
    ),
    "measures.workshops.under": Word("Under four weeks", "Dan bedair wythnos"),
    "measures.workshops.within": Word("Four to six weeks", "Pedair i chwe wythnos"),
    "measures.workshops.over": Word("Over six weeks", "Dros chwe wythnos"),
    "measures.workshops.not_known": Word("Not known which", "Ni wyddys pa un"),
    "measures.hours": Word("Hours that people noted", "Oriau a nododd pobl"),
    "measures.hours.note": Word(
        "Noting hours is voluntary, so these are not what an ISP costs.",
        "Mae nodi oriau'n wirfoddol, felly nid dyma gost ISP.",
    ),
    "measures.hours.isps": Word("Assured ISPs with hours noted", "ISPau a sicrhawyd ag oriau wedi'u nodi"),
    "measures.hours.not_known": Word("Assured ISPs without", "ISPau a sicrhawyd hebddynt"),
    "measures.hours.each": Word(
        "Hours for each of them: median, 80 %, 95 %", "Oriau ar gyfer pob un: canolrif, 80 %, 95 %"
    ),
    "measures.hours.all": Word("Hours noted on all ISPs", "Oriau a nodwyd ar bob ISP"),
}
