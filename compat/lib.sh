# Sourced by every suite: assertions, a server of the suite's own, and the two or three things each story needs.
# SUITE, ROOT and WORK come from compat/run. An assertion prints one line, `ok …` or `FAIL …`, and never ends the suite.
set -uo pipefail
: "${SUITE:?run it with compat/run}" "${ROOT:?}" "${WORK:?}"
here="$ROOT/compat"
mkdir -p "$WORK"
label=""

# No settings of the machine's own may leak into the clients, nor may a pager wait for a key.
unset "${!AWS_@}"
export HOME="$WORK/home" AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
export AWS_EC2_METADATA_DISABLED=true AWS_PAGER="" AWS_MAX_ATTEMPTS=1 AWS_DEFAULT_OUTPUT=json
export NODE_NO_WARNINGS=1
mkdir -p "$HOME"

ok() { printf 'ok   %s: %s%s\n' "$SUITE" "$label" "$1"; }

# failed NAME [DETAIL…]: the details follow on lines of their own.
failed() {
  printf 'FAIL %s: %s%s\n' "$SUITE" "$label" "$1"
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@"
}

# equal NAME EXPECTED ACTUAL
equal() { if [ "$2" = "$3" ]; then ok "$1"; else failed "$1" "expected: $2" "actual:   $3"; fi; }

# matches NAME EXTENDED-REGEX ACTUAL: the whole text must match.
matches() { if [[ $3 =~ ^($2)$ ]]; then ok "$1"; else failed "$1" "expected: $2" "actual:   $3"; fi; }

# holds NAME JQ-FILTER JSON [JQ-OPTION…]: the filter must give true.
holds() {
  local name=$1 filter=$2 json=$3
  shift 3
  if [ "$(jq "$@" "$filter" <<<"$json" 2>/dev/null)" = true ]; then ok "$name"; else failed "$name" "filter: $filter" "actual: $(jq -c . <<<"$json" 2>/dev/null || echo "$json")"; fi
}

# same_json NAME EXPECTED ACTUAL: equal as JSON, whatever the order of members; the order of lists counts.
same_json() { equal "$1" "$(jq -cS . <<<"$2")" "$(jq -cS . <<<"$3" 2>/dev/null || echo "not JSON: $3")"; }

# passes NAME COMMAND…, refuses NAME COMMAND…: by exit code.
passes() {
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then ok "$name"; else failed "$name" "$out"; fi
}
refuses() {
  local name=$1 out
  shift
  if out=$("$@" 2>&1); then failed "$name" "accepted: $out"; else ok "$name"; fi
}

free_port() {
  local port
  while :; do
    port=$((15000 + RANDOM % 17000)) # Above are those of clients; see driver/Ports.java.
    (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# start_server [OPTION…]: a strict server on a new data folder; sets DATA, PORT and URL, which begins with SCHEME (http). The
# suite's end stops it.
start_server() {
  stop_server
  DATA=$(mktemp -d "$WORK/data.XXXXXX") PORT=$(free_port)
  URL="${SCHEME:-http}://localhost:$PORT"
  "$ROOT/gatehouse" serve --data "$DATA" --port "$PORT" --set http.management.port=0 "$@" >"$DATA.log" 2>&1 &
  SERVER_PID=$!
  local tries=0
  until curl -fsSk -o /dev/null "$URL/health/ready" 2>/dev/null; do
    kill -0 "$SERVER_PID" 2>/dev/null || { failed "the server starts" "$(tail -5 "$DATA.log")"; exit 1; }
    [ $((tries += 1)) -lt 3000 ] || { failed "the server is ready within ten minutes" "$(tail -5 "$DATA.log")"; exit 1; }
    sleep 0.2
  done
}

# SIGTERM must be enough; a server that needs more has failed.
stop_server() {
  [ -n "${SERVER_PID:-}" ] || return 0
  local tries=0
  kill -TERM "$SERVER_PID" 2>/dev/null
  while kill -0 "$SERVER_PID" 2>/dev/null; do
    [ $((tries += 1)) -lt 600 ] || { failed "SIGTERM stops the server within two minutes"; kill -KILL "$SERVER_PID"; }
    sleep 0.2
  done
  wait "$SERVER_PID" 2>/dev/null
  SERVER_PID=""
}
trap stop_server EXIT

# use_server: what a user types after the start; exports the server's key, Region and endpoints.
use_server() { eval "$("$ROOT/gatehouse" env --data "$DATA")"; }

# api REGION SERVICE TARGET JSON: one signed call by curl alone. Sets STATUS and BODY as they came.
api() {
  local region=$1 service=$2 target=$3 json=$4 out
  out=$(curl -sS -w '\n%{http_code}' "$URL/" --aws-sigv4 "aws:amz:$region:$service" \
    --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
    -H 'Content-Type: application/x-amz-json-1.1' -H "X-Amz-Target: $target" -d "$json")
  STATUS=${out##*$'\n'} BODY=${out%$'\n'*}
}

# cognito OPERATION JSON: the same for user pools, in the Region of the story.
cognito() { api "${AWS_REGION:-us-east-1}" cognito-idp "AWSCognitoIdentityProviderService.$1" "$2"; }

# post_form URL [CURL-OPTION…]: sets STATUS, HEADERS (lower-case names) and BODY.
post_form() {
  local url=$1 out
  shift
  out=$(curl -sS -D "$WORK/headers" -w '\n%{http_code}' -X POST "$url" -H 'content-type: application/x-www-form-urlencoded' "$@")
  STATUS=${out##*$'\n'} BODY=${out%$'\n'*}
  HEADERS=$(tr -d '\r' <"$WORK/headers" | sed -E 's/^([A-Za-z0-9-]+):/\L\1:/')
}

basic() { printf '%s:%s' "$1" "$2" | openssl base64 -A; }

# part N TOKEN: a segment of a JWT, decoded, byte for byte.
part() {
  local text
  text=$(cut -d. -f"$1" <<<"$2" | tr '_-' '/+')
  while [ $((${#text} % 4)) -ne 0 ]; do text+="="; done
  base64 -d <<<"$text"
}

# tampered TOKEN: the same access token with its payload claiming another use; header and signature stay.
tampered() {
  local payload
  payload=$(part 2 "$1" | sed 's/"token_use":"access"/"token_use":"id"/' | openssl base64 -A | tr '/+' '_-' | tr -d '=')
  printf '%s.%s.%s' "$(cut -d. -f1 <<<"$1")" "$payload" "$(cut -d. -f3 <<<"$1")"
}

# In extended regular expressions.
uuid='[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
pool_id='us-east-1_[0-9A-Za-z]{9}'
instant='[0-9]{10}'

# machine_payload CLIENT SCOPE ISSUER: what a machine token's payload is, byte for byte, as a regular expression.
# SCOPE and ISSUER are plain text; the slashes in them are escaped in the token.
machine_payload() {
  local slashed="s/[].[\\^\$*+?(){}|]/\\\\&/g; s|/|\\\\\\\\/|g" scope issuer
  scope=$(sed "$slashed" <<<"$2") issuer=$(sed "$slashed" <<<"$3")
  printf '%s' "\\{\"sub\":\"$1\",\"token_use\":\"access\",\"scope\":\"$scope\",\"auth_time\":$instant,\"iss\":\"$issuer\",\"exp\":$instant,\"iat\":$instant,\"version\":2,\"jti\":\"$uuid\",\"client_id\":\"$1\"\\}"
}

# verify_with_pem KEYS-URL TOKEN: seed 001's own way, jwk-to-pem and jsonwebtoken. Prints the PEM.
verify_with_pem() { node "$here/node/verify-with-pem.mjs" "$1" "$2"; }

# check_token TOKEN CLIENT SCOPE ISSUER KEYS-URL: header, payload, instants, key, signature; the twin must be refused.
check_token() {
  local token=$1 keys
  matches "the header is kid and alg alone, the kid Base64 with escaped slashes" '\{"kid":"([A-Za-z0-9+]|\\/){43}=","alg":"RS256"\}' "$(part 1 "$token")"
  matches "the payload has Cognito's members in Cognito's order" "$(machine_payload "$2" "$3" "$4")" "$(part 2 "$token")"
  holds "it lives for 3600 seconds from now" '.exp - .iat == 3600 and .auth_time == .iat and (now - .iat | fabs) < 60' "$(part 2 "$token")"
  keys=$(curl -fsS "$5")
  holds "the key set has two RSA keys, the token's among them" \
    '(.keys | length) == 2 and all(.keys[]; keys == ["alg","e","kid","kty","n","use"] and .alg == "RS256" and .kty == "RSA" and .use == "sig" and .e == "AQAB") and any(.keys[]; .kid == $kid)' \
    "$keys" --arg kid "$(part 1 "$token" | jq -r .kid)"
  matches "jwk-to-pem and jsonwebtoken verify it" '-----BEGIN PUBLIC KEY-----.*' "$(verify_with_pem "$5" "$token" 2>&1 | head -1)"
  refused_twins "$5" "$token"
}

# refused_twins KEYS-URL TOKEN: the negative twins of every story: an altered payload, and a forger's key under our kid.
refused_twins() {
  matches "a tampered token is refused" '.*invalid signature.*' "$(verify_with_pem "$1" "$(tampered "$2")" 2>&1 | grep Error)"
  matches "a forged signature under the same kid is refused" '.*invalid signature.*' "$(verify_with_pem "$1" "$(node "$here/node/forge.mjs" "$2")" 2>&1 | grep Error)"
}

# junit CLASSES: the JVM clients. Each test writes its own line (ReportLines); where Maven fails without one, its reason is seen.
junit() {
  local lines="$WORK/lines" rc
  : >"$lines"
  REPORT_LINES="$lines" mvn -B -q -f "$here/java/pom.xml" -Dtest="$1" test >"$WORK/maven.log" 2>&1
  rc=$?
  cat "$lines"
  if [ "$rc" -ne 0 ] && ! grep -q '^FAIL' "$lines"; then failed "the JVM clients build and run" "$(grep -m5 ERROR "$WORK/maven.log")"; fi
}
