# Called by spacy.sh: each name stands in a sentence.
import json
import sys

import spacy

[patterns] = sys.argv[1:]
nlp = spacy.blank("ja")
nlp.add_pipe("entity_ruler").from_disk(patterns)
with open(patterns, encoding="utf-8") as lines:
    rows = [json.loads(line) for line in lines]
missed = [
    row["pattern"]
    for row in rows
    if (row["pattern"], row["label"], row["id"])
    not in [(found.text, found.label_, found.ent_id_) for found in nlp(f"市は{row['pattern']}を進める。").ents]
]
print(f"{len(rows)} names, {len(rows) - len(missed)} found as entities; not {', '.join(missed)}")
