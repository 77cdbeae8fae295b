#!/bin/sh
# Runs the synonyms export through Lucene. Not part of `npm test`: needs a JDK and Lucene's jars.
# On Debian: apt-get install default-jdk-headless liblucene8-java
# Usage, from the top folder: sh test/export/engines/lucene.sh [FOLDER OF THE JARS]
set -eu
jars=${1:-/usr/share/java}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npx tsx test/export/engines/write.ts "$work"
classpath="$work"
for part in core analyzers-common analyzers-kuromoji; do
  classpath="$classpath:$(ls "$jars"/lucene-$part-8*.jar | head -n 1)"
done
javac -encoding UTF-8 -cp "$classpath" -d "$work" test/export/engines/Synonyms.java
java -Dfile.encoding=UTF-8 -cp "$classpath" Synonyms "$work/synonyms.txt" "$work/synonyms-untested.txt"
