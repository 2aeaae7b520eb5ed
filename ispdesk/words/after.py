"""Words of what comes after assurance: checks, returns, incidents and changes, benefits, training, forms."""

from ispdesk.words.word import Word

WORDS = {
    "ispnav.after": Word("After assurance", "Ar ôl sicrwydd"),
    "after.title": Word("After assurance", "Ar ôl sicrwydd"),
    "after.title.of": Word("After assurance: {title}", "Ar ôl sicrwydd: {title}"),
    "after.what": Word(
        "Assurance is a beginning: here stand the checks that follow it, what has happened or changed since, and what "
        "partners and their people say of it. None of it shows that sharing is lawful; each organisation remains "
        "responsible for its own.",
        "Dechrau yw sicrwydd: dyma'r gwiriadau sy'n ei ddilyn, yr hyn a ddigwyddodd neu a newidiodd ers hynny, a'r hyn "
        "a ddywed y partneriaid a'u pobl. Nid yw'n dangos bod y rhannu'n gyfreithlon; mae pob sefydliad yn parhau'n "
        "gyfrifol am ei rannu ei hun.",
    ),
    "after.not_yet": Word(
        "No version is in force yet. Incidents, changes, training and benefits can be noted already; checks and "
        "returns come after assurance.",
        "Nid oes fersiwn mewn grym eto. Gellir nodi digwyddiadau, newidiadau, hyfforddiant a manteision eisoes; daw "
        "gwiriadau a ffurflenni ar ôl sicrwydd.",
    ),
    "after.late": Word("late", "yn hwyr"),
    "after.none": Word("None noted.", "Dim wedi'i nodi."),
    "after.clock.compliance": Word("Compliance check due", "Gwiriad cydymffurfio erbyn"),
    "after.clock.consent": Word("Check of consent due", "Gwiriad o gydsyniad erbyn"),
    "after.clock.self_returns": Word("Next round of returns due", "Rownd nesaf o ffurflenni erbyn"),
    "after.open": Word("To be decided", "I'w benderfynu"),
    "after.open.none": Word("Nothing waits for a decision.", "Nid oes dim yn aros am benderfyniad."),
    "after.settled": Word("Settled", "Wedi'u datrys"),
    "after.happened": Word("When it happened:", "Pryd y digwyddodd:"),
    "after.recorded": Word("Recorded by {who} on {day}.", "Cofnodwyd gan {who} ar {day}."),
    "after.noted": Word("Noted by {who}.", "Nodwyd gan {who}."),
    "after.flow.of": Word("flow {n}", "llif {n}"),
    "after.calls.review": Word("calls for a review", "yn galw am adolygiad"),
    "after.calls.minor": Word("calls for a minor change", "yn galw am fân newid"),
    "after.calls.action": Word("calls for something to be done", "yn galw am weithredu"),
    "after.settle": Word("Decide", "Penderfynu"),
    "after.settle.title": Word("Decide what comes of number {n}", "Penderfynu beth a ddaw o rif {n}"),
    "after.settle.how": Word("What comes of it?", "Beth a ddaw ohono?"),
    "after.settle.reason": Word("What was done, or why nothing is needed", "Beth a wnaed, neu pam nad oes angen dim"),
    "after.settle.others": Word(
        "Whoever coordinates this ISP, or the team, decides.", "Cydlynydd yr ISP, neu'r tîm, sy'n penderfynu."
    ),
    "after.how.review": Word("A review", "Adolygiad"),
    "after.how.minor": Word("A minor change", "Mân newid"),
    "after.how.done": Word("Something was done", "Gwnaed rhywbeth"),
    "after.how.not_needed": Word("Nothing is needed", "Nid oes angen dim"),
    "after.how.hint.review": Word(
        "The review begins now, unless one is under way: text, flows and partners can then be changed.",
        "Bydd yr adolygiad yn dechrau nawr, oni bai bod un ar y gweill: gellir wedyn newid testun, llifoedd a "
        "phartneriaid.",
    ),
    "after.how.hint.minor": Word(
        "The review begins now; change what has to change, and the team accepts it as a minor update.",
        "Bydd yr adolygiad yn dechrau nawr; newidiwch yr hyn sydd angen ei newid, a bydd y tîm yn ei dderbyn fel mân "
        "ddiweddariad.",
    ),
    "after.how.hint.done": Word("Say what was done.", "Dywedwch beth a wnaed."),
    "after.how.hint.not_needed": Word("Say why.", "Dywedwch pam."),
    "after.how.done.review": Word("A review followed", "Dilynodd adolygiad"),
    "after.how.done.minor": Word("A minor change followed", "Dilynodd mân newid"),
    "after.how.done.done": Word("Done", "Wedi'i wneud"),
    "after.how.done.not_needed": Word("Nothing was needed", "Nid oedd angen dim"),
    "after.back": Word("Back to what comes after assurance", "Yn ôl i'r hyn sy'n dod ar ôl sicrwydd"),
    "after.event.title": Word("Record an incident or a change", "Cofnodi digwyddiad neu newid"),
    "after.event.what": Word(
        "What it calls for stands beside each kind. Whoever coordinates the ISP is asked to decide; of what calls for "
        "a review the team is told.",
        "Wrth bob math nodir yr hyn y mae'n galw amdano. Gofynnir i gydlynydd yr ISP benderfynu; rhoddir gwybod i'r "
        "tîm am yr hyn sy'n galw am adolygiad.",
    ),
    "after.event.kind": Word("What happened?", "Beth ddigwyddodd?"),
    "after.event.text": Word("In a few words", "Mewn ychydig eiriau"),
    "after.event.text.hint": Word(
        "What happened and what it touches. Never details of any real service user: no names, numbers or dates of "
        "birth.",
        "Beth ddigwyddodd a'r hyn y mae'n effeithio arno. Byth fanylion unrhyw ddefnyddiwr gwasanaeth go iawn: dim "
        "enwau, rhifau na dyddiadau geni.",
    ),
    "after.event.when": Word("When did it happen?", "Pryd y digwyddodd?"),
    "after.event.flow": Word("Number of the flow concerned (optional)", "Rhif y llif dan sylw (dewisol)"),
    "after.event.flow.hint": Word("As the table of data flows has it.", "Fel y mae yn y tabl o lifoedd data."),
    "after.event.partner": Word("Partner concerned (optional)", "Y partner dan sylw (dewisol)"),
    "after.partner": Word("Partner (optional)", "Partner (dewisol)"),
    "after.partner.none": Word("None in particular", "Dim un yn benodol"),
    "after.when.hint": Word(
        "Leave both empty where it is not known. For a single day, give the first alone.",
        "Gadewch y ddau'n wag os nad yw'n hysbys. Ar gyfer un diwrnod, rhowch y cyntaf yn unig.",
    ),
    "after.when.first": Word("The day, or the first day it can have been", "Y diwrnod, neu'r diwrnod cyntaf posibl"),
    "after.when.last": Word("The last day it can have been (optional)", "Y diwrnod olaf posibl (dewisol)"),
    "after.when.of": Word("When:", "Pryd:"),
    "after.checks": Word("Checks", "Gwiriadau"),
    "after.checks.none": Word("No check has been recorded.", "Ni chofnodwyd gwiriad."),
    "after.check.compliance": Word("Compliance check", "Gwiriad cydymffurfio"),
    "after.check.consent": Word("Check of consent", "Gwiriad o gydsyniad"),
    "after.check.visit": Word("Visit by a facilitator", "Ymweliad gan hwylusydd"),
    "after.check.record.compliance": Word("Record a compliance check", "Cofnodi gwiriad cydymffurfio"),
    "after.check.record.consent": Word("Record a check of consent", "Cofnodi gwiriad o gydsyniad"),
    "after.check.record.visit": Word("Record a visit", "Cofnodi ymweliad"),
    "after.check.what.compliance": Word(
        "Six months after the later of assurance and the beginning of sharing: is it done as agreed? The coordinator, "
        "a facilitator or the team answers, after asking those who share.",
        "Chwe mis ar ôl sicrwydd neu ddechrau'r rhannu, pa un bynnag yw'r olaf: a yw'n digwydd fel y cytunwyd? Y "
        "cydlynydd, hwylusydd neu'r tîm sy'n ateb, ar ôl gofyn i'r rhai sy'n rhannu.",
    ),
    "after.check.what.consent": Word(
        "Once a year, where consent is required or sought.",
        "Unwaith y flwyddyn, lle mae angen cydsyniad neu lle y'i ceisir.",
    ),
    "after.check.what.visit": Word(
        "A facilitator was there when information was shared, such as at a meeting of several agencies.",
        "Roedd hwylusydd yno pan rannwyd gwybodaeth, er enghraifft mewn cyfarfod amlasiantaeth.",
    ),
    "after.check.day": Word("When was it made?", "Pryd y'i gwnaed?"),
    "after.check.note": Word("Who looked, and how (optional)", "Pwy a edrychodd, a sut (dewisol)"),
    "after.found": Word(
        "Question {n}: what was found, where it is not as agreed",
        "Cwestiwn {n}: beth a ganfuwyd, lle nad yw fel y cytunwyd",
    ),
    "after.question": Word("Question", "Cwestiwn"),
    "after.answers": Word("Answers", "Atebion"),
    "after.answer.yes": Word("Yes", "Ie"),
    "after.answer.partly": Word("Partly", "Yn rhannol"),
    "after.answer.no": Word("No", "Na"),
    "after.answer.not_known": Word("Not known", "Ddim yn hysbys"),
    "after.outcome.as_agreed": Word("as agreed", "fel y cytunwyd"),
    "after.outcome.findings": Word("with findings", "gyda chanfyddiadau"),
    "after.outcome.not_all_known": Word("not everything is known", "nid yw popeth yn hysbys"),
    "after.consent": Word("Consent", "Cydsyniad"),
    "after.consent.none": Word(
        "Nobody has said whether consent is required, sought or not required.",
        "Nid oes neb wedi dweud a oes angen cydsyniad, a geisir ef neu nad oes ei angen.",
    ),
    "after.consent.say": Word("Say what the ISP says of consent", "Dweud beth mae'r ISP yn ei ddweud am gydsyniad"),
    "after.consent.model": Word("Consent is", "Mae cydsyniad"),
    "after.model.required": Word("required", "yn ofynnol"),
    "after.model.sought": Word("sought, and not required", "yn cael ei geisio, ond nid yw'n ofynnol"),
    "after.model.not_required": Word("not required", "heb fod yn ofynnol"),
    "after.consent.gateway": Word("Legal gateway", "Porth cyfreithiol"),
    "after.consent.gateway.hint": Word(
        "Needed where consent is not required.", "Mae ei angen lle nad yw cydsyniad yn ofynnol."
    ),
    "after.consent.captured": Word("Where it is recorded", "Ble y'i cofnodir"),
    "after.consent.captured.hint": Word(
        "Such as a referral form, or a system. Needed where consent is required.",
        "Er enghraifft ffurflen gyfeirio, neu system. Mae ei angen lle mae cydsyniad yn ofynnol.",
    ),
    "after.consent.nowhere": Word("Nowhere: it is not required", "Nid yn unman: nid yw'n ofynnol"),
    "after.consent.since": Word("Said on {day}.", "Dywedwyd ar {day}."),
    "after.returns": Word("Self-monitoring returns", "Ffurflenni hunanfonitro"),
    "after.returns.what": Word(
        "Each partner organisation answers five questions about its own sharing, by a mailed link and without an "
        "account. Who does not answer is recorded as silent: silence is no answer to any question.",
        "Mae pob sefydliad partner yn ateb pum cwestiwn am ei rannu ei hun, drwy ddolen a anfonir ato a heb gyfrif. "
        "Cofnodir nad atebodd y rhai nad ydynt yn ateb: nid yw tawelwch yn ateb i unrhyw gwestiwn.",
    ),
    "after.returns.none": Word("No returns have been asked for.", "Ni ofynnwyd am ffurflenni."),
    "after.returns.all": Word("Returns of each round", "Ffurflenni pob rownd"),
    "after.returns.ask": Word("Ask every partner for its return", "Gofyn i bob partner am ei ffurflen"),
    "after.returns.close": Word("Wait no longer for this round", "Peidio ag aros rhagor am y rownd hon"),
    "after.returns.close.what": Word(
        "Whoever has not answered is then recorded as silent.",
        "Cofnodir wedyn nad atebodd y rhai nad ydynt wedi ateb.",
    ),
    "after.returns.without": Word(
        "{n} partners have no contact and cannot be asked:",
        "Nid oes cyswllt gan {n} partner, ac ni ellir gofyn iddynt:",
        en_one="{n} partner has no contact and cannot be asked:",
        cy_one="Nid oes cyswllt gan {n} partner, ac ni ellir gofyn iddo:",
        cy_two="Nid oes cyswllt gan {n} bartner, ac ni ellir gofyn iddynt:",
    ),
    "after.round": Word("Round {number}, asked on {day}", "Rownd {number}, gofynnwyd ar {day}"),
    "after.round.count": Word(
        "Asked: {asked}. Answered: {answered}. Silent: {silent}. Still waited for: {waiting}.",
        "Gofynnwyd: {asked}. Atebwyd: {answered}. Heb ateb: {silent}. Yn dal i ddisgwyl: {waiting}.",
    ),
    "after.round.table": Word("Answers of round {number}", "Atebion rownd {number}"),
    "after.round.of": Word("Of the {n} that answered.", "O'r {n} a atebodd."),
    "after.return.answered": Word("answered", "wedi ateb"),
    "after.return.silent": Word("silent", "heb ateb"),
    "after.return.waiting": Word("waited for", "yn cael ei disgwyl"),
    "after.return.for": Word("Put in its answers", "Rhoi ei atebion i mewn"),
    "after.return.title": Word("A partner's return", "Ffurflen partner"),
    "after.return.of": Word(
        "The answers of {partner}. Put in what they said, such as on the telephone, and nothing else.",
        "Atebion {partner}. Rhowch yr hyn a ddywedwyd ganddynt, er enghraifft ar y ffôn, a dim arall.",
    ),
    "after.benefits": Word("Benefits", "Manteision"),
    "after.benefits.what": Word(
        "What people say that the ISP has brought, and what a source shows. These are no measured facts, and no figure "
        "of a report is made of them.",
        "Yr hyn y dywed pobl i'r ISP ei gyflawni, a'r hyn y mae ffynhonnell yn ei ddangos. Nid ffeithiau a fesurwyd "
        "mohonynt, ac ni wneir ffigur mewn adroddiad ohonynt.",
    ),
    "after.asserted": Word("Asserted", "Honnir"),
    "after.asserted.hint": Word("Somebody says so.", "Mae rhywun yn dweud hynny."),
    "after.evidenced": Word("Evidenced", "Gyda thystiolaeth"),
    "after.evidenced.hint": Word(
        "A source shows it, which is named below.", "Mae ffynhonnell yn ei ddangos, ac fe'i henwir isod."
    ),
    "after.benefit.title": Word("Note a benefit", "Nodi mantais"),
    "after.benefit.text": Word("What has the ISP brought?", "Beth mae'r ISP wedi'i gyflawni?"),
    "after.benefit.shown": Word("How is it known?", "Sut y gwyddys hynny?"),
    "after.benefit.source": Word("Source (for what is evidenced)", "Ffynhonnell (lle mae tystiolaeth)"),
    "after.benefit.when": Word("When was it seen?", "Pryd y'i gwelwyd?"),
    "after.training": Word("Training of staff", "Hyfforddi staff"),
    "after.training.none": Word("No training has been noted.", "Ni nodwyd hyfforddiant."),
    "after.training.title": Word("Note training", "Nodi hyfforddiant"),
    "after.training.held": Word("It was held", "Fe'i cynhaliwyd"),
    "after.training.what": Word(
        "Training of the staff who share under this ISP. How many came, never who.",
        "Hyfforddi'r staff sy'n rhannu o dan yr ISP hwn. Faint a ddaeth, byth pwy.",
    ),
    "after.training.topic": Word("What was it about?", "Beth oedd ei bwnc?"),
    "after.training.how": Word("Held or planned?", "Wedi'i gynnal neu wedi'i gynllunio?"),
    "after.training.was": Word("It was held", "Fe'i cynhaliwyd"),
    "after.training.will": Word("It is planned", "Mae wedi'i gynllunio"),
    "after.training.day": Word(
        "On which day, or by which day it is planned", "Ar ba ddiwrnod, neu erbyn pa ddiwrnod y'i cynllunnir"
    ),
    "after.training.people": Word("How many came (optional)", "Faint a ddaeth (dewisol)"),
    "after.training.people.hint": Word(
        "Leave it empty where it is not known, or not held yet.",
        "Gadewch yn wag lle nad yw'n hysbys, neu heb ei gynnal eto.",
    ),
    "after.trained": Word(
        "{n} people came in all, as far as their number was noted.",
        "Daeth {n} o bobl i gyd, hyd y nodwyd eu nifer.",
        en_one="{n} person came in all, as far as the number was noted.",
        cy_one="Daeth {n} person i gyd, hyd y nodwyd y nifer.",
    ),
    "after.people": Word("{n} people", "{n} o bobl", en_one="{n} person", cy_one="{n} person"),
    "after.people.unknown": Word("how many came is not known", "ni wyddys faint a ddaeth"),
    "after.planned": Word("Planned by {day}", "Wedi'i gynllunio erbyn {day}"),
    "after.forms": Word("Forms changed because of the ISP", "Ffurflenni a newidiwyd oherwydd yr ISP"),
    "after.form.title": Word("Note a form that was changed", "Nodi ffurflen a newidiwyd"),
    "after.form.name": Word("Name of the form", "Enw'r ffurflen"),
    "after.form.change": Word("What changed?", "Beth newidiodd?"),
    "after.form.reference": Word("Where it lies (optional)", "Ble y mae (dewisol)"),
    "after.form.reference.hint": Word("An address, or a file reference.", "Cyfeiriad, neu gyfeirnod ffeil."),
    "after.form.when": Word("When was it changed?", "Pryd y'i newidiwyd?"),
    "after.strike.ask": Word("Noted by mistake?", "Wedi'i nodi drwy gamgymeriad?"),
    "after.strike": Word("Take out", "Tynnu allan"),
    "after.strike.of": Word("Take out number {n}", "Tynnu rhif {n} allan"),
    "after.strike.reason": Word("Noted by mistake", "Nodwyd drwy gamgymeriad"),
    "after.error.answer": Word("Choose an answer", "Dewiswch ateb"),
    "after.error.found": Word("Say what was found", "Dywedwch beth a ganfuwyd"),
    "after.error.choose": Word("Choose one of these", "Dewiswch un o'r rhain"),
    "after.error.text": Word("Say it in a few words", "Dywedwch hyn mewn ychydig eiriau"),
    "after.error.flow": Word("Give the number of a flow", "Rhowch rif llif"),
    "after.error.partner": Word("Say which partner", "Dywedwch pa bartner"),
    "after.error.reason": Word(
        "Say what was done, or why nothing is needed", "Dywedwch beth a wnaed, neu pam nad oes angen dim"
    ),
    "after.error.source": Word("Name the source that shows it", "Enwch y ffynhonnell sy'n ei ddangos"),
    "after.error.people": Word("Give a whole number", "Rhowch rif cyfan"),
    "after.error.order": Word(
        "The latest day cannot be before the earliest", "Ni all y diwrnod olaf fod cyn y cynharaf"
    ),
    "link_return.offer": Word("Fill in the return", "Llenwi'r ffurflen"),
    "link_return.offer.what": Word(
        "Five short questions about your own organisation. No account is needed.",
        "Pum cwestiwn byr am eich sefydliad eich hun. Nid oes angen cyfrif.",
    ),
    "link_return.title": Word("How does sharing go in your organisation?", "Sut mae rhannu'n mynd yn eich sefydliad?"),
    "link_return.what": Word(
        "Answer for your own organisation. “Not known” is an answer too. Whoever coordinates this ISP, its partners "
        "and the assurance team read it.",
        "Atebwch dros eich sefydliad eich hun. Mae “Ddim yn hysbys” yn ateb hefyd. Bydd cydlynydd yr ISP hwn, ei "
        "bartneriaid a'r tîm sicrwydd yn ei ddarllen.",
    ),
    "link_return.text": Word("Anything to add (optional)", "Unrhyw beth i'w ychwanegu (dewisol)"),
    "link_return.thanks": Word("Thank you: your return is in", "Diolch: mae'ch ffurflen wedi cyrraedd"),
    "link_return.said": Word("What you answered", "Yr hyn a ateboch"),
    "link_return.next": Word(
        "Nothing more is asked of you now. Where something has to be looked at, whoever coordinates the ISP gets in "
        "touch.",
        "Ni ofynnir dim arall gennych nawr. Lle mae angen edrych ar rywbeth, bydd cydlynydd yr ISP yn cysylltu.",
    ),
    "notice.check_made": Word("The check is recorded", "Cofnodwyd y gwiriad"),
    "notice.consent_stated": Word("What the ISP says of consent is saved", "Cadwyd yr hyn a ddywed am gydsyniad"),
    "notice.event_recorded": Word("It is recorded", "Mae wedi'i gofnodi"),
    "notice.event_settled": Word("It is settled", "Mae wedi'i ddatrys"),
    "notice.returns_asked": Word("The partners are asked", "Gofynnwyd i'r partneriaid"),
    "notice.returns_closed": Word("The round is closed", "Caewyd y rownd"),
    "notice.return_given": Word("The return is in", "Mae'r ffurflen i mewn"),
    "notice.after_noted": Word("It is noted", "Mae wedi'i nodi"),
    "notice.after_struck": Word("It is taken out; the history keeps it", "Fe'i tynnwyd allan; mae'r hanes yn ei gadw"),
    "history.check_made": Word("Check recorded", "Cofnodwyd gwiriad"),
    "history.consent_stated": Word("What the ISP says of consent", "Yr hyn a ddywed yr ISP am gydsyniad"),
    "history.event_recorded": Word(
        "Incident, change or finding recorded", "Cofnodwyd digwyddiad, newid neu ganfyddiad"
    ),
    "history.event_settled": Word("Incident, change or finding settled", "Datryswyd digwyddiad, newid neu ganfyddiad"),
    "history.returns_asked": Word("Self-monitoring returns asked for", "Gofynnwyd am ffurflenni hunanfonitro"),
    "history.return_given": Word("Self-monitoring return in", "Ffurflen hunanfonitro i mewn"),
    "history.returns_closed": Word(
        "Round of returns closed; the others are silent", "Caewyd rownd o ffurflenni; ni chafwyd ateb gan y lleill"
    ),
    "history.benefit_noted": Word("Benefit noted", "Nodwyd mantais"),
    "history.training_noted": Word("Training of staff noted", "Nodwyd hyfforddiant staff"),
    "history.training_held": Word("Planned training held", "Cynhaliwyd hyfforddiant a gynlluniwyd"),
    "history.form_noted": Word("Changed form noted", "Nodwyd ffurflen a newidiwyd"),
    "history.struck_out": Word("Taken out", "Tynnwyd allan"),
    "cli.after.none": Word("Nothing is recorded after assurance.", "Nid oes dim wedi'i gofnodi ar ôl sicrwydd."),
}
