"""Words of signing in: the address, the code, the link, the organisation, the second step, one's own sessions."""

from ispdesk.words.word import Word

WORDS = {
    "sign_in.title": Word("Sign in", "Mewngofnodi"),
    "sign_in.what": Word(
        "Type your work address. We send you a code, and a link that does the same.",
        "Teipiwch eich cyfeiriad gwaith. Anfonwn god atoch, a dolen sy'n gwneud yr un peth.",
    ),
    "sign_in.address": Word("Work email address", "Cyfeiriad e-bost gwaith"),
    "sign_in.address.hint": Word(
        "The address at which your organisation or the team writes to you about protocols",
        "Y cyfeiriad y mae eich sefydliad neu'r tîm yn ysgrifennu atoch ynglŷn â phrotocolau",
    ),
    "sign_in.send": Word("Send me a code", "Anfonwch god ataf"),
    "sign_in.organisation": Word("Sign in with {name}", "Mewngofnodi drwy {name}"),
    "sign_in.organisation.name": Word("your organisation", "eich sefydliad"),
    "sign_in.organisation.title": Word("With your organisation's sign-in", "Drwy system fewngofnodi eich sefydliad"),
    "sign_in.mail.title": Word("With a code by mail", "Gyda chod drwy'r e-bost"),
    "sign_in.sample": Word("This is a sample whose time stands still.", "Enghraifft yw hon y mae ei hamser yn sefyll."),
    "sign_in.sample.enter": Word("Enter as one of its roles", "Dod i mewn fel un o'i rolau"),
    "sign_in.nobody.title": Word("You have no address here?", "Dim cyfeiriad gennych yma?"),
    "sign_in.nobody": Word(
        "Ask the coordinator of your ISP, or the team, to enter you. Whoever was sent a link to answer by needs no "
        "sign-in: open the link in the mail.",
        "Gofynnwch i gydlynydd eich ISP, neu i'r tîm, eich cofnodi. Nid oes angen mewngofnodi ar neb a gafodd ddolen i "
        "ateb drwyddi: agorwch y ddolen yn y neges.",
    ),
    "sign_in.code.title": Word("Look in your mailbox", "Edrychwch yn eich blwch post"),
    "sign_in.code.what": Word(
        "If that address is known here, a message with a code of six figures is on its way to it. It comes within a "
        "minute or two. The code works for {n} minutes, in this browser.",
        "Os yw'r cyfeiriad hwnnw'n hysbys yma, mae neges â chod chwe ffigur ar ei ffordd iddo. Daw o fewn munud neu "
        "ddwy. Mae'r cod yn gweithio am {n} munud, yn y porwr hwn.",
    ),
    "sign_in.code": Word("Code", "Cod"),
    "sign_in.code.hint": Word("Six figures, for example 012 345", "Chwe ffigur, er enghraifft 012 345"),
    "sign_in.go": Word("Sign in", "Mewngofnodi"),
    "sign_in.none.title": Word("No message came?", "Ni ddaeth neges?"),
    "sign_in.none.folder": Word(
        "Look among the messages that your mail program set aside.",
        "Edrychwch ymhlith y negeseuon a roddodd eich rhaglen bost o'r neilltu.",
    ),
    "sign_in.none.address": Word(
        "Check that you typed the address under which the team knows you.",
        "Gwiriwch eich bod wedi teipio'r cyfeiriad y mae'r tîm yn eich adnabod wrtho.",
    ),
    "sign_in.again": Word("Ask for another code", "Gofyn am god arall"),
    "sign_in.link.title": Word("Sign in as {name}", "Mewngofnodi fel {name}"),
    "sign_in.link.what": Word(
        "You opened the link in the message that we sent. It works once. If you are not {name}, close this page.",
        "Agoroch y ddolen yn y neges a anfonon ni. Mae'n gweithio unwaith. Os nad {name} ydych chi, caewch y dudalen "
        "hon.",
    ),
    "sign_in.gone.title": Word("This link does not work any more", "Nid yw'r ddolen hon yn gweithio mwyach"),
    "sign_in.gone": Word(
        "A link works once, and for a quarter of an hour. Ask for another.",
        "Mae dolen yn gweithio unwaith, ac am chwarter awr. Gofynnwch am un arall.",
    ),
    "sign_in.failed.title": Word("You are not signed in", "Nid ydych wedi mewngofnodi"),
    "sign_in.back": Word("Back to the sign-in page", "Yn ôl i'r dudalen fewngofnodi"),
    "sign_in.error.address": Word(
        "Type an address such as name@council.example", "Teipiwch gyfeiriad megis enw@cyngor.example"
    ),
    "sign_in.error.code": Word("Type the six figures of the code", "Teipiwch chwe ffigur y cod"),
    "sign_in.error.wrong": Word(
        "That is not the code. You have {n} tries left",
        "Nid dyna'r cod. Mae gennych {n} cynnig ar ôl",
        en_one="That is not the code. You have {n} try left",
        cy_two="Nid dyna'r cod. Mae gennych {n} gynnig ar ôl",
    ),
    "sign_in.error.ended": Word(
        "No code works here now: it was used, it is too old, or it was typed wrong too often. Ask for another",
        "Nid oes cod yn gweithio yma nawr: cafodd ei ddefnyddio, mae'n rhy hen, neu fe'i teipiwyd yn anghywir yn rhy "
        "aml. Gofynnwch am un arall",
    ),
    "sign_in.wait": Word(
        "Too many codes were asked for. Nothing was sent. Try again in {n} minutes.",
        "Gofynnwyd am ormod o godau. Ni anfonwyd dim. Rhowch gynnig arall arni ymhen {n} munud.",
        en_one="Too many codes were asked for. Nothing was sent. Try again in {n} minute.",
        cy_two="Gofynnwyd am ormod o godau. Ni anfonwyd dim. Rhowch gynnig arall arni ymhen {n} funud.",
    ),
    "sign_in.wait.tries": Word(
        "That was tried too often. Try again in {n} minutes.",
        "Rhoddwyd cynnig arni'n rhy aml. Rhowch gynnig arall arni ymhen {n} munud.",
        en_one="That was tried too often. Try again in {n} minute.",
        cy_two="Rhoddwyd cynnig arni'n rhy aml. Rhowch gynnig arall arni ymhen {n} funud.",
    ),
    "nav.sessions": Word("Your sign-in", "Eich mewngofnodi"),
    "sessions.title": Word("Your sign-in", "Eich mewngofnodi"),
    "sessions.caption": Word("Where you are signed in", "Lle'r ydych wedi mewngofnodi"),
    "sessions.open": Word("Open sessions", "Sesiynau agored"),
    "sessions.person": Word("Person", "Person"),
    "sessions.ended": Word("{n} sessions ended.", "Daeth {n} sesiwn i ben.", en_one="{n} session ended."),
    "sessions.handed": Word(
        "The code with which {ref} sets a second step up is {code}. It works until {when}. Hand it over by telephone "
        "or face to face, never by mail.",
        "Y cod y mae {ref} yn gosod ail gam ag ef yw {code}. Mae'n gweithio tan {when}. Rhowch ef dros y ffôn neu "
        "wyneb yn wyneb, byth drwy'r e-bost.",
    ),
    "sessions.removed": Word(
        "The second step of {ref} is taken away, and their sessions ended.",
        "Mae ail gam {ref} wedi'i dynnu i ffwrdd, a'i sesiynau wedi dod i ben.",
    ),
    "sessions.nothing_removed": Word(
        "{ref} had no second step. Their sessions ended.", "Nid oedd gan {ref} ail gam. Daeth ei sesiynau i ben."
    ),
    "sessions.browser": Word("Browser", "Porwr"),
    "sessions.unknown": Word("A browser that does not say what it is", "Porwr nad yw'n dweud beth ydyw"),
    "sessions.this": Word("This one", "Yr un hwn"),
    "sessions.how": Word("How", "Sut"),
    "sessions.how.entered": Word("As a sample role", "Fel rôl enghreifftiol"),
    "sessions.how.link": Word("By a link in a mail", "Drwy ddolen mewn neges"),
    "sessions.how.code": Word("By a code in a mail", "Drwy god mewn neges"),
    "sessions.how.oidc": Word("By your organisation's sign-in", "Drwy system fewngofnodi eich sefydliad"),
    "sessions.strong": Word("with a second step", "gydag ail gam"),
    "sessions.began": Word("Since", "Ers"),
    "sessions.seen": Word("Last used", "Defnyddiwyd ddiwethaf"),
    "sessions.end": Word("End", "Gorffen"),
    "sessions.end.which": Word("the session in {name}", "y sesiwn yn {name}"),
    "sessions.end.others": Word("End all the others", "Gorffen pob un arall"),
    "notice.session_ended": Word("What you chose is signed out.", "Mae'r hyn a ddewisoch wedi'i allgofnodi."),
    "notice.second_step_removed": Word("The second step is taken away.", "Mae'r ail gam wedi'i dynnu i ffwrdd."),
    "second.title": Word("The second step", "Yr ail gam"),
    "second.what": Word(
        "Assuring an ISP, adopting a policy and taking content out need a second step: your organisation's sign-in, "
        "or a code from an app on your telephone.",
        "Mae sicrhau ISP, mabwysiadu polisi a thynnu cynnwys allan yn gofyn am ail gam: system fewngofnodi eich "
        "sefydliad, neu god o ap ar eich ffôn.",
    ),
    "second.is_set": Word(
        "An app is set up. Of the codes on paper, {n} are left.",
        "Mae ap wedi'i osod. O'r codau ar bapur, mae {n} ar ôl.",
        en_one="An app is set up. Of the codes on paper, {n} is left.",
    ),
    "second.not_set": Word("No app is set up.", "Nid oes ap wedi'i osod."),
    "second.set_up": Word("Set an app up", "Gosod ap"),
    "second.show": Word("Go through the second step", "Cymryd yr ail gam"),
    "second.paper.new": Word("New codes on paper", "Codau newydd ar bapur"),
    "second.remove": Word("Take the app away", "Tynnu'r ap i ffwrdd"),
    "second.remove.title": Word("Take the app away?", "Tynnu'r ap i ffwrdd?"),
    "second.remove.what": Word(
        "Its codes and those on paper then do nothing. To set one up again you need a new code from whoever looks "
        "after this installation.",
        "Ni fydd ei godau na'r rhai ar bapur yn gwneud dim wedyn. I osod un eto bydd angen cod newydd arnoch gan bwy "
        "bynnag sy'n gofalu am y gosodiad hwn.",
    ),
    "second.connected": Word(
        "Your organisation's sign-in is connected.", "Mae system fewngofnodi eich sefydliad wedi'i chysylltu."
    ),
    "second.connect": Word("Use your organisation's sign-in", "Defnyddio system fewngofnodi eich sefydliad"),
    "second.code.title": Word("A code from your app", "Cod o'ch ap"),
    "second.code": Word("Code from your app, or one of those on paper", "Cod o'ch ap, neu un o'r rhai ar bapur"),
    "second.code.hint": Word(
        "The app shows six figures; each works once. One on paper has 16 letters and figures.",
        "Mae'r ap yn dangos chwe ffigur; mae pob un yn gweithio unwaith. Mae gan un ar bapur 16 o lythrennau "
        "a ffigurau.",
    ),
    "second.go": Word("Continue", "Parhau"),
    "second.skip": Word("Go on without it", "Mynd ymlaen hebddo"),
    "second.set_up.title": Word("Set up the second step", "Gosod yr ail gam"),
    "second.handed.what": Word(
        "Ask whoever looks after this installation for a code: by telephone or face to face, so that they know it is "
        "you. It works for a day.",
        "Gofynnwch i bwy bynnag sy'n gofalu am y gosodiad hwn am god: dros y ffôn neu wyneb yn wyneb, fel eu bod yn "
        "gwybod mai chi sydd yno. Mae'n gweithio am ddiwrnod.",
    ),
    "second.handed": Word("Code that you were told", "Y cod a ddywedwyd wrthych"),
    "second.key.what": Word(
        "Add an account to an app that makes codes, such as the one that your organisation has you use. Type this key "
        "into it, or open the address below on the telephone that has the app.",
        "Ychwanegwch gyfrif at ap sy'n gwneud codau, megis yr un y mae eich sefydliad yn ei ddefnyddio. Teipiwch yr "
        "allwedd hon iddo, neu agorwch y cyfeiriad isod ar y ffôn y mae'r ap arno.",
    ),
    "second.key": Word("Key", "Allwedd"),
    "second.key.kind": Word("Kind", "Math"),
    "second.key.time": Word("By time, six figures, every 30 seconds", "Yn ôl amser, chwe ffigur, bob 30 eiliad"),
    "second.address": Word("Open in the app on this device", "Agor yn yr ap ar y ddyfais hon"),
    "second.first": Word("The first code that the app shows", "Y cod cyntaf y mae'r ap yn ei ddangos"),
    "second.paper.title": Word("Your codes on paper", "Eich codau ar bapur"),
    "second.paper.what": Word(
        "Write these down or print them now, and keep them away from the telephone. Each stands in once for the app. "
        "They are not shown again; new ones end these.",
        "Ysgrifennwch y rhain neu argraffwch nhw nawr, a'u cadw ar wahân i'r ffôn. Mae pob un yn sefyll "
        "unwaith yn lle'r "
        "ap. Ni chânt eu dangos eto; mae rhai newydd yn rhoi terfyn ar y rhain.",
    ),
    "second.paper.done": Word("I have written them down", "Rwyf wedi eu hysgrifennu"),
    "second.error.code": Word("Type the code", "Teipiwch y cod"),
    "second.error.wrong": Word(
        "That is not a code that works now. Wait for the next one, and check that the telephone's time is right",
        "Nid yw'r cod hwnnw'n gweithio nawr. Arhoswch am yr un nesaf, a gwiriwch fod amser y ffôn yn gywir",
    ),
    "second.error.handed": Word("Type the code that you were told", "Teipiwch y cod a ddywedwyd wrthych"),
    "second.error.handed_wrong": Word(
        "That code does not work, or not any more. Ask for another",
        "Nid yw'r cod hwnnw'n gweithio, neu nid yw'n gweithio mwyach. Gofynnwch am un arall",
    ),
}
