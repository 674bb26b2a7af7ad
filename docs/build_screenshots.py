"""Takes the pictures of the review pages in `docs/images` anew, from the bundled samples.

    make load
    python docs/build_screenshots.py

Needs Chromium and the package playwright (extra `dev`).
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from orchestration.home import Home

IMAGES = Path(__file__).parent / "images"
#: A picture in a README is looked at, not read: this is enough, and a repository keeps it for ever.
LARGEST = 150_000
SCALE = 0.7
#: Name of the picture, page, breadth and height of the window. The finding is that of the README.
SHOTS = (
    ("overview", "index.html", 1180, 900),
    ("finding", "finding/cddeb36bbd439222004bf291396bde51.html", 1000, 1060),
    ("department", "department/43946ba31a752b34.html", 1180, 980),
    ("finding-phone", "finding/cbca827306734a39c42bb1d2c12a1c6b.html", 390, 1000),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path("data"))
    site = Home(parser.parse_args().home.absolute()).published("site")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for name, page, width, height in SHOTS:
            tab = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=SCALE)
            tab.goto((site / page).as_uri())
            for chart in tab.locator(".drawing").all():
                chart.locator("svg").wait_for()
            picture = IMAGES / f"review-{name}.png"
            tab.screenshot(path=picture)
            tab.close()
            size = picture.stat().st_size
            if size > LARGEST:
                raise SystemExit(f"{picture}: {size:,} bytes, at most {LARGEST:,}; show less of the page")
            print(f"{picture.name}  {size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
