#!/bin/sh
# Corrects the text that paperless-ngx has just stored for a document; its files stay as they are.
#
# paperless-ngx runs this after each document (PAPERLESS_POST_CONSUME_SCRIPT) and sets DOCUMENT_ID,
# DOCUMENT_ARCHIVE_PATH and DOCUMENT_SOURCE_PATH. Set yourself:
#   OCRFIX                the program (if not given: ocrfix)
#   PAPERLESS_API         where paperless-ngx answers (if not given: http://localhost:8000)
#   PAPERLESS_TOKEN_FILE  a file with an API token that may change documents
set -eu
umask 077
: "${OCRFIX:=ocrfix}" "${PAPERLESS_API:=http://localhost:8000}"
: "${PAPERLESS_TOKEN_FILE:?names no file with an API token}" "${DOCUMENT_ID:?is set by paperless-ngx}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
input=${DOCUMENT_ARCHIVE_PATH:-}
[ -f "$input" ] || input=${DOCUMENT_SOURCE_PATH:?is set by paperless-ngx}
cp -- "$input" "$work/document"

# The layer of the archived file is corrected, nothing is recognised again: the consumer waits for this script.
"$OCRFIX" fix "$work/document" --ocr never --report none --quiet --out-dir "$work/out"

printf 'Authorization: Token %s\n' "$(cat "$PAPERLESS_TOKEN_FILE")" >"$work/headers"
python3 -c 'import json, sys; json.dump({"content": sys.stdin.buffer.read().decode()}, sys.stdout)' \
    <"$work/out/document.txt" >"$work/request.json"
curl --fail --silent --show-error --output /dev/null --request PATCH --header "@$work/headers" \
    --header 'Content-Type: application/json' --data-binary "@$work/request.json" \
    "$PAPERLESS_API/api/documents/$DOCUMENT_ID/"
echo "ocrfix: the text of document $DOCUMENT_ID was corrected"
