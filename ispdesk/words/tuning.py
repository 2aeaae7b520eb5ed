"""Words of the team's settings: numbers of the policy, the calendar, absences."""

from ispdesk.words.word import Word

WORDS = {
    "nav.settings": Word("Settings", "Gosodiadau"),
    "settings.title": Word("Settings", "Gosodiadau"),
    "settings.what": Word(
        "The numbers that the clocks, the queue and the letters go by. A change is held against the last twelve months "
        "before it is saved; clocks that run keep the numbers they began with.",
        "Y rhifau y mae'r clociau, y ciw a'r llythyrau yn eu dilyn. Caiff newid ei brofi yn erbyn y deuddeg mis "
        "diwethaf cyn ei gadw; mae clociau sy'n rhedeg yn cadw'r rhifau y dechreuasant â nhw.",
    ),
    "settings.look": Word(
        "You may look at every number. Only the team's lead saves a change.",
        "Cewch edrych ar bob rhif. Dim ond arweinydd y tîm sy'n cadw newid.",
    ),
    "settings.none_adopted": Word("No policy is adopted yet.", "Ni fabwysiadwyd polisi eto."),
    "settings.backlog": Word("Levels of the queue", "Lefelau'r ciw"),
    "settings.backlog.what": Word(
        "At which figures the queue is amber or red, and letters leave.",
        "Ar ba ffigurau y mae'r ciw yn oren neu'n goch, ac y mae llythyrau'n gadael.",
    ),
    "settings.letter": Word("The letter of the day", "Llythyr y dydd"),
    "settings.letter.what": Word(
        "How many ISPs one letter names before the rest becomes a link.",
        "Faint o ISPau y mae un llythyr yn eu henwi cyn i'r gweddill ddod yn ddolen.",
    ),
    "settings.score": Word("The order of the queue", "Trefn y ciw"),
    "settings.score.what": Word("The points of each part of a score.", "Pwyntiau pob rhan o sgôr."),
    "settings.score.used": Word("Days of the decision clock used", "Diwrnodau'r cloc penderfynu a ddefnyddiwyd"),
    "settings.score.over": Word("Each whole week over", "Pob wythnos gyfan drosodd"),
    "settings.score.in_use": Word("In use without assurance", "Ar waith heb sicrwydd"),
    "settings.score.safeguarding": Word("Children or adults at risk", "Plant neu oedolion mewn perygl"),
    "settings.score.gap": Word("Fills a gap in coverage", "Yn llenwi bwlch yn y ddarpariaeth"),
    "settings.score.resubmission": Word("A resubmission", "Ailgyflwyniad"),
    "settings.score.bouncing": Word("Each return after the first", "Pob dychweliad ar ôl y cyntaf"),
    "settings.score.size": Word("Each partner, up to ten", "Pob partner, hyd at ddeg"),
    "settings.clocks": Word("Clocks and reminders", "Clociau a nodiadau atgoffa"),
    "settings.clocks.what": Word(
        "How long each step may take, when reminders leave, who reads them, and what a clock is called.",
        "Pa mor hir y caiff pob cam ei gymryd, pryd y mae nodiadau'n gadael, pwy sy'n eu darllen, ac enw pob cloc.",
    ),
    "settings.clock": Word("The clock", "Y cloc"),
    "settings.col.clock": Word("Clock", "Cloc"),
    "settings.col.length": Word("Length", "Hyd"),
    "settings.col.rungs": Word("Marks", "Marciau"),
    "settings.col.source": Word("Source", "Ffynhonnell"),
    "settings.calendar": Word("Closures", "Diwrnodau ar gau"),
    "settings.calendar.what": Word(
        "Days on which nobody works beside the bank holidays; the page shows first which due dates would move.",
        "Diwrnodau pan nad oes neb yn gweithio heblaw gwyliau banc; dangosir yn gyntaf pa ddyddiadau a symudai.",
    ),
    "settings.absences": Word("Absences", "Absenoldebau"),
    "settings.absences.what": Word(
        "From when to when somebody is away, and who stands in. Never a reason.",
        "O ba bryd i ba bryd y mae rhywun i ffwrdd, a phwy sy'n dirprwyo. Byth reswm.",
    ),
    "settings.versions": Word("Who changed what, and why", "Pwy newidiodd beth, a pham"),
    "settings.version": Word("Version {n}", "Fersiwn {n}"),
    "settings.running": Word("clocks that run by it: {n}", "clociau sy'n ei ddilyn: {n}"),
    "settings.measure.count": Word("ISPs with an open round", "ISPau â rownd agored"),
    "settings.measure.oldest_working_days": Word(
        "The longest wait, in working days", "Yr arhosiad hwyaf, mewn diwrnodau gwaith"
    ),
    "settings.measure.share_over_budget": Word(
        "Share over their days, in per cent", "Cyfran dros eu diwrnodau, mewn y cant"
    ),
    "settings.measure.projected_clearance_months": Word(
        "Time to clear the queue, in months", "Amser i glirio'r ciw, mewn misoedd"
    ),
    "settings.again": Word("Announced again", "Cyhoeddi eto"),
    "settings.source": Word("Source: {source}", "Ffynhonnell: {source}"),
    "settings.field.clear_after": Word(
        "Clear measurements in a row before a level is announced again",
        "Mesuriadau clir yn olynol cyn cyhoeddi lefel eto",
    ),
    "settings.field.most": Word("ISPs named in one letter, at most", "ISPau a enwir mewn un llythyr, ar y mwyaf"),
    "settings.field.points": Word("Points", "Pwyntiau"),
    "settings.field.name_en": Word("Name in English", "Enw yn Saesneg"),
    "settings.field.name_cy": Word("Name in Welsh", "Enw yn Gymraeg"),
    "settings.field.budget": Word("Time that may be used", "Amser y ceir ei ddefnyddio"),
    "settings.field.after": Word("Time after the day it is reckoned from", "Amser ar ôl y diwrnod y cyfrifir ohono"),
    "settings.field.before": Word("Time before the day it is reckoned to", "Amser cyn y diwrnod y cyfrifir iddo"),
    "settings.field.unit": Word("Unit", "Uned"),
    "settings.field.on": Word("Working days", "Diwrnodau gwaith"),
    "settings.field.side": Word("Before or after the due day", "Cyn neu ar ôl y diwrnod dyledus"),
    "settings.field.to": Word("Who reads it", "Pwy sy'n ei ddarllen"),
    "settings.field.urgent": Word("Letter of its own", "Llythyr ar wahân"),
    "settings.field.urgent.yes": Word(
        "Leaves at once, and does not wait for the letter of the day",
        "Yn gadael ar unwaith, heb aros am lythyr y dydd",
    ),
    "settings.field.confirm": Word("Who releases it", "Pwy sy'n ei ryddhau"),
    "settings.rung.more": Word("Goes to {readers}: change who and how", "Yn mynd at {readers}: newid pwy a sut"),
    "settings.rung.more.new": Word("Who reads it, and how", "Pwy sy'n ei ddarllen, a sut"),
    "settings.field.end": Word("Is it still wanted", "A oes ei angen o hyd"),
    "settings.field.remove": Word("Remove this mark", "Dileu'r marc hwn"),
    "settings.confirm.": Word("As the rules have it", "Fel y mae'r rheolau"),
    "settings.confirm.automatic": Word("Nobody: it leaves by itself", "Neb: mae'n gadael ohono'i hun"),
    "settings.confirm.coordinator": Word("The coordinator", "Y cydlynydd"),
    "settings.confirm.team": Word("The WASPI team", "Tîm WASPI"),
    "settings.yes": Word("yes", "ie"),
    "settings.none": Word("none", "dim"),
    "settings.side.before": Word("before the due day", "cyn y diwrnod dyledus"),
    "settings.side.on": Word("on the due day", "ar y diwrnod dyledus"),
    "settings.side.after": Word("after the due day", "ar ôl y diwrnod dyledus"),
    "settings.unit.working_days": Word("working days", "diwrnod gwaith"),
    "settings.unit.days": Word("days", "diwrnod"),
    "settings.unit.weeks": Word("weeks", "wythnos"),
    "settings.unit.months": Word("months", "mis"),
    "settings.unit.years": Word("years", "blynedd"),
    "settings.rung.new": Word("A new mark", "Marc newydd"),
    "settings.rung.new.hint": Word(
        "Leave the number empty where none is to be added.", "Gadewch y rhif yn wag os nad oes un i'w ychwanegu."
    ),
    "settings.rung.hint": Word("0 is the due day itself.", "0 yw'r diwrnod dyledus ei hun."),
    "settings.try": Word("Try it on the last twelve months", "Rhoi cynnig arno ar y deuddeg mis diwethaf"),
    "settings.unchanged": Word("Nothing is changed: change a number first.", "Nid oes newid: newidiwch rif yn gyntaf."),
    "settings.stale": Word(
        "The policy was changed meanwhile: compare your numbers with what holds now, then try them again.",
        "Newidiwyd y polisi yn y cyfamser: cymharwch eich rhifau â'r hyn sydd mewn grym nawr, a rhowch gynnig arall.",
    ),
    "settings.wrong": Word("{label}: {said}.", "{label}: {said}."),
    "settings.check.title": Word("What this change would mean", "Beth fyddai'r newid hwn yn ei olygu"),
    "settings.check.changes": Word("What would change", "Beth fyddai'n newid"),
    "settings.check.of": Word("Of", "O"),
    "settings.check.what": Word("Number", "Rhif"),
    "settings.check.before": Word("Now", "Nawr"),
    "settings.check.after": Word("Then", "Wedyn"),
    "settings.check.replay": Word("Had it held since {since}", "Pe bai mewn grym ers {since}"),
    "settings.check.same": Word(
        "No due date would have moved, and no letter would have gone or stayed, of {n} clocks looked at.",
        "Ni fyddai dyddiad wedi symud, na llythyr wedi mynd neu aros, o'r {n} cloc yr edrychwyd arnynt.",
    ),
    "settings.check.sum": Word(
        "Of {timers} clocks looked at: {dues} due dates on another day, {letters} letters otherwise, on {isps} ISPs.",
        "O {timers} cloc yr edrychwyd arnynt: {dues} dyddiad ar ddiwrnod arall, {letters} llythyr yn wahanol, "
        "ar {isps} ISP.",
    ),
    "settings.check.levels": Word(
        "Levels of the queue, the order of the queue and names move no due date: what they change is seen at the next "
        "measurement.",
        "Nid yw lefelau'r ciw, trefn y ciw ac enwau'n symud dyddiad: gwelir eu heffaith yn y mesuriad nesaf.",
    ),
    "settings.check.no_calendar": Word(
        "There is no calendar yet, so nothing could be tried.", "Nid oes calendr eto, felly ni ellid rhoi cynnig arno."
    ),
    "settings.check.unknown": Word(
        "{n} clocks stopped under an earlier release, nobody knows when: they are left out.",
        "Stopiodd {n} cloc dan ryddhad cynharach, ni wyddys pryd: fe'u hepgorir.",
    ),
    "settings.check.dues": Word("Due dates that would have been others", "Dyddiadau a fyddai wedi bod yn wahanol"),
    "settings.check.letters": Word("Letters that would have gone or not", "Llythyrau a fyddai wedi mynd neu beidio"),
    "settings.check.readers": Word("Whose mail would have been another", "Pwy fyddai wedi cael post gwahanol"),
    "settings.check.more": Word(
        "And {n} more: `ispdesk policy replay` lists them all.",
        "A {n} arall: mae `ispdesk policy replay` yn eu rhestru i gyd.",
    ),
    "settings.check.days": Word("{n} working days later", "{n} diwrnod gwaith yn hwyrach"),
    "settings.check.days_earlier": Word("{n} working days earlier", "{n} diwrnod gwaith yn gynharach"),
    "settings.check.isp": Word("ISP", "ISP"),
    "settings.check.mark": Word("Mark", "Marc"),
    "settings.check.who": Word("To whom", "At bwy"),
    "settings.check.person": Word("Person", "Person"),
    "settings.check.more_mail": Word("More", "Mwy"),
    "settings.check.fewer": Word("Fewer", "Llai"),
    "settings.check.reason": Word("Why the team changes it", "Pam y mae'r tîm yn ei newid"),
    "settings.check.reason.hint": Word(
        "Stands beside each number that changes; everybody who sees the number can read it.",
        "Saif wrth ymyl pob rhif sy'n newid; gall pawb sy'n gweld y rhif ei ddarllen.",
    ),
    "settings.check.reason.need": Word("Say why the team changes it.", "Dywedwch pam y mae'r tîm yn ei newid."),
    "settings.check.running": Word(
        "Clocks that run now keep their numbers; what starts after this runs by the new ones.",
        "Mae clociau sy'n rhedeg nawr yn cadw eu rhifau; bydd yr hyn a ddechreuo wedyn yn dilyn y rhai newydd.",
    ),
    "settings.check.save": Word("Save the change", "Cadw'r newid"),
    "settings.check.back": Word("Go back and change it", "Mynd yn ôl a'i newid"),
    "settings.strong": Word(
        "Saving needs a second step of sign-in: a code from your app, or your organisation's sign-in.",
        "Mae cadw yn gofyn am ail gam mewngofnodi: cod o'ch ap, neu fewngofnodi eich sefydliad.",
    ),
    "settings.strong.go": Word("Take the second step", "Cymryd yr ail gam"),
    "settings.back": Word("Back to settings", "Yn ôl i'r gosodiadau"),
    "settings.clocks.back": Word("Back to the clocks", "Yn ôl i'r clociau"),
    "settings.meetings": Word("Meetings of the QA groups", "Cyfarfodydd y grwpiau sicrhau ansawdd"),
    "notice.policy_changed": Word("The change is saved.", "Mae'r newid wedi'i gadw."),
}
