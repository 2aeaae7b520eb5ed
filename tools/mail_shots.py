"""Photograph every mail in headless Chromium, in Welsh, in English and in both, 320 and 800 pixels wide.

`uv run --group browser python tools/mail_shots.py FOLDER [MESSAGE …]`; the folder must lie outside the repository.
"""

import argparse
import sys
from pathlib import Path

from notifications.compose import Language
from notifications.messages import MESSAGES
from notifications.samples import sample

ROOT = Path(__file__).parents[1]
LANGUAGES: dict[str, Language] = {"cy": "cy", "en": "en", "both": "unknown"}
WIDTHS = (320, 800)
CHROMIUM = "/usr/bin/chromium"


def main() -> None:
    """Write `MESSAGE-LANG-WIDTH.png` for each, and say which scrolls sideways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("message", nargs="*")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    if folder.is_relative_to(ROOT):
        parser.error(f"{folder} lies in the repository; pictures are kept out of it.")
    if strange := sorted(set(asked.message) - set(MESSAGES)):
        parser.error(f"There is no message {', '.join(strange)}. There are: {', '.join(sorted(MESSAGES))}.")
    folder.mkdir(parents=True, exist_ok=True)
    wide = photograph(folder, asked.message or sorted(MESSAGES))
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}.")
    for name in wide:
        print(f"{name} scrolls sideways.")
    sys.exit(1 if wide else 0)


def photograph(folder: Path, messages: list[str]) -> list[str]:
    """Take the pictures; return those whose page is wider than its window."""
    from playwright.sync_api import sync_playwright

    wide = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 600})
            page.route("**/*", lambda route: route.abort())  # a mail fetches nothing
            for message in messages:
                for name, language in LANGUAGES.items():
                    page.set_content(sample(message, language).html)
                    picture = f"{message}-{name}-{width}.png"
                    page.screenshot(path=folder / picture, full_page=True)
                    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                        wide.append(picture)
            page.close()
        browser.close()
    return wide


if __name__ == "__main__":
    main()
