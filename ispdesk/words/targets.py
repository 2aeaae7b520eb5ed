"""Words of targets, coverage and the logic model."""

from ispdesk.words.word import Word

WORDS = {
    "programme.pages": Word("Pages of the programme", "Tudalennau'r rhaglen"),
    "programme.page.programme": Word("The queue over a year", "Y ciw dros flwyddyn"),
    "programme.page.targets": Word("Targets", "Targedau"),
    "programme.page.coverage": Word("Coverage", "Cwmpas yr ISPau"),
    "programme.page.logic": Word("Logic model", "Model rhesymeg"),
    "programme.page.board": Word("Board pack", "Pecyn y bwrdd"),
    "figure.between": Word("{least} to {most}", "{least} i {most}"),
    "figure.out_of": Word("{number} of {all}", "{number} o {all}"),
    "sector.public": Word("Public sector", "Sector cyhoeddus"),
    "sector.voluntary": Word("Voluntary sector", "Sector gwirfoddol"),
    "sector.housing_other": Word("Housing associations and others", "Cymdeithasau tai ac eraill"),
    "sector.unknown": Word("Sector not known", "Sector ddim yn hysbys"),
    "org_kind.local_authority": Word("Local authorities", "Awdurdodau lleol"),
    "org_kind.health_board": Word("Health boards", "Byrddau iechyd"),
    "org_kind.nhs_trust": Word("NHS trusts", "Ymddiriedolaethau'r GIG"),
    "org_kind.police_force": Word("Police forces", "Heddluoedd"),
    "org_kind.fire_and_rescue": Word("Fire and rescue services", "Gwasanaethau tân ac achub"),
    "org_kind.probation": Word("Probation", "Gwasanaeth prawf"),
    "org_kind.registered_social_landlord": Word("Housing associations", "Cymdeithasau tai"),
    "org_kind.voluntary_community": Word("Voluntary and community bodies", "Cyrff gwirfoddol a chymunedol"),
    "org_kind.inspectorate": Word("Inspectorates", "Arolygiaethau"),
    "org_kind.uk_government_agency": Word("UK government agencies", "Asiantaethau llywodraeth y DU"),
    "measure_of.signatories": Word("Organisations signed up to the Accord", "Sefydliadau a lofnododd y Cytundeb"),
    "measure_of.assured": Word("Assured ISPs", "ISPau wedi'u sicrhau"),
    "measure_of.trained": Word("Trained facilitators", "Hwyluswyr hyfforddedig"),
    "measure_of.active": Word("Active facilitators", "Hwyluswyr gweithredol"),
    "measure_of.decision": Word(
        "Working days from submission to first decision (median of the year)",
        "Diwrnodau gwaith o gyflwyno i benderfyniad cyntaf (canolrif y flwyddyn)",
    ),
    "measure_short.signatories": Word("Signatories", "Llofnodwyr"),
    "measure_short.assured": Word("Assured ISPs", "ISPau wedi'u sicrhau"),
    "measure_short.trained": Word("Trained", "Hyfforddedig"),
    "measure_short.active": Word("Active", "Gweithredol"),
    "measure_short.decision": Word("Time to decision", "Amser i benderfynu"),
    "target.standing.no_target": Word("no target set", "dim targed wedi'i osod"),
    "target.standing.not_known": Word("not known whether it is reached", "ni wyddys a gyrhaeddwyd ef"),
    "target.standing.reached": Word("reached", "wedi'i gyrraedd"),
    "target.standing.on_line": Word("on the line", "ar y llinell"),
    "target.standing.below_line": Word("below the line", "islaw'r llinell"),
    "target.standing.missed": Word("not reached", "heb ei gyrraedd"),
    "target.title": Word("Targets for {year}", "Targedau {year}"),
    "target.what": Word(
        "Targets run from 1 April to 31 March. Each was decided by somebody on a day; what it was before stays. The "
        "line "
        "is what the count would be if it grew evenly over the year; a target is a number to be reached, not a "
        "judgement "
        "of anybody.",
        "Mae targedau'n rhedeg o 1 Ebrill i 31 Mawrth. Penderfynwyd ar bob un gan rywun ar ddiwrnod penodol; mae'r hyn "
        "ydoedd cynt yn aros. Y llinell yw'r hyn fyddai'r cyfrif pe bai'n tyfu'n gyson dros y flwyddyn; rhif i'w "
        "gyrraedd yw targed, nid barn ar neb.",
    ),
    "target.years": Word("Financial years", "Blynyddoedd ariannol"),
    "target.as_at": Word("Figures as at {day}, as we know it now.", "Ffigurau ar {day}, fel y gwyddom yn awr."),
    "target.whole": Word("The whole programme", "Y rhaglen gyfan"),
    "target.measure": Word("Measure", "Mesur"),
    "target.now": Word("Now", "Yn awr"),
    "target.target": Word("Target", "Targed"),
    "target.by": Word("{value} by {day}", "{value} erbyn {day}"),
    "target.most": Word("{value} at most", "{value} ar y mwyaf"),
    "target.state": Word("How far", "Pa mor bell"),
    "target.decided": Word("Decided by", "Penderfynwyd gan"),
    "target.decided.on": Word("{who}, {day}", "{who}, {day}"),
    "target.unknown_days": Word(
        "{n} more decisions whose days are not exactly known",
        "{n} penderfyniad arall nad yw eu dyddiau'n hysbys yn union",
        en_one="{n} more decision whose days are not exactly known",
        cy_one="{n} penderfyniad arall nad yw ei ddyddiau'n hysbys yn union",
        cy_two="{n} benderfyniad arall nad yw eu dyddiau'n hysbys yn union",
    ),
    "target.burn": Word("Burn-up: {measure}", "Twf hyd yma: {measure}"),
    "target.burn.says": Word(
        "From 31 March on the left to 31 March on the right, from 0 at the foot to {most} at the top. The full line "
        "is what "
        "was counted, the broken line the even growth to the target. The table has the same.",
        "O 31 Mawrth ar y chwith i 31 Mawrth ar y dde, o 0 ar y gwaelod i {most} ar y brig. Y llinell lawn yw'r hyn a "
        "gyfrifwyd, y llinell doredig yw'r twf cyson tuag at y targed. Mae'r un peth yn y tabl.",
    ),
    "target.burn.table": Word("The same as a table", "Yr un peth fel tabl"),
    "target.burn.day": Word("At the end of", "Ar ddiwedd"),
    "target.burn.count": Word("Counted", "Cyfrifwyd"),
    "target.burn.needed": Word("On the line", "Ar y llinell"),
    "target.history": Word("Decisions about targets", "Penderfyniadau am dargedau"),
    "target.history.value": Word("Target", "Targed"),
    "target.history.away": Word("taken away", "wedi'i dynnu'n ôl"),
    "target.sectors": Word("By sector", "Fesul sector"),
    "target.sector": Word("Sector", "Sector"),
    "target.sectors.what": Word(
        "An ISP counts in the sector of its lead organisation, a facilitator by the type of body they work for.",
        "Mae ISP yn cyfrif yn sector ei sefydliad arweiniol, a hwylusydd yn ôl y math o gorff y mae'n gweithio iddo.",
    ),
    "target.bodies": Word(
        "Organisations of each sector, signed up or not", "Sefydliadau pob sector, wedi llofnodi ai peidio"
    ),
    "target.known": Word("Known to the register", "Yn hysbys i'r gofrestr"),
    "target.relevant": Word("Relevant organisations", "Sefydliadau perthnasol"),
    "target.relevant.source": Word("{source}, {day}", "{source}, {day}"),
    "place.unknown": Word("Place not known", "Lle ddim yn hysbys"),
    "target.places": Word("By place", "Fesul lle"),
    "target.place": Word("Place", "Lle"),
    "target.places.what": Word(
        "An ISP for all Wales counts in every place; a body or a person counts where it is, as far as that is known.",
        "Mae ISP i Gymru gyfan yn cyfrif ym mhob lle; mae corff neu berson yn cyfrif lle y mae, cyn belled ag y "
        "gwyddys.",
    ),
    "target.cell": Word("{now}, target {target}", "{now}, targed {target}"),
    "target.none_at_all": Word(
        "No target is set for this year.", "Nid oes targed wedi'i osod ar gyfer y flwyddyn hon."
    ),
    "target.set": Word("Set a target", "Gosod targed"),
    "target.set.what": Word(
        "For the whole programme, a sector or a place. Leave the number empty to take a target away.",
        "I'r rhaglen gyfan, i sector neu i le. Gadewch y rhif yn wag i dynnu targed yn ôl.",
    ),
    "target.set.year": Word("Financial year", "Blwyddyn ariannol"),
    "target.set.sector": Word("Sector", "Sector"),
    "target.set.place": Word("Place", "Lle"),
    "target.set.all": Word("All", "Pob un"),
    "target.set.value": Word("The target", "Y targed"),
    "target.set.value.hint": Word(
        "To be reached by 31 March; for the time to a decision, working days at most.",
        "I'w gyrraedd erbyn 31 Mawrth; ar gyfer yr amser i benderfynu, diwrnodau gwaith ar y mwyaf.",
    ),
    "target.set.by": Word("Who decided", "Pwy a benderfynodd"),
    "target.set.by.hint": Word("A body, such as the programme board.", "Corff, megis bwrdd y rhaglen."),
    "target.set.on": Word("On which day", "Ar ba ddiwrnod"),
    "target.set.reason": Word("Why (optional)", "Pam (dewisol)"),
    "target.set.need.by": Word("Say who decided.", "Dywedwch pwy a benderfynodd."),
    "target.set.need.value": Word("Give a whole number from 1.", "Rhowch rif cyfan o 1 i fyny."),
    "target.set.need.measure": Word("Choose a measure.", "Dewiswch fesur."),
    "target.set.save": Word("Save the target", "Cadw'r targed"),
    "target.denominator": Word("State how many organisations are relevant", "Nodi faint o sefydliadau sy'n berthnasol"),
    "target.denominator.what": Word(
        "How many organisations of a sector, or of a type, could sign up at all, and where that number comes from. "
        "Leave the number empty to say that it is not known.",
        "Faint o sefydliadau mewn sector, neu o ryw fath, a allai lofnodi o gwbl, ac o ble y daw'r rhif hwnnw. "
        "Gadewch y "
        "rhif yn wag i ddweud nad yw'n hysbys.",
    ),
    "target.denominator.code": Word("Sector or type of organisation", "Sector neu fath o sefydliad"),
    "target.denominator.number": Word("How many", "Faint"),
    "target.denominator.source": Word("Source", "Ffynhonnell"),
    "target.denominator.as_at": Word("As at which day", "Ar ba ddiwrnod"),
    "target.denominator.need.source": Word("Say where the number comes from.", "Dywedwch o ble y daw'r rhif."),
    "target.denominator.need.number": Word("Give a whole number from 0.", "Rhowch rif cyfan o 0 i fyny."),
    "target.denominator.save": Word("Save the number", "Cadw'r rhif"),
    "target.back": Word("Back to the targets", "Yn ôl i'r targedau"),
    "notice.target_set": Word("The target is saved.", "Mae'r targed wedi'i gadw."),
    "notice.denominator_stated": Word("The number is saved.", "Mae'r rhif wedi'i gadw."),
    "cover.title": Word("Coverage", "Cwmpas yr ISPau"),
    "cover.what": Word(
        "Which service areas in which places some assured ISP serves. A gap says that no ISP that is assured and in "
        "force serves the area there; it does not say that sharing is wanted there, nor that there is none.",
        "Pa feysydd gwasanaeth ym mha leoedd y mae rhyw ISP wedi'i sicrhau yn eu gwasanaethu. Mae bwlch yn dweud nad "
        "oes "
        "ISP sydd wedi'i sicrhau ac mewn grym yn gwasanaethu'r maes yno; nid yw'n dweud bod angen rhannu yno, na bod "
        "dim rhannu'n digwydd.",
    ),
    "cover.cells": Word(
        "{covered} of {cells} cells are covered: {areas} service areas in {places} places.",
        "Mae {covered} o {cells} cell wedi'u cwmpasu: {areas} maes gwasanaeth mewn {places} lle.",
    ),
    "cover.nowhere": Word(
        "{n} assured ISPs are in no cell: their service area or place is not known.",
        "Nid yw {n} ISP wedi'u sicrhau mewn unrhyw gell: ni wyddys eu maes gwasanaeth na'u lle.",
        en_one="{n} assured ISP is in no cell: its service area or place is not known.",
        cy_one="Nid yw {n} ISP wedi'i sicrhau mewn unrhyw gell: ni wyddys ei faes gwasanaeth na'i le.",
    ),
    "cover.counted": Word(
        "{n} more are only counted by the source and not named.",
        "Mae'r ffynhonnell yn cyfrif {n} arall heb eu henwi.",
        en_one="{n} more is only counted by the source and not named.",
        cy_one="Mae'r ffynhonnell yn cyfrif {n} arall heb ei enwi.",
    ),
    "cover.areas": Word("Service areas and their gaps", "Meysydd gwasanaeth a'u bylchau"),
    "cover.area": Word("Service area", "Maes gwasanaeth"),
    "cover.places.served": Word("Places served", "Lleoedd a wasanaethir"),
    "cover.gaps": Word("No assured ISP in", "Dim ISP wedi'i sicrhau yn"),
    "cover.gaps.all": Word("every place", "pob lle"),
    "cover.gaps.none": Word("no gap", "dim bwlch"),
    "cover.ahead": Word("On its way in", "Ar y ffordd yn"),
    "cover.ahead.none": Word("none", "dim"),
    "cover.kinds": Word("Types of organisation", "Mathau o sefydliad"),
    "cover.kinds.what": Word(
        "Organisations that are partners of an assured ISP, out of those that this register knows, and out of those "
        "that are relevant where somebody has counted them.",
        "Sefydliadau sy'n bartneriaid mewn ISP wedi'i sicrhau, o blith y rhai y mae'r gofrestr hon yn eu hadnabod, ac "
        "o "
        "blith y rhai perthnasol lle mae rhywun wedi'u cyfrif.",
    ),
    "cover.kind": Word("Type", "Math"),
    "cover.kind.taking": Word("In an assured ISP", "Mewn ISP wedi'i sicrhau"),
    "cover.by_kind": Word("Service area by type of organisation", "Maes gwasanaeth yn ôl math o sefydliad"),
    "cover.by_kind.what": Word(
        "Assured ISPs with at least one partner of the type, {where}.",
        "ISPau wedi'u sicrhau ag o leiaf un partner o'r math, {where}.",
    ),
    "cover.where.all": Word("in all places together", "ym mhob lle gyda'i gilydd"),
    "cover.where.place": Word("in {place}", "ar gyfer {place}"),
    "cover.place.choose": Word("Show a place", "Dangos lle"),
    "cover.place.all": Word("All places", "Pob lle"),
    "cover.show": Word("Show", "Dangos"),
    "cover.by_kind.there": Word("ISPs with a partner of the type", "ISPau â phartner o'r math"),
    "cover.by_kind.missing": Word("No ISP with a partner of the type", "Dim ISP â phartner o'r math"),
    "cover.kinds.every": Word("any type", "unrhyw fath"),
    "cover.by_kind.one": Word("{kind}: {number}", "{kind}: {number}"),
    "cover.no_kinds": Word(
        "No partner of an assured ISP has a known type.", "Nid yw math unrhyw bartner mewn ISP wedi'i sicrhau'n hysbys."
    ),
    "logic.title": Word("Logic model", "Model rhesymeg"),
    "logic.what": Word(
        "What the programme set out to do, from the logic model of its evaluation in 2012, with what this record has "
        "to "
        "say of it on {day}, and what no figure here can show.",
        "Yr hyn y bwriadai'r rhaglen ei wneud, o fodel rhesymeg ei gwerthusiad yn 2012, ynghyd â'r hyn sydd gan y "
        "cofnod "
        "hwn i'w ddweud amdano ar {day}, a'r hyn na all unrhyw ffigur yma ei ddangos.",
    ),
    "logic.outputs": Word("Intended outputs", "Allbynnau arfaethedig"),
    "logic.output": Word("Output", "Allbwn"),
    "logic.now": Word("Now", "Yn awr"),
    "logic.output.hub": Word("Members of the Knowledge Hub", "Aelodau'r Hyb Gwybodaeth"),
    "logic.output.visits": Word("Visits to the programme's websites", "Ymweliadau â gwefannau'r rhaglen"),
    "logic.not_kept": Word("Not known: nothing here counts it", "Ddim yn hysbys: nid oes dim yma'n ei gyfrif"),
    "logic.outcomes": Word("Intended outcomes", "Deilliannau arfaethedig"),
    "logic.impacts": Word("Intended net impacts", "Effeithiau net arfaethedig"),
    "logic.found": Word("Found in 2012", "Canfuwyd yn 2012"),
    "logic.shows": Word("What the record shows", "Beth mae'r cofnod yn ei ddangos"),
    "logic.shows.nothing": Word("Nothing", "Dim"),
    "logic.cannot": Word("What it cannot show", "Beth na all ei ddangos"),
    "logic.outcome": Word("Outcome", "Deilliant"),
    "logic.impact": Word("Impact", "Effaith"),
    "logic.verdict.good": Word("Good progress", "Cynnydd da"),
    "logic.verdict.mixed": Word("Mixed progress", "Cynnydd cymysg"),
    "logic.verdict.limited": Word("Limited progress", "Cynnydd cyfyngedig"),
    "logic.verdict.not_assessed": Word("Not assessed", "Heb ei asesu"),
    "logic.name.single": Word(
        "A single approach to sharing personal information across Wales",
        "Un dull o rannu gwybodaeth bersonol ledled Cymru",
    ),
    "logic.name.knowledge": Word(
        "Effective knowledge and understanding among practitioners and their managers",
        "Gwybodaeth a dealltwriaeth effeithiol ymhlith ymarferwyr a'u rheolwyr",
    ),
    "logic.name.together": Word("Improved collaboration between organisations", "Gwell cydweithio rhwng sefydliadau"),
    "logic.name.leaders": Word(
        "Senior managers recognise its importance, drive it and resource it",
        "Uwch reolwyr yn cydnabod ei bwysigrwydd, yn ei arwain ac yn ei ariannu",
    ),
    "logic.name.culture": Word(
        "Sharing is expected practice, not the exception", "Rhannu yw'r arfer disgwyliedig, nid yr eithriad"
    ),
    "logic.name.monitoring": Word(
        "Stronger self-monitoring and external regulation of practice",
        "Hunan-fonitro cryfach a rheoleiddio allanol cryfach ar arferion",
    ),
    "logic.name.users": Word(
        "Better outcomes for people who use services", "Canlyniadau gwell i bobl sy'n defnyddio gwasanaethau"
    ),
    "logic.name.efficiency": Word("More efficient services", "Gwasanaethau mwy effeithlon"),
    "logic.name.legal": Word(
        "Organisations comply with their legal responsibilities",
        "Sefydliadau'n cydymffurfio â'u cyfrifoldebau cyfreithiol",
    ),
    "logic.cannot.single": Word(
        "How much sharing goes on without an ISP, or beyond one.",
        "Faint o rannu sy'n digwydd heb ISP, neu y tu hwnt i un.",
    ),
    "logic.cannot.knowledge": Word(
        "What practitioners know: that needs the survey, which is asked outside this record.",
        "Beth mae ymarferwyr yn ei wybod: mae angen yr arolwg, a gynhelir y tu allan i'r cofnod hwn.",
    ),
    "logic.cannot.together": Word(
        "Whether they work together better: it shows only that they are partners on paper.",
        "A ydynt yn cydweithio'n well: dim ond eu bod yn bartneriaid ar bapur y mae'n ei ddangos.",
    ),
    "logic.cannot.leaders": Word(
        "What a sponsor does, or which resources were given.", "Beth mae noddwr yn ei wneud, na pha adnoddau a roddwyd."
    ),
    "logic.cannot.culture": Word(
        "Habits and confidence: only the survey can.", "Arferion a hyder: dim ond yr arolwg a all."
    ),
    "logic.cannot.monitoring": Word(
        "Whether sharing is done as the ISP describes.", "A yw'r rhannu'n digwydd fel y disgrifia'r ISP."
    ),
    "logic.cannot.users": Word(
        "Outcomes for people: nothing about any person who uses a service is kept here.",
        "Canlyniadau i bobl: ni chedwir dim yma am unrhyw berson sy'n defnyddio gwasanaeth.",
    ),
    "logic.cannot.efficiency": Word(
        "What services cost or save: hours noted on an ISP are only those of making it.",
        "Beth mae gwasanaethau'n ei gostio neu ei arbed: dim ond oriau llunio ISP a nodir.",
    ),
    "logic.cannot.legal": Word(
        "Whether any sharing is lawful: an assurance does not show that, and each organisation remains responsible.",
        "A yw unrhyw rannu'n gyfreithlon: nid yw sicrwydd yn dangos hynny, ac mae pob sefydliad yn dal yn gyfrifol.",
    ),
    "logic.shown.signatories.public": Word("Signatories in the public sector", "Llofnodwyr yn y sector cyhoeddus"),
    "logic.shown.signatories.voluntary": Word(
        "Signatories in the voluntary sector", "Llofnodwyr yn y sector gwirfoddol"
    ),
    "logic.shown.signatories.housing_other": Word(
        "Signatories among housing associations and others", "Llofnodwyr ymhlith cymdeithasau tai ac eraill"
    ),
    "logic.shown.cells": Word(
        "Service areas in places that an assured ISP serves", "Meysydd gwasanaeth mewn lleoedd a wasanaethir gan ISP"
    ),
    "logic.shown.trained": Word("Trained facilitators", "Hwyluswyr hyfforddedig"),
    "logic.shown.active": Word("Of them active", "Ohonynt yn weithredol"),
    "logic.shown.together": Word(
        "Organisations that are partners of an assured ISP", "Sefydliadau sy'n bartneriaid mewn ISP wedi'i sicrhau"
    ),
    "logic.shown.sponsored": Word("ISPs with a senior sponsor named", "ISPau ag uwch noddwr wedi'i enwi"),
    "logic.shown.due": Word(
        "ISPs whose review is due or under way", "ISPau y mae eu hadolygiad i'w wneud neu ar waith"
    ),
}
