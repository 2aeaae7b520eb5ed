"""Words of periodic review: its outcomes, the reviews ahead by month, and spreading them."""

from ispdesk.words.word import Word

WORDS = {
    "reviews.title": Word("Reviews ahead", "Adolygiadau i ddod"),
    "reviews.what": Word(
        "How many assured ISPs are to be reviewed in each month. The policy says that the team can do {n} in a month.",
        "Faint o ISPau a sicrhawyd sydd i'w hadolygu ym mhob mis. Dywed y polisi y gall y tîm wneud {n} mewn mis.",
    ),
    "reviews.none": Word("No review is ahead.", "Nid oes adolygiad i ddod."),
    "reviews.ahead": Word("Ahead", "I ddod"),
    "reviews.overdue": Word("Before this month and not done", "Cyn y mis hwn a heb eu gwneud"),
    "reviews.not_known": Word("Without a date that is known", "Heb ddyddiad hysbys"),
    "reviews.beyond": Word("Later than the months below", "Yn hwyrach na'r misoedd isod"),
    "reviews.fullest": Word("In the fullest month", "Yn y mis llawnaf"),
    "reviews.mean": Word("In the mean month", "Yn y mis cyfartalog"),
    "reviews.ratio": Word("The fullest to the mean month", "Y mis llawnaf o'i gymharu â'r cyfartalog"),
    "reviews.times": Word("{x} times", "{x} gwaith"),
    "reviews.months_over": Word("Months with more than the team can do", "Misoedd â mwy nag y gall y tîm ei wneud"),
    "reviews.plot": Word("The load by month", "Y llwyth fesul mis"),
    "reviews.plot.top": Word("{n} reviews", "{n} adolygiad", en_one="{n} review"),
    "reviews.plot.now": Word("As the dates stand", "Fel y mae'r dyddiadau"),
    "reviews.plot.then": Word("Once spread", "Ar ôl eu gwasgaru"),
    "reviews.plot.enough": Word("What the team can do in a month", "Yr hyn y gall y tîm ei wneud mewn mis"),
    "reviews.caption": Word("Reviews by month", "Adolygiadau fesul mis"),
    "reviews.month": Word("Month", "Mis"),
    "reviews.reviews": Word("Reviews", "Adolygiadau"),
    "reviews.over": Word("more than the team can do", "mwy nag y gall y tîm ei wneud"),
    "reviews.spread": Word("Spread the reviews", "Gwasgaru'r adolygiadau"),
    "reviews.spread.go": Word("See how they could be spread", "Gweld sut y gellid eu gwasgaru"),
    "reviews.spread.what": Word(
        "A date moves by whole weeks and stays within {n} weeks of its own; it is never later than {longest} months "
        "after the assurance or review before it, and notice of the review can always be given whole. Reviews of "
        "which notice was given stay. As few dates as possible move.",
        "Mae dyddiad yn symud fesul wythnos gyfan ac yn aros o fewn {n} wythnos i'w ddyddiad ei hun; nid yw byth yn "
        "hwyrach na {longest} mis ar ôl y sicrwydd neu'r adolygiad o'i flaen, a gellir bob amser roi rhybudd llawn "
        "o'r adolygiad. Mae adolygiadau y rhoddwyd rhybudd ohonynt yn aros. Symudir cyn lleied o ddyddiadau â phosibl.",
    ),
    "reviews.spread.nothing": Word(
        "Nothing has to move: the fullest month has {n}.", "Nid oes angen symud dim: mae gan y mis llawnaf {n}."
    ),
    "reviews.spread.then": Word(
        "{n} review dates move. The fullest month has {was} now and would have {then}.",
        "Mae {n} dyddiad adolygu yn symud. Mae gan y mis llawnaf {was} nawr a byddai ganddo {then}.",
        en_one="{n} review date moves. The fullest month has {was} now and would have {then}.",
        cy_two="Mae {n} ddyddiad adolygu yn symud. Mae gan y mis llawnaf {was} nawr a byddai ganddo {then}.",
    ),
    "reviews.spread.least": Word(
        "Within these tolerances no choice of dates gives less than {n} in the fullest month.",
        "O fewn y goddefiannau hyn, nid oes dewis o ddyddiadau sy'n rhoi llai na {n} yn y mis llawnaf.",
    ),
    "reviews.spread.late": Word(
        "Later than the policy allows, and beyond what may be moved: set another date at the next decision",
        "Yn hwyrach nag y mae'r polisi'n ei ganiatáu, a thu hwnt i'r hyn y gellir ei symud: gosodwch ddyddiad arall",
    ),
    "reviews.spread.moves": Word("What moves", "Beth sy'n symud"),
    "reviews.spread.caption": Word("Review dates that move, and why", "Dyddiadau adolygu sy'n symud, a pham"),
    "reviews.spread.was": Word("Now", "Nawr"),
    "reviews.spread.day": Word("Would be", "Byddai"),
    "reviews.spread.why": Word("Why", "Pam"),
    "reviews.spread.after": Word(
        "All move or none. Each coordinator is told in the day's letter; each ISP's history says it.",
        "Symudir y cyfan neu ddim. Dywedir wrth bob cydlynydd yn llythyr y dydd; mae hanes pob ISP yn ei nodi.",
    ),
    "reviews.spread.apply": Word("Move these dates", "Symud y dyddiadau hyn"),
    "reviews.spread.changed": Word(
        "The reviews have changed since you looked: this is how they would be spread now.",
        "Mae'r adolygiadau wedi newid ers i chi edrych: dyma sut y byddent yn cael eu gwasgaru nawr.",
    ),
    "reviews.spread.refused": Word("{ref}: {why}", "{ref}: {why}"),
    "reviews.spread.done": Word(
        "{n} review dates were moved.",
        "Symudwyd {n} dyddiad adolygu.",
        en_one="{n} review date was moved.",
        cy_two="Symudwyd {n} ddyddiad adolygu.",
    ),
    "reviews.why.stays": Word("Its own date: that month has room.", "Ei ddyddiad ei hun: mae lle yn y mis hwnnw."),
    "reviews.why.earlier": Word(
        "{n} weeks earlier than {own}: {month} has {had} already, {to} has {has}.",
        "{n} wythnos yn gynt na {own}: mae gan {month} {had} eisoes, mae gan {to} {has}.",
        en_one="{n} week earlier than {own}: {month} has {had} already, {to} has {has}.",
    ),
    "reviews.why.later": Word(
        "{n} weeks later than {own}: {month} has {had} already, {to} has {has}.",
        "{n} wythnos yn hwyrach na {own}: mae gan {month} {had} eisoes, mae gan {to} {has}.",
        en_one="{n} week later than {own}: {month} has {had} already, {to} has {has}.",
    ),
    "reviews.why.room_earlier": Word(
        "{n} weeks earlier than {own}: {month} takes others from fuller months.",
        "{n} wythnos yn gynt na {own}: mae {month} yn cymryd eraill o fisoedd llawnach.",
        en_one="{n} week earlier than {own}: {month} takes others from fuller months.",
    ),
    "reviews.why.room_later": Word(
        "{n} weeks later than {own}: {month} takes others from fuller months.",
        "{n} wythnos yn hwyrach na {own}: mae {month} yn cymryd eraill o fisoedd llawnach.",
        en_one="{n} week later than {own}: {month} takes others from fuller months.",
    ),
    "reviews.why.notice": Word(
        "{own} is too near for notice to be given whole.", "Mae {own} yn rhy agos i roi rhybudd llawn."
    ),
    "reviews.why.latest": Word(
        "{own} is later than the policy allows.", "Mae {own} yn hwyrach nag y mae'r polisi'n ei ganiatáu."
    ),
    "reviews.why.fixed": Word(
        "{own} cannot be moved within the tolerance.", "Ni ellir symud {own} o fewn y goddefiant."
    ),
    "outcomes.title": Word("Periodic review", "Adolygiad cyfnodol"),
    "outcomes.due": Word("Review by", "Adolygu erbyn"),
    "outcomes.passed": Word("passed", "wedi mynd heibio"),
    "outcomes.own": Word("by itself {day}", "ohono'i hun {day}"),
    "outcomes.force": Word("In force", "Mewn grym"),
    "outcomes.progress": Word("In progress", "Ar y gweill"),
    "outcomes.begin": Word("Begin the review", "Dechrau'r adolygiad"),
    "outcomes.begin.what": Word(
        "Beginning it changes nothing yet: the ISP stays in force. Its text and flows can then be corrected.",
        "Nid yw ei ddechrau yn newid dim eto: mae'r ISP yn aros mewn grym. Wedyn gellir cywiro'i destun a'i lifoedd.",
    ),
    "outcomes.ways": Word("How a review can end", "Sut y gall adolygiad ddod i ben"),
    "outcomes.who": Word("Who may", "Pwy a gaiff"),
    "outcomes.needs": Word("What is required", "Beth sy'n ofynnol"),
    "outcomes.missing": Word("Still missing", "Yn eisiau o hyd"),
    "outcomes.reason": Word("a reason", "rheswm"),
    "outcomes.date": Word("next review date", "dyddiad adolygu nesaf"),
    "outcomes.not_force": Word(
        "Nothing of this ISP is in force, so that there is nothing to review.",
        "Nid oes dim o'r ISP hwn mewn grym, felly nid oes dim i'w adolygu.",
    ),
    "outcomes.what.confirm_unchanged": Word(
        "Everything in it is still right. It stays in force as it is, with a new review date; nobody signs again.",
        "Mae popeth ynddo'n gywir o hyd. Mae'n aros mewn grym fel y mae, gyda dyddiad adolygu newydd; nid oes neb yn "
        "llofnodi eto.",
    ),
    "outcomes.what.accept_minor_update": Word(
        "Names, contacts or the template were brought up to date and change nothing in what is shared. The team looks "
        "at what changed, and a new assurance record is issued; there is no new round.",
        "Diweddarwyd enwau, manylion cyswllt neu'r templed heb newid dim yn yr hyn a rennir. Mae'r tîm yn edrych ar yr "
        "hyn a newidiodd, a chyhoeddir cofnod sicrwydd newydd; nid oes rownd newydd.",
    ),
    "outcomes.what.revise_text": Word(
        "The text has to change. A new version begins as a draft and goes through quality assurance; this one stays in "
        "force until then.",
        "Rhaid newid y testun. Mae fersiwn newydd yn dechrau'n ddrafft ac yn mynd trwy sicrhau ansawdd; mae hon yn "
        "aros mewn grym tan hynny.",
    ),
    "outcomes.what.revise_flows": Word(
        "What is shared, or between whom, has to change. A new version begins with workshops; this one stays in force "
        "until the new one is assured.",
        "Rhaid newid yr hyn a rennir, neu rhwng pwy. Mae fersiwn newydd yn dechrau gyda gweithdai; mae hon yn aros "
        "mewn grym nes bod yr un newydd wedi'i sicrhau.",
    ),
    "outcomes.what.extend": Word(
        "It is to serve more areas or more partners. A new version begins with workshops in which those who join take "
        "part; this one stays in force until the new one is assured.",
        "Mae i wasanaethu rhagor o ardaloedd neu bartneriaid. Mae fersiwn newydd yn dechrau gyda gweithdai y mae'r "
        "rhai sy'n ymuno yn cymryd rhan ynddynt; mae hon yn aros mewn grym nes bod yr un newydd wedi'i sicrhau.",
    ),
    "outcomes.what.retire": Word(
        "The service or the sharing has ended. It is no longer in force; its record stays.",
        "Mae'r gwasanaeth neu'r rhannu wedi dod i ben. Nid yw mewn grym mwyach; mae ei gofnod yn aros.",
    ),
    "outcomes.what.lapse": Word(
        "Its review date has passed and nobody has reviewed it. It is shown as overdue and no longer counts as assured "
        "until it is reviewed. This does not by itself mean that sharing must stop.",
        "Mae ei ddyddiad adolygu wedi mynd heibio ac nid oes neb wedi'i adolygu. Dangosir ei fod yn hwyr ac nid yw'n "
        "cyfrif fel un a sicrhawyd nes iddo gael ei adolygu. Nid yw hynny ynddo'i hun yn golygu bod rhaid rhoi'r gorau "
        "i rannu.",
    ),
    "outcomes.begins": Word(
        "The review is begun and ended in one step.", "Dechreuir a gorffennir yr adolygiad mewn un cam."
    ),
    "outcomes.tells": Word(
        "The coordinator and the partners' contacts are told.",
        "Dywedir wrth y cydlynydd ac wrth gysylltiadau'r partneriaid.",
    ),
    "outcomes.undo.back": Word(
        "You can take this back while nobody has acted on it.",
        "Gallwch gymryd hyn yn ôl cyhyd ag nad oes neb wedi gweithredu arno.",
    ),
    "outcomes.undo.opens": Word(
        "To undo it, withdraw the new version.", "I'w ddadwneud, tynnwch y fersiwn newydd yn ôl."
    ),
    "outcomes.undo.ends": Word("The team can reopen it, with a reason.", "Gall y tîm ei ailagor, gyda rheswm."),
    "outcomes.undo.lapses": Word("It can still be reviewed at any time.", "Gellir ei adolygu o hyd ar unrhyw adeg."),
    "outcomes.next": Word("Review it next by", "Ei adolygu nesaf erbyn"),
    "outcomes.next.hint": Word("Proposed: {why}", "Cynigir: {why}"),
    "outcomes.independent": Word("Your independence", "Eich annibyniaeth"),
    "outcomes.independent.box": Word(
        "I did not write this ISP and do not work for who leads or coordinates it",
        "Nid fi a ysgrifennodd yr ISP hwn ac nid wyf yn gweithio i'r sawl sy'n ei arwain neu'n ei gydlynu",
    ),
    "outcomes.back": Word("Back to how a review can end", "Yn ôl at sut y gall adolygiad ddod i ben"),
    "notice.reviews_spread": Word("The review dates have been moved.", "Symudwyd y dyddiadau adolygu."),
    "notice.review_ended": Word("The review's outcome has been recorded.", "Cofnodwyd canlyniad yr adolygiad."),
}
