#!/bin/sh
# Loads the spaCy export into EntityRuler and counts the names that come back as an entity with their label and id.
# Not part of `npm test`: needs Python with packages: pip install spacy sudachipy sudachidict_core
# Usage, from the top folder: sh test/export/engines/spacy.sh [PYTHON]
set -eu
python=${1:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx tsx test/export/engines/write.ts "$work"
"$python" test/export/engines/entities.py "$work/patterns.jsonl"
