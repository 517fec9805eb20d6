#!/usr/bin/env bash
# Looks for inputs that crash, hang, take too much memory or are refused without a name: every target for some seconds,
# each in a JVM of its own. What is found lies in target/fuzz/TARGET; put it beside the seeds, and the test fails until
# it is mended. Called by -Pfuzz: fuzz.sh SECONDS CLASSPATH [TARGET...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
seconds=$1 classpath=$2
shift 2
sources=src/test/java seeds=$PWD/src/test/resources out=$PWD/target/fuzz
memory=$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}") # inputs go through files: a disk is 20 times slower
failed=0
[ $# -gt 0 ] || set -- $(cd "$sources" && grep -rl @FuzzTest . | sort | sed 's#^\./##; s#\.java$##')
for target in "$@"; do
  name=${target##*/}
  mkdir -p "$out/$name/corpus"
  method=$(sed -n '/@FuzzTest/{n;s/.*void \([a-z]*\)(.*/\1/p}' "$sources/$target.java")
  # The heap is small, so that an input which takes too much ends in an OutOfMemoryError that names the place.
  status=0
  (cd "$out/$name" && java -Xmx512m -Xss512k -Djava.io.tmpdir="$memory" -cp "$classpath" \
    com.code_intelligence.jazzer.Jazzer --target_class="${target//\//.}" --target_method="$method" \
    --instrumentation_includes='io.github.ram4j.**' -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 \
    -max_len=16384 -print_final_stats=1 corpus "$seeds/${target}Inputs/$method" > log 2>&1) || status=$?
  tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$name/log" | head -1)
  if [ "$status" -eq 0 ]; then
    echo "$name: ${tried:-?} inputs in $seconds s, nothing found"
  else
    failed=1
    echo "$name: ${tried:-?} inputs; found (exit $status), see $out/$name:"
    grep -m 3 -E '^(== Java Exception|Caused by|ERROR|==[0-9]+== ERROR|java\.|Exception)' "$out/$name/log" || tail -5 "$out/$name/log"
  fi
done

exit $failed
