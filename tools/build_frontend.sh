#!/bin/sh
# Builds ispdesk/web/static from GOV.UK Frontend; only developers run it, users never need node.
# Names carry the hash of the content, so that a browser may keep a file for ever.
set -eu

GOVUK_FRONTEND=6.3.0 # the version govuk-frontend-jinja 4.1.0 matches fixture by fixture
SASS=1.108.2

root=$(cd "$(dirname "$0")/.." && pwd)
static=$root/ispdesk/web/static
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm init -y >npm.log
npm install --no-audit --no-fund --ignore-scripts --save-exact "govuk-frontend@$GOVUK_FRONTEND" "sass@$SASS" >>npm.log
./node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps \
    --load-path=node_modules/govuk-frontend/dist "$root/tools/frontend/ispdesk.scss" ispdesk.css
if grep -Eq 'GDS Transport|crest|crown|url\(' ispdesk.css; then
    echo "the style sheet names a font, an image or a mark that is not ours" >&2
    exit 1
fi

keep() { # FILE STEM SUFFIX: store FILE under its hash
    hash=$(sha256sum "$1" | cut -c1-12)
    rm -f "$static/$2"-????????????."$3"
    cp "$1" "$static/$2-$hash.$3"
}
keep ispdesk.css ispdesk css
keep "$root/tools/frontend/desk.svg" desk svg
keep "$root/tools/frontend/shortcuts.js" shortcuts js
keep "$root/tools/frontend/review.js" review js
cd "$static"
sha256sum ispdesk-*.css desk-*.svg review-*.js shortcuts-*.js govuk-frontend-LICENSE.txt >SHA256SUMS
cat SHA256SUMS
