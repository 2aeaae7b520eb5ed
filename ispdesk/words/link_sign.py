"""Words of a sign-off behind a mailed link."""

from ispdesk.words.word import Word

WORDS = {
    "link_sign.offer": Word("Sign here, or decline", "Llofnodi yma, neu wrthod"),
    "link_sign.offer.what": Word(
        "You read the text, answer, and confirm it by a code that we mail to you. No account is needed.",
        "Byddwch yn darllen y testun, yn ateb, ac yn cadarnhau hynny â chod a anfonwn atoch. Nid oes angen cyfrif.",
    ),
    "link_sign.offer.other": Word("Or answer something else", "Neu roi ateb arall"),
    "link_sign.back": Word("Back to what is asked of you", "Yn ôl at yr hyn a ofynnir i chi"),
    "link_sign.back_to_sign": Word("Back to your answer", "Yn ôl at eich ateb"),
    "link_sign.read_only": Word("Read the text", "Darllen y testun"),
    "link_sign.changed": Word(
        "The text has changed since you opened this page: read it again, then answer.",
        "Mae'r testun wedi newid ers i chi agor y dudalen hon: darllenwch ef eto, yna atebwch.",
    ),
    "link_sign.not.shared": Word(
        "Several people read the address that this link was sent to, so nobody can sign by it.",
        "Mae sawl un yn darllen y cyfeiriad yr anfonwyd y ddolen hon iddo, felly ni all neb lofnodi drwyddi.",
    ),
    "link_sign.not.generic": Word(
        "The address that this link was sent to is called after an office, so nobody can sign by it.",
        "Mae'r cyfeiriad yr anfonwyd y ddolen hon iddo wedi'i enwi ar ôl swyddfa, felly ni all neb lofnodi drwyddi.",
    ),
    "link_sign.not.no_address": Word(
        "No mail reaches the address of whoever this link is for, so no code can be sent.",
        "Nid oes neges yn cyrraedd cyfeiriad y sawl y mae'r ddolen hon ar ei gyfer, felly ni ellir anfon cod.",
    ),
    "link_sign.not.not_yours": Word(
        "Whoever this link is for does not sign for this organisation.",
        "Nid yw'r sawl y mae'r ddolen hon ar ei gyfer yn llofnodi dros y sefydliad hwn.",
    ),
    "link_sign.instead": Word(
        "Go back and say who decides this here: the coordinator then asks them at a work address of their own. A "
        "sign-off on paper, by mail or in a minute is just as good.",
        "Ewch yn ôl a dweud pwy sy'n penderfynu hyn yma: bydd y cydlynydd wedyn yn gofyn iddynt yn eu cyfeiriad gwaith "
        "eu hunain. Mae llofnod ar bapur, drwy neges neu mewn cofnodion cystal bob tamaid.",
    ),
    "link_sign.code.why": Word(
        "Before this is recorded, we check that {name} is answering: we mail a code to the address at {domain} that "
        "this link was sent to. You type it on the next page.",
        "Cyn cofnodi hyn, byddwn yn gwirio mai {name} sy'n ateb: anfonwn god i'r cyfeiriad yn {domain} yr anfonwyd y "
        "ddolen hon iddo. Byddwch yn ei deipio ar y dudalen nesaf.",
    ),
    "link_sign.code.send": Word("Mail me the code", "Anfon y cod ataf"),
    "link_sign.code.again": Word("Mail a new code", "Anfon cod newydd"),
    "link_sign.code.title": Word("Confirm that it is you", "Cadarnhewch mai chi sydd yno"),
    "link_sign.code.what": Word(
        "We have mailed six figures to the address at {domain} that your link was sent to. They work for {n} minutes, "
        "once, in this browser, and only for the answer that you gave.",
        "Rydym wedi anfon chwe ffigur i'r cyfeiriad yn {domain} yr anfonwyd eich dolen iddo. Maent yn gweithio am {n} "
        "munud, unwaith, yn y porwr hwn, ac ar gyfer yr ateb a roddoch yn unig.",
    ),
    "link_sign.code.address": Word(
        "The code goes to {name} alone. If somebody passed the link on to you, you cannot sign by it.",
        "At {name} yn unig y mae'r cod yn mynd. Os anfonodd rhywun y ddolen ymlaen atoch, ni allwch lofnodi drwyddi.",
    ),
    "link_sign.ended": Word(
        "This code has ended, or was asked for in another browser or for another answer. Ask for a new one",
        "Mae'r cod hwn wedi dod i ben, neu gofynnwyd amdano mewn porwr arall neu ar gyfer ateb arall. Gofynnwch am un"
        " newydd",
    ),
    "link_sign.done.signed": Word("You have signed", "Rydych wedi llofnodi"),
    "link_sign.done.signed_with_reservation": Word(
        "You have signed, with a reservation", "Rydych wedi llofnodi, gydag amod"
    ),
    "link_sign.done.declined": Word("You have declined to sign", "Rydych wedi gwrthod llofnodi"),
    "link_sign.next": Word(
        "The coordinator sees it at once. Should the text change in what concerns you, you are asked again.",
        "Mae'r cydlynydd yn ei weld ar unwaith. Os bydd y testun yn newid mewn modd sy'n ymwneud â chi, gofynnir i chi"
        " eto.",
    ),
    "link_sign.take_back": Word(
        "Until it is with quality assurance you can take it back. Sign in with the same address:",
        "Nes ei fod gyda sicrhau ansawdd gallwch ei dynnu'n ôl. Mewngofnodwch â'r un cyfeiriad:",
    ),
}
