"""Photograph every page of the practice home, with content, in both languages, 320, 768 and 1280 pixels wide.

`uv run --group browser python tools/page_shots.py FOLDER [PART-OF-AN-ADDRESS …]`; the folder must lie outside the
repository. The pages and who looks at them are the table that the browser tests walk. Exit code 1: one scrolls.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTHS = (320, 768, 1280)
CHROMIUM = "/usr/bin/chromium"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "web" / "journeys")]


def main() -> None:
    """Write `ADDRESS-LANG-WIDTH.png` for each page, and say which scrolls sideways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("part", nargs="*", help="only addresses with this in them")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    if folder.is_relative_to(ROOT):
        parser.error(f"{folder} lies in the repository; pictures are kept out of it.")
    folder.mkdir(parents=True, exist_ok=True)
    wide = photograph(folder, asked.part)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}.")
    for name in wide:
        print(f"{name} scrolls sideways.")
    sys.exit(1 if wide else 0)


def photograph(folder: Path, parts: list[str]) -> list[str]:
    """Take the pictures; return those whose page is wider than its window."""
    from every import LOOKS, NOBODY
    from filling import filled
    from hands import Hands
    from playwright.sync_api import sync_playwright
    from served import serving

    from ispdesk import practice_home

    wide = []
    with tempfile.TemporaryDirectory(prefix="page-shots-") as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(practice_home.make(Path(place) / "home", lambda _: None, "http://127.0.0.1:8400")) as served:
            found = filled(served, browser)
            for lang in ("en", "cy"):
                for who in dict.fromkeys(look.who for look in LOOKS):
                    hands = Hands(browser, served.url, "cy" if lang == "cy" else "en")
                    if who != NOBODY:
                        hands.enter(who)
                    for path in [look.path(found) for look in LOOKS if look.who == who]:
                        if parts and not any(part in path for part in parts):
                            continue
                        hands.open(path)
                        for width in WIDTHS:
                            hands.page.set_viewport_size({"width": width, "height": 900})
                            name = re.sub(r"[^A-Za-z0-9]+", "-", f"{who}{path}").strip("-")
                            picture = f"{name}-{lang}-{width}.png"
                            hands.page.screenshot(path=folder / picture, full_page=True)
                            if hands.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                                wide.append(picture)
                    hands.context.close()
        browser.close()
    return wide


if __name__ == "__main__":
    main()
