# Tutorial 004, "client credentials flow", in its Region eu-central-1: domain, resource server with order.write, client,
# the answer's body in its order, the payload with its claims; and once more with the issuer that AWS itself has.
. "$(dirname "$0")/../lib.sh"

# as_written ISSUER-PREFIX: the tutorial on the server that runs.
as_written() {
  local keys
  cognito CreateUserPool '{"PoolName":"emails","UsernameAttributes":["email"]}'
  POOL=$(jq -r .UserPool.Id <<<"$BODY")
  matches "the pool lives in the tutorial's Region" 'eu-central-1_[0-9A-Za-z]{9}' "$POOL"
  cognito CreateUserPoolDomain "{\"UserPoolId\":\"$POOL\",\"Domain\":\"your-domain\"}"
  equal "a Cognito domain is created" '200 {}' "$STATUS $BODY"
  cognito CreateResourceServer "{\"UserPoolId\":\"$POOL\",\"Identifier\":\"your_resource_server\",\"Name\":\"sample\",\"Scopes\":[{\"ScopeName\":\"order.write\",\"ScopeDescription\":\"write orders\"}]}"
  equal "a resource server with a custom scope is created" 200 "$STATUS"
  cognito CreateUserPoolClient "{\"UserPoolId\":\"$POOL\",\"ClientName\":\"my client\",\"GenerateSecret\":true,\"AllowedOAuthFlows\":[\"client_credentials\"],\"AllowedOAuthScopes\":[\"your_resource_server/order.write\"],\"AllowedOAuthFlowsUserPoolClient\":true}"
  equal "a client with the client-credentials grant is created" 200 "$STATUS"
  read -r ID SECRET < <(jq -r '.UserPoolClient | .ClientId + " " + .ClientSecret' <<<"$BODY")
  TOKENS="http://your-domain.auth.eu-central-1.localhost:$PORT/oauth2/token"
  post_form "$TOKENS" -u "$ID:$SECRET" -d grant_type=client_credentials -d scope=your_resource_server/order.write
  matches "the body is access_token, expires_in, token_type" '200 \{"access_token":"[^"]+","expires_in":3600,"token_type":"Bearer"\}' "$STATUS $BODY"
  TOKEN=$(jq -r .access_token <<<"$BODY")
  holds "the payload has the tutorial's ten claims" 'keys == ["auth_time","client_id","exp","iat","iss","jti","scope","sub","token_use","version"] and .sub == $id and .client_id == $id and .token_use == "access" and .version == 2' "$(part 2 "$TOKEN")" --arg id "$ID"
  keys="$URL/$POOL/.well-known/jwks.json"
  check_token "$TOKEN" "$ID" your_resource_server/order.write "$1/$POOL" "$keys"
  holds "discovery names the same issuer, and keys that can be fetched here" '.issuer == $issuer and .jwks_uri == $keys' \
    "$(curl -fsS "$URL/$POOL/.well-known/openid-configuration")" --arg issuer "$1/$POOL" --arg keys "$keys"
  post_form "$TOKENS" -u "$ID:${SECRET}0" -d grant_type=client_credentials
  equal "a wrong secret is refused" '400 {"error":"invalid_client"}' "$STATUS $BODY"
}

start_server --set regions=eu-central-1
use_server
equal "env names the tutorial's Region" eu-central-1 "${AWS_REGION:-}"
as_written "$URL"

label="issuer aws: "
start_server --set regions=eu-central-1 --set issuer=aws
use_server
as_written https://cognito-idp.eu-central-1.amazonaws.com
