# Called by sudachi.sh: each name stands in a sentence, without and with the user dictionary.
import csv
import sys

from sudachipy import Config, Dictionary, SplitMode

table, dictionary = sys.argv[1:]
with open(table, encoding="utf-8", newline="") as lines:
    names = [(row[4], row[12]) for row in csv.reader(lines)]
for user in ([], [dictionary]):
    tokenizer = Dictionary(config=Config(user=user), dict="small").create(mode=SplitMode.C)
    found = [
        (preferred, next((token for token in tokenizer.tokenize(f"市は{name}を進める。") if token.surface() == name), None))
        for name, preferred in names
    ]
    whole = [(preferred, token) for preferred, token in found if token is not None]
    right = sum(token.normalized_form() == preferred for preferred, token in whole)
    title = "with the dictionary" if user else "without the dictionary"
    print(f"{title}: {len(names)} names, {len(whole)} one token, {right} with the prefLabel as normalized form")
