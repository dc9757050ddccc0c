# The restore drill (docs/operations.md, step by step; RL-72): lose the machine, keep a backup and the master key. No client
# of AWS is needed: the story is told with curl and the command line alone.
. "$(dirname "$0")/../lib.sh"

gatehouse() { "$ROOT/gatehouse" "$@"; }

# token CLIENT SECRET: what the token endpoint answers; sets STATUS and BODY.
token() { post_form "$URL/oauth2/token" -u "$1:$2" -d grant_type=client_credentials; }

# tables JSON: what backup, verify and restore say of the tables.
tables() { jq -c .Tables <<<"$1"; }

# again FOLDER [OPTION…]: starts a server on a folder at the address of the first one.
again() {
  stop_server
  DATA=$1
  shift
  "$ROOT/gatehouse" serve --data "$DATA" --port "$PORT" --set http.management.port=0 "$@" >"$DATA.log" 2>&1 &
  SERVER_PID=$!
  local tries=0
  until curl -fsS -o /dev/null "$URL/health/ready" 2>/dev/null; do
    kill -0 "$SERVER_PID" 2>/dev/null || { failed "the restored server starts" "$(tail -5 "$DATA.log")"; exit 1; }
    [ $((tries += 1)) -lt 3000 ] || { failed "the restored server is ready within ten minutes"; exit 1; }
    sleep 0.2
  done
}

start_server
use_server
first=$DATA
cognito CreateUserPool '{"PoolName":"p"}'
pool=$(jq -r .UserPool.Id <<<"$BODY")
cognito CreateUserPoolDomain "{\"UserPoolId\":\"$pool\",\"Domain\":\"drill\"}"
cognito CreateResourceServer "{\"UserPoolId\":\"$pool\",\"Identifier\":\"transactions\",\"Name\":\"t\",\"Scopes\":[{\"ScopeName\":\"get\",\"ScopeDescription\":\"d\"}]}"
cognito CreateUserPoolClient "{\"UserPoolId\":\"$pool\",\"ClientName\":\"c\",\"GenerateSecret\":true,\"AllowedOAuthFlowsUserPoolClient\":true,\"AllowedOAuthFlows\":[\"client_credentials\"],\"AllowedOAuthScopes\":[\"transactions/get\"]}"
client=$(jq -r .UserPoolClient.ClientId <<<"$BODY") secret=$(jq -r .UserPoolClient.ClientSecret <<<"$BODY")
token "$client" "$secret"
equal "a token before" 200 "$STATUS"
kid=$(part 1 "$(jq -r .access_token <<<"$BODY")" | jq -r .kid)
keys=$(curl -fsS "$URL/$pool/.well-known/jwks.json")

label="rl_72: "
backup=$WORK/drill.backup
written=$(gatehouse backup "$backup" --data "$first" --output json)
equal "the backup of the running server is there, for its owner alone" 600 "$(stat -c %a "$backup")"
if grep -aqF -e "$secret" -e "$(cat "$first.key")" -e "$AWS_SECRET_ACCESS_KEY" "$backup"; then failed "no secret is in it in clear"; else ok "no secret is in it in clear"; fi
equal "verify agrees" "$(tables "$written")" "$(tables "$(gatehouse verify "$backup" --data "$first" --output json)")"

# The disaster: the machine is gone, but for the backup and the key.
stop_server
cp "$first.key" "$WORK/kept.key"
rm -rf "$first" "$first.key"
began=$(date +%s)
second=$WORK/second
install -m 600 "$WORK/kept.key" "$second.key"
equal "restore brings back what was written" "$(tables "$written")" "$(tables "$(gatehouse restore "$backup" --data "$second" --output json 2>/dev/null)")"
passes "the restored database is sound" gatehouse verify --data "$second"
again "$second"
token "$client" "$secret"
equal "the same request gets a token" 200 "$STATUS"
equal "signed with the same key" "$kid" "$(part 1 "$(jq -r .access_token <<<"$BODY")" | jq -r .kid)"
same_json "the published keys are the same" "$keys" "$(curl -fsS "$URL/$pool/.well-known/jwks.json")"
use_server
cognito DescribeUserPool "{\"UserPoolId\":\"$pool\"}"
equal "the administrator's key works" 200 "$STATUS"
took=$(($(date +%s) - began))
if [ "$took" -le 900 ]; then ok "within 15 minutes"; else failed "within 15 minutes" "$took seconds"; fi

label="refused: "
refuses "a folder with data" gatehouse restore "$backup" --data "$second"
install -m 600 <(head -c 32 /dev/urandom | base64) "$WORK/third.key"
refuses "another master key" gatehouse restore "$backup" --data "$WORK/third"
cp "$WORK/kept.key" "$WORK/third.key"
head -c -1 "$backup" >"$WORK/cut.backup"
refuses "a backup without its last byte" gatehouse restore "$WORK/cut.backup" --data "$WORK/third"
if [ -e "$WORK/third" ]; then failed "nothing is made by a refused restore"; else ok "nothing is made by a refused restore"; fi
token "$client" "not-the-secret"
equal "a wrong secret, as before" '400 {"error":"invalid_client"}' "$STATUS $BODY"
