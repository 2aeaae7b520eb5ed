"""Words of the forms that sign, record, withdraw, or go on after a decline."""

from ispdesk.words.word import Word

WORDS = {
    "sign.title": Word("Sign for {name}", "Llofnodi dros {name}"),
    "sign.what": Word(
        "You sign the text as it is now, in your own name, for your organisation. You stay responsible for your own "
        "sharing. You can check your answers before it is final.",
        "Rydych yn llofnodi'r testun fel y mae nawr, yn eich enw eich hun, dros eich sefydliad. Chi sy'n dal yn "
        "gyfrifol am eich rhannu eich hun. Gallwch wirio eich atebion cyn iddo fod yn derfynol.",
    ),
    "sign.read": Word("Read the text that you sign", "Darllen y testun yr ydych yn ei lofnodi"),
    "sign.changed": Word("The text has changed since you signed it.", "Mae'r testun wedi newid ers i chi ei lofnodi."),
    "sign.outcome": Word("What do you answer?", "Beth yw eich ateb?"),
    "sign.answer.signed": Word("We sign", "Rydym yn llofnodi"),
    "sign.answer.signed_with_reservation": Word("We sign with a reservation", "Rydym yn llofnodi, gydag amod"),
    "sign.answer.declined": Word("We decline to sign", "Rydym yn gwrthod llofnodi"),
    "sign.record.note": Word("The reservation, or why they decline", "Yr amod, neu pam y maent yn gwrthod"),
    "sign.record.k.hint": Word("Only if you chose “so many of so many”", "Dim ond os dewisoch “hyn a hyn o hyn a hyn”"),
    "sign.capacity": Word("In what capacity?", "Ym mha rinwedd?"),
    "sign.capacity.hint": Word("Only where it is signed", "Dim ond lle y'i llofnodir"),
    "sign.note": Word("The reservation, or why you decline", "Yr amod, neu pam yr ydych yn gwrthod"),
    "sign.note.hint": Word("Leave it empty if you simply sign.", "Gadewch yn wag os ydych yn llofnodi heb amod."),
    "sign.check": Word("Check your answers", "Gwirio eich atebion"),
    "sign.checked.title": Word("Check your answers", "Gwiriwch eich atebion"),
    "sign.checked.who": Word("Who signs", "Pwy sy'n llofnodi"),
    "sign.checked.text": Word("Mark of the text", "Marc y testun"),
    "sign.checked.what": Word(
        "Once you confirm, this stands as your organisation's answer to this very text. You can withdraw it later, "
        "until it is with quality assurance; both then stay on record.",
        "Ar ôl i chi gadarnhau, bydd hyn yn sefyll yn ateb eich sefydliad i'r union destun hwn. Gallwch ei dynnu'n ôl"
        " yn nes ymlaen, nes ei fod gyda sicrhau ansawdd; bydd y ddau wedyn yn aros ar gofnod.",
    ),
    "sign.checked.recorded": Word(
        "Once you confirm, this stands as the partner's answer to this very text. A mistake can be withdrawn, until "
        "it is with quality assurance; both then stay on record.",
        "Ar ôl i chi gadarnhau, bydd hyn yn sefyll yn ateb y partner i'r union destun hwn. Gellir tynnu camgymeriad "
        "yn ôl, nes ei fod gyda sicrhau ansawdd; bydd y ddau wedyn yn aros ar gofnod.",
    ),
    "sign.checked.do.signed": Word("Sign", "Llofnodi"),
    "sign.checked.do.signed_with_reservation": Word("Sign with this reservation", "Llofnodi gyda'r amod hwn"),
    "sign.checked.do.declined": Word("Decline to sign", "Gwrthod llofnodi"),
    "sign.checked.record": Word("Record it", "Ei gofnodi"),
    "sign.checked.back": Word("Change something", "Newid rhywbeth"),
    "sign.record.title": Word("Record an answer of {name}", "Cofnodi ateb gan {name}"),
    "sign.record.what": Word(
        "For what came on paper, by mail or in a minute. It is recorded in your name, for the text as it is now: if "
        "they signed another text, ask them again.",
        "Ar gyfer yr hyn a ddaeth ar bapur, drwy neges neu mewn cofnodion. Fe'i cofnodir yn eich enw chi, i'r testun "
        "fel y mae nawr: os llofnodwyd testun arall, gofynnwch eto.",
    ),
    "sign.record.do": Word("Record an answer", "Cofnodi ateb"),
    "sign.record.whom": Word("For whom?", "Dros bwy?"),
    "sign.record.some": Word("For so many of so many", "Dros hyn a hyn o hyn a hyn"),
    "sign.record.whole": Word("For the whole class", "Dros y dosbarth cyfan"),
    "sign.record.k": Word("How many have signed", "Faint sydd wedi llofnodi"),
    "sign.record.n": Word("Of how many", "O faint"),
    "sign.record.outcome": Word("What was answered?", "Beth oedd yr ateb?"),
    "sign.record.capacity": Word("In what capacity?", "Ym mha rinwedd?"),
    "sign.record.by_whom": Word("Who signed", "Pwy lofnododd"),
    "sign.record.by_whom.hint": Word("Name and post, as on the paper", "Enw a swydd, fel ar y papur"),
    "sign.record.how": Word("How did it come?", "Sut y daeth?"),
    "sign.record.reference": Word("Where it can be found", "Ble y gellir dod o hyd iddo"),
    "sign.record.reference.hint": Word(
        "A file's reference, or the minute's number",
        "Cyfeirnod ffeil, neu rif y cofnod",
    ),
    "sign.record.on": Word("On which day was it signed?", "Ar ba ddiwrnod y'i llofnodwyd?"),
    "sign.withdraw.title": Word("Withdraw this answer", "Tynnu'r ateb hwn yn ôl"),
    "sign.withdraw.what": Word(
        "It counts no more, and stays on record with your reason. The right answer can then be recorded, or asked for"
        " again.",
        "Nid yw'n cyfrif mwyach, ac mae'n aros ar gofnod gyda'ch rheswm. Yna gellir cofnodi'r ateb cywir, neu ofyn "
        "amdano eto.",
    ),
    "sign.withdraw.do": Word("Withdraw it", "Ei dynnu'n ôl"),
    "declined.title": Word("What to do now that it declined", "Beth i'w wneud ar ôl iddo wrthod"),
    "declined.what": Word("{name} has declined to sign.", "Mae {name} wedi gwrthod llofnodi."),
    "declined.choose": Word("What do you wish to do?", "Beth hoffech ei wneud?"),
    "declined.option.without": Word("Go on without this partner", "Mynd ymlaen heb y partner hwn"),
    "declined.option.conditional": Word("Make it conditional", "Ei wneud yn amodol"),
    "declined.option.hold": Word("Put the ISP on hold", "Gohirio'r ISP"),
    "declined.option.withdraw": Word("Withdraw the ISP", "Tynnu'r ISP yn ôl"),
    "declined.hint.without": Word(
        "It is taken out with its flows. This cannot be undone: it would be added and its flows written anew",
        "Caiff ei dynnu allan gyda'i lifoedd. Ni ellir dadwneud hyn: byddai'n rhaid ei ychwanegu ac ysgrifennu ei "
        "lifoedd o'r newydd",
    ),
    "declined.hint.conditional": Word(
        "It takes part only where the condition holds, and is not waited for. You can take the condition away again",
        "Dim ond lle mae'r amod yn dal y mae'n cymryd rhan, ac ni ddisgwylir amdano. Gallwch dynnu'r amod eto",
    ),
    "declined.hint.hold": Word(
        "No clock runs until the day you choose. You can resume earlier",
        "Nid oes cloc yn rhedeg tan y diwrnod a ddewiswch. Gallwch ailddechrau'n gynt",
    ),
    "declined.hint.withdraw": Word(
        "The ISP ends. It can be reopened with a reason",
        "Daw'r ISP i ben. Gellir ei ailagor gyda rheswm",
    ),
    "declined.condition.hint": Word("Only if you make it conditional", "Dim ond os ydych yn ei wneud yn amodol"),
    "declined.until": Word("On hold until", "Wedi'i ohirio tan"),
    "declined.until.hint": Word("Only if you put it on hold", "Dim ond os ydych yn ei ohirio"),
    "declined.do": Word("Go on", "Parhau"),
    "declined.error.what": Word("Choose what you wish to do", "Dewiswch beth hoffech ei wneud"),
    "declined.error.condition": Word("Say where it takes part", "Dywedwch lle y mae'n cymryd rhan"),
}
