# `--tls dev`: curl with one option, AWS clients and Node with nothing but `gatehouse env`; and nobody who was not told to.
. "$(dirname "$0")/../lib.sh"

SCHEME=https
start_server --tls dev
authority=$DATA/tls/authority.pem
ready() { curl -sS -o /dev/null -w '%{http_version} %{http_code}' "$@"; }

curl_and_openssl() {
  equal "curl --cacert, over HTTP/2" "2 200" "$(ready --cacert "$authority" "$URL/health/ready")"
  equal "curl over HTTP/1.1" "1.1 200" "$(ready --http1.1 --cacert "$authority" "$URL/health/ready")"
  equal "by address" "2 200" "$(ready --cacert "$authority" "https://127.0.0.1:$PORT/health/ready")"
  refuses "curl without --cacert does not trust it" ready "$URL/health/ready"
  refuses "TLS 1.1 is refused" openssl s_client -connect "localhost:$PORT" -tls1_1 -cipher ALL:@SECLEVEL=0 -CAfile "$authority"
  passes "TLS 1.2 is not" openssl s_client -connect "localhost:$PORT" -tls1_2 -CAfile "$authority" -verify_return_error
  refuses "plain HTTP on its port gets no answer" curl -fsS --max-time 20 "http://localhost:$PORT/health/ready"
}

# sign NAME: a certificate that somebody signs for NAME with the authority's stolen key. Prints its file.
sign() {
  local file="$WORK/$1.pem"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj "/CN=$1" -addext "subjectAltName=DNS:$1" \
    -CA "$authority" -CAkey "${authority%.pem}.key" -keyout /dev/null -out "$file" 2>/dev/null
  printf '%s\n' "$file"
}

limits_of_the_authority() {
  passes "the authority is good for names below localhost" openssl verify -CAfile "$authority" "$(sign shop.localhost)"
  refuses "with its key nobody can be example.com" openssl verify -CAfile "$authority" "$(sign example.com)"
}

commands() {
  local out
  out=$("$ROOT/gatehouse" trust --data "$DATA" --output json)
  holds "gatehouse trust names the file to trust" '.Authority == $file and (.Programs | length) > 0 and (.Machines | length) > 0' "$out" --arg file "$authority"
  passes "gatehouse health needs no option" "$ROOT/gatehouse" health --data "$DATA"
  passes "gatehouse keys needs no option" "$ROOT/gatehouse" keys list --pool "$pool" --data "$DATA"
  passes "gatehouse token --verify needs no option" "$ROOT/gatehouse" token --client "$client" --verify --data "$DATA"
}

aws_clients() {
  local out
  out=$(aws cognito-idp create-user-pool --pool-name tls)
  pool=$(jq -r .UserPool.Id <<<"$out")
  matches "the AWS CLI" "$pool_id" "$pool"
  equal "boto3" 1 "$(/usr/bin/python3 -c "import boto3
print(len(boto3.client('cognito-idp', endpoint_url='$URL').list_user_pools(MaxResults=1)['UserPools']))")"
  aws cognito-idp create-user-pool-domain --domain shop --user-pool-id "$pool"
  aws cognito-idp create-resource-server --name a --identifier a --user-pool-id "$pool" --scopes ScopeName=b,ScopeDescription=c >/dev/null
  out=$(aws cognito-idp create-user-pool-client --user-pool-id "$pool" --client-name c --generate-secret --allowed-o-auth-flows client_credentials \
    --allowed-o-auth-flows-user-pool-client --allowed-o-auth-scopes a/b)
  client=$(jq -r .UserPoolClient.ClientId <<<"$out") secret=$(jq -r .UserPoolClient.ClientSecret <<<"$out")
  refuses "the AWS CLI without AWS_CA_BUNDLE does not trust it" env -u AWS_CA_BUNDLE aws --endpoint-url "$URL" cognito-idp list-user-pools --max-results 1
}

tokens() {
  local address
  for address in "$URL" "$URL/domains/shop" "https://shop.auth.us-east-1.localhost:$PORT"; do
    post_form "$address/oauth2/token" --cacert "$authority" -u "$client:$secret" -d grant_type=client_credentials
    equal "a token at ${address/$PORT/PORT}" 200 "$STATUS"
  done
  matches "the issuer is https" "\"$URL/$pool\"" "$(part 2 "$(jq -r .access_token <<<"$BODY")" | jq .iss)"
  equal "browsers are not told to use https for all of localhost" "" "$(grep strict-transport-security <<<"$HEADERS")"
}

node_clients() {
  local fetch="fetch('$URL/health/ready').then(a => a.text()).then(console.log)"
  equal "Node's fetch" '{"status":"ready"}' "$(node -e "$fetch")"
  refuses "Node's fetch without NODE_EXTRA_CA_CERTS does not trust it" env -u NODE_EXTRA_CA_CERTS node -e "$fetch"
  GATEHOUSE_URL=$URL node "$here/node/aws-sdk.mjs"
}

curl_and_openssl
limits_of_the_authority
use_server
equal "env says what to trust" "$DATA/tls/bundle.pem $authority" "$AWS_CA_BUNDLE $NODE_EXTRA_CA_CERTS"
node_clients # Counts the pools, so it comes before the others make some.
aws_clients
commands
tokens
