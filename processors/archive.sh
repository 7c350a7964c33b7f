#!/bin/sh
# Writes target/java.options: the class path of the hub, and an archive of the classes that its start loads, as the JVM holds
# them in memory. With it a start takes about a third less of the processor's time. Without it, or with another JVM than
# made it, everything works, only slower.
#
# Arguments: the JVM, the folder target, the hub's jar.
set -eu
java=$1
target=$2
jar=$3
archive="$target/classes.jsa"
options="$target/java.options"
classpath="$jar:$(cat "$target/classpath")"

write_options() {
  # What does not fit is not used, and nobody needs to hear of it.
  printf '%s\n' "-XX:SharedArchiveFile=\"$archive\"" "-Xlog:cds=off" "-Xlog:cds+dynamic=off" "-cp" "\"$classpath\"" >"$options.next"
  mv "$options.next" "$options"
}

write_options
if [ -f "$archive" ] && [ "$archive" -nt "$jar" ] && [ "$archive" -nt "$target/classpath" ]; then
  exit 0
fi
echo "Keeping the classes of a start …"
rm -f "$archive"
"$java" -XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit="$archive" -Xlog:disable \
  -Dcaravan.home="$(cd "$target/../.." && pwd)" -cp "$classpath" io.caravan.hub.cli.TrialStart >"$target/archive.log" 2>&1 ||
  echo "The archive of classes was not made, so that starts take longer: see $target/archive.log"
