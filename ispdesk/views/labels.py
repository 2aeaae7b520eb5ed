"""Names of dated facts, commands in a history, and roles, for views."""

from ispdesk.words.text import Text

FACTS: dict[str, Text] = {
    "need_arose": Text("Need arose", "Cododd yr angen"),
    "made_known": Text("Made known to the team", "Rhoddwyd gwybod i'r tîm"),
    "first_contact": Text("First contact", "Cysylltiad cyntaf"),
    "sharing_since": Text("Sharing since", "Yn rhannu ers"),
    "interim_basis": Text("Interim basis of the sharing", "Sail dros dro'r rhannu"),
    "predecessor": Text("Earlier protocol", "Protocol blaenorol"),
    "service_launched": Text("Service launched", "Lansiwyd y gwasanaeth"),
    "workshops_period": Text("Workshops", "Gweithdai"),
    "text_agreed": Text("Text agreed", "Cytunwyd ar y testun"),
    "approved_by_body": Text("Approved", "Cymeradwywyd"),
    "signoff_underway": Text("Sign-off under way", "Llofnodi ar y gweill"),
    "assent": Text("Assent given", "Rhoddwyd cydsyniad"),
    "submitted_to_qa": Text("Submitted for quality assurance", "Cyflwynwyd i sicrhau ansawdd"),
    "qa_feedback": Text("Feedback from quality assurance", "Adborth sicrhau ansawdd"),
    "assured": Text("Assured", "Sicrhawyd"),
    "in_operation_since": Text("In operation", "Ar waith"),
    "compliance_review": Text("Compliance review", "Adolygiad cydymffurfio"),
    "partners_stated": Text("Partners as stated", "Partneriaid fel y'u nodwyd"),
    "duration": Text("Duration", "Hyd"),
    "effort": Text("Effort", "Ymdrech"),
    "area_extension_planned": Text("Extension of its area planned", "Bwriad i ehangu'r ardal"),
    "change_without_reassurance": Text("Change noted without re-assurance", "Nodwyd newid heb ailsicrhau"),
    "complete_in_welsh": Text("Complete in Welsh", "Yn gyflawn yn Gymraeg"),
    "complete_in_english": Text("Complete in English", "Yn gyflawn yn Saesneg"),
    "data_quality": Text("Note on the data", "Nodyn am y data"),
}

HISTORY: dict[str, Text] = {
    "made_known": Text("Made known", "Rhoddwyd gwybod amdano"),
    "counted": Text("Counted by the source", "Cyfrifwyd gan y ffynhonnell"),
    "taken_on": Text("Taken on as it stood", "Cymerwyd ymlaen fel yr oedd"),
    "described": Text("Described", "Disgrifiwyd"),
    "fact_stated": Text("Fact stated", "Nodwyd ffaith"),
    "partner_added": Text("Partner added", "Ychwanegwyd partner"),
    "partner_removed": Text("Partner taken out", "Tynnwyd partner allan"),
    "flow_written": Text("Flow written", "Ysgrifennwyd llif"),
    "section_written": Text("Section written", "Ysgrifennwyd adran"),
    "step_added": Text("Step of the service added", "Ychwanegwyd cam o'r gwasanaeth"),
    "workshop_held": Text("Workshop held", "Cynhaliwyd gweithdy"),
    "signed_off": Text("Sign-off recorded", "Cofnodwyd llofnod"),
    "declared": Text("Independence declared", "Datganwyd annibyniaeth"),
    "finding_answered": Text("Finding answered", "Atebwyd canfyddiad"),
    "finding_closed": Text("Finding closed", "Caewyd canfyddiad"),
    "facilitator_named": Text("Facilitator named", "Enwyd hwylusydd"),
    "rung_fired": Text("Reminder or escalation due", "Nodyn atgoffa neu uwchgyfeirio'n ddyledus"),
    "put_on_hold": Text("Put on hold", "Gohiriwyd"),
    "resumed": Text("Resumed", "Ailddechreuwyd"),
    "taken_back": Text("Move taken back", "Tynnwyd cam yn ôl"),
    "corrected": Text("Move corrected", "Cywirwyd cam"),
    "version_opened": Text("Version opened", "Agorwyd fersiwn"),
}
"""Every kind of history row of an ISP that is not a move; a test compares this with the commands."""

ACTORS: dict[str, Text] = {
    "timer": Text("the timer", "yr amserydd"),
    "import": Text("an import", "mewnforiad"),
    "operator": Text("an operator", "gweithredydd"),
}
