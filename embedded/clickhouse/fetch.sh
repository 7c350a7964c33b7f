#!/bin/sh
# Fetches the ClickHouse engine for this machine with npm, unless the one that package-lock.json names is there.
# SKIP_EMBEDDED_CLICKHOUSE=true leaves it alone: for whoever has a ClickHouse of their own.
set -eu
cd "$(dirname "$0")"
fetched=node_modules/.fetched-package-lock.json

[ "${SKIP_EMBEDDED_CLICKHOUSE:-false}" != true ] || exit 0
! cmp -s package-lock.json "$fetched" || exit 0

if ! command -v npm >/dev/null; then
  echo "npm is needed to fetch the embedded ClickHouse, and is not on the PATH: install Node.js with npm, or set" >&2
  echo "SKIP_EMBEDDED_CLICKHOUSE=true for the build and caravan.clickhouse.url to a ClickHouse of your own." >&2
  exit 1
fi

echo "Fetching the embedded ClickHouse, about 180 MB, once (embedded/clickhouse) ..."
if ! npm ci --no-audit --no-fund --loglevel=error; then
  echo "npm could not fetch the embedded ClickHouse; see its error above, then try: npm ci, in embedded/clickhouse." >&2
  exit 1
fi
if ! ls node_modules/@chdb/lib-*/libchdb.* >/dev/null 2>&1; then
  echo "There is no embedded ClickHouse for $(uname -sm): set SKIP_EMBEDDED_CLICKHOUSE=true for the build and" >&2
  echo "caravan.clickhouse.url to a ClickHouse of your own." >&2
  exit 1
fi
cp package-lock.json "$fetched"
