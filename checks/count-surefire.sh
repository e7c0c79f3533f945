#!/bin/sh
# Sums the reports of Maven's test runner up, for ./test: count-surefire.sh FOLDER appends to the files counts, failed
# and skipped there.
set -eu
folder=$1

for report in ./*/target/surefire-reports/TEST-*.xml; do
  [ -e "$report" ] || continue
  awk -v folder="$folder" '
    function attribute(line, name) {
      if (!match(line, " " name "=\"[^\"]*\"")) return ""
      return substr(line, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    }
    # The element may be broken over lines: join up to its end.
    /<testsuite / { suite = $0; while (suite !~ />/ && (getline more) > 0) suite = suite more
      failed = attribute(suite, "failures") + attribute(suite, "errors")
      skipped = attribute(suite, "skipped") + 0
      printf "%d passed, %d failed, %d skipped\n", attribute(suite, "tests") - failed - skipped, failed, skipped >> (folder "/counts")
    }
    /<testcase / { test = attribute($0, "classname") "." attribute($0, "name") }
    /<skipped/ { why = $0; sub(/.*Assumption failed: /, "", why); print "skipped: " test ": " why >> (folder "/skipped") }
    /<(failure|error)[ >]/ { print "failed: " test >> (folder "/failed") }' "$report"
done
