#!/bin/sh
# Builds the Sudachi export with SudachiPy and counts the names that come back as one token with the prefLabel as normalized form.
# Not part of `npm test`: needs Python with packages: pip install sudachipy sudachidict_small
# Usage, from the top folder: sh test/export/engines/sudachi.sh [PYTHON]
set -eu
python=${1:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx tsx test/export/engines/write.ts "$work"
system=$("$python" -c 'import os, sudachidict_small as d; print(os.path.join(os.path.dirname(d.__file__), "resources", "system.dic"))')
"$python" -m sudachipy.command_line ubuild -s "$system" "$work/sudachi.csv" -o "$work/bansou.dic" >/dev/null 2>&1
"$python" test/export/engines/sudachi.py "$work/sudachi.csv" "$work/bansou.dic"
