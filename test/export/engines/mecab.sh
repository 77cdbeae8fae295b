#!/bin/sh
# Compiles the MeCab export and counts the names that come back as one token with the prefLabel as base form.
# Not part of `npm test`: needs MeCab. On Debian: apt-get install mecab mecab-utils mecab-ipadic-utf8
# Usage, from the top folder: sh test/export/engines/mecab.sh [FOLDER OF IPADIC IN UTF-8] [FOLDER OF mecab-dict-index]
set -eu
ipadic=${1:-/var/lib/mecab/dic/ipadic-utf8}
tools=${2:-/usr/lib/mecab}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx tsx test/export/engines/write.ts "$work"
"$tools/mecab-dict-index" -d "$ipadic" -u "$work/bansou.dic" -f utf-8 -t utf-8 "$work/mecab.csv" >/dev/null
# One sentence a line: the name between 市は and を進める.
awk -F, '!/"/ { print "市は" $1 "を進める。" }' "$work/mecab.csv" >"$work/sentences.txt"
awk -F, '!/"/ { print $1 "\t" $11 }' "$work/mecab.csv" >"$work/expected.txt"
for user in "" "-u $work/bansou.dic"; do
  # shellcheck disable=SC2086
  mecab -d "$ipadic" $user -F '%m\t%f[6]\n' -E 'EOS\n' "$work/sentences.txt" >"$work/tokens.txt"
  awk -F'\t' -v with="${user:-without the dictionary}" '
    NR == FNR { surface[NR] = $1; base[NR] = $2; names = NR; next }
    FNR == 1 { line = 1 }
    $1 == "EOS" { line++; next }
    $1 == surface[line] { whole++; if ($2 == base[line]) right++ }
    END { print with ": " names " names, " whole + 0 " one token, " right + 0 " with the prefLabel as base form" }
  ' "$work/expected.txt" "$work/tokens.txt"
done
