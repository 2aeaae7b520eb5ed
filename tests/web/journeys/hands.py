"""Somebody at a browser: what they follow, fill in, choose and press, with a mouse or by the keyboard alone.

Links are found by where they lead, fields by their name, buttons by the words on them in the reader's language, so that
one journey reads alike in Welsh and in English. Whatever the console says, and every request that fails, is kept.
"""

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ispdesk.words import Lang, said
from states.words import Sentence

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

FAR = 400
"""Presses of Tab after which what was looked for is not on the page."""
WAIT = 20_000
"""Milliseconds for a page on a busy machine."""


class Hands:
    """One person's browser, with a mouse."""

    def __init__(
        self, browser: "Browser", home: str, lang: Lang = "en", *, script: bool = True, width: int = 1280
    ) -> None:
        self.home, self.lang = home, lang
        self.complaints: list[str] = []
        self.context = browser.new_context(java_script_enabled=script, viewport={"width": width, "height": 900})
        self.context.set_default_timeout(WAIT)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self._complain(message.text))
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("requestfailed", lambda request: self._failed(request.url, request.failure or ""))
        self.page.on("response", lambda answer: self._answered(answer.url, answer.status))
        self.expected_wrong = False

    def _complain(self, words: str) -> None:
        if not (self.expected_wrong and "422" in words):  # Chromium's own line about a form that was wrong
            self.complaints.append(f"{self.page.url}: {words}")

    def _failed(self, url: str, why: str) -> None:
        if why != "net::ERR_ABORTED":  # somebody went on before an image had come
            self._complain(f"{why}: {url}")

    def _answered(self, url: str, status: int) -> None:
        if status >= 400 and not (self.expected_wrong and status == 422):
            self.complaints.append(f"{status}: {url}")

    def leave(self) -> None:
        """Close the browser; nothing may have been complained of."""
        self.context.close()
        assert self.complaints == [], self.complaints

    # Going about.

    def open(self, path: str) -> None:
        """Type an address of the pages, without its language."""
        self.page.goto(f"{self.home}/{self.lang}{path}", timeout=WAIT)

    def enter(self, role: str) -> "Hands":
        """Enter the home as one of its sample roles."""
        self.open("/enter")
        self._press(self.page.locator(f"form:has(input[name=role][value='{role}']) button"))
        assert urlsplit(self.page.url).path == f"/{self.lang}/work", self.page.url
        return self

    def at(self) -> str:
        """Where the page is, without its language."""
        return urlsplit(self.page.url).path.removeprefix(f"/{self.lang}")

    def text(self) -> str:
        """What the page's main part says."""
        return " ".join(self.page.inner_text("main").split())

    def follow(self, to: str) -> None:
        """Follow the first link that leads to an address ending so."""
        links = self.page.locator(f"a[href$='{to}']:visible")
        assert links.count(), (self.page.url, to, self.text()[:600])
        self._press(links.first)

    def press(self, key: str | Sentence, of: str = "") -> None:
        """Press the button with these words; nothing may be wrong with the form."""
        self.send(key, of)
        wrong = self.page.locator(".govuk-error-summary")
        assert not wrong.count(), (self.page.url, wrong.first.inner_text())

    def send(self, key: str | Sentence, of: str = "") -> None:
        """Press the button with these words, right or wrong."""
        words = key.in_language(self.lang) if isinstance(key, Sentence) else said(key, self.lang)
        buttons = self.page.locator("main button:visible").filter(has_text=re.compile(rf"^\s*{re.escape(words)}"))
        if of:
            buttons = buttons.filter(has_text=of)
        assert buttons.count(), (self.page.url, words, self.text()[:600])
        self._press(buttons.first)

    def has(self, to: str) -> bool:
        """Whether a link leads to an address ending so."""
        return self.page.locator(f"a[href$='{to}']:visible").count() > 0

    def has_like(self, part: str) -> bool:
        """Whether a link leads to an address with this in it."""
        return self.page.locator(f"a[href*='{part}']:visible").count() > 0

    def follow_like(self, part: str) -> None:
        """Follow the first link that leads to an address with this in it."""
        self._press(self.page.locator(f"a[href*='{part}']:visible").first)

    # Filling in.

    def write(self, name: str, words: str) -> None:
        """Write into a field."""
        self.page.locator(f"[name='{name}']:visible").first.fill(words)

    def day(self, name: str, day: dt.date) -> None:
        """Write a day into its three fields."""
        for part in ("day", "month", "year"):
            self.write(f"{name}-{part}", str(getattr(day, part)))

    def choose(self, name: str, value: str) -> None:
        """Choose one of several."""
        self.page.check(f"input[type=radio][name='{name}'][value='{value}']")

    def tick(self, name: str, *values: str) -> None:
        """Tick these boxes, and untick all others of the field."""
        for box in self.boxes(name, values):
            box.set_checked(box.get_attribute("value") in values)

    def boxes(self, name: str, values: tuple[str, ...]) -> "list[Locator]":
        """The boxes of a field; all of these values are among them."""
        found = self.page.locator(f"input[type=checkbox][name='{name}']").all()
        offered = {box.get_attribute("value") for box in found}
        assert set(values) <= offered, (self.page.url, name, values, offered)
        return found

    def offered(self, name: str) -> list[str]:
        """What a field offers while somebody types."""
        return [str(one.get_attribute("value")) for one in self.page.locator(f"datalist#{name} option").all()]

    def pick(self, name: str, value: str) -> None:
        """Pick from a list that drops down."""
        self.page.select_option(f"select[name='{name}']", value)

    def _press(self, what: "Locator") -> None:
        with self.page.expect_navigation(timeout=WAIT):
            what.click()


class Keyboard(Hands):
    """The same person without a mouse: Tab, Space, Enter, arrows inside a group, and typing."""

    def _reach(self, what: "Locator") -> None:
        """Press Tab until it has the focus; what Tab does not reach cannot be used."""
        wanted = what.element_handle()
        for _ in range(FAR):
            if wanted.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        message = f"{self.page.url}: Tab does not reach {what}"
        raise AssertionError(message)

    def _press(self, what: "Locator") -> None:
        self._reach(what)
        with self.page.expect_navigation(timeout=WAIT):
            self.page.keyboard.press("Enter")

    def write(self, name: str, words: str) -> None:
        """Write into a field; what stood in it is typed over."""
        self._reach(self.page.locator(f"[name='{name}']:visible").first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, name: str, value: str) -> None:
        """Tab to the group, arrows to the choice, Space."""
        group = self.page.locator(f"input[type=radio][name='{name}']")
        first = (
            group.and_(self.page.locator(":checked")) if group.and_(self.page.locator(":checked")).count() else group
        )
        self._reach(first.first)
        if self._focused() != value:
            for _ in range(group.count()):
                self.page.keyboard.press("ArrowDown")
                if self._focused() == value:
                    break
        self.page.keyboard.press("Space")
        assert self.page.is_checked(f"input[name='{name}'][value='{value}']"), (name, value)

    def tick(self, name: str, *values: str) -> None:
        """Tab to each box that is to change, Space."""
        for box in self.boxes(name, values):
            if box.is_checked() != (box.get_attribute("value") in values):
                self._reach(box)
                self.page.keyboard.press("Space")

    def pick(self, name: str, value: str) -> None:
        """Tab to the list, arrows to the line."""
        chosen = self.page.locator(f"select[name='{name}']")
        self._reach(chosen)
        lines: list[Any] = chosen.evaluate("it => [...it.options].map(o => o.value)")
        for _ in range(lines.index(value) - lines.index(chosen.input_value())):
            self.page.keyboard.press("ArrowDown")
        assert chosen.input_value() == value

    def _focused(self) -> str:
        return str(self.page.evaluate("document.activeElement.value"))
