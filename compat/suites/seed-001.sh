# Tutorial 001, "client credentials with the AWS CLI", typed as it is written: first with Debian's CLI, which knows no
# endpoint variables, then with a newer one where the machine has it.
. "$(dirname "$0")/../lib.sh"

configure() {
  local pool=$POOL out
  out=$(aws cognito-idp list-user-pools --max-results 10)
  holds "list-user-pools shows the five members of the tutorial" \
    '.UserPools[0] | keys == ["CreationDate","Id","LambdaConfig","LastModifiedDate","Name"] and .Id == $pool and .Name == "myblog" and .LambdaConfig == {} and .CreationDate == .LastModifiedDate' \
    "$out" --arg pool "$pool"
  holds "one pool, no further page" '(.UserPools | length) == 1 and keys == ["UserPools"]' "$out"

  out=$(aws cognito-idp create-resource-server --name transactions --identifier transactions --user-pool-id "$pool" \
    --scopes ScopeName=get,ScopeDescription=get_tx ScopeName=post,ScopeDescription=post_tx)
  same_json "create-resource-server gives the scopes back as post, get" '{"ResourceServer":{"UserPoolId":"'"$pool"'","Identifier":"transactions","Name":"transactions","Scopes":[{"ScopeName":"post","ScopeDescription":"post_tx"},{"ScopeName":"get","ScopeDescription":"get_tx"}]}}' "$out"

  CLIENT=$(aws cognito-idp create-user-pool-client --user-pool-id "$pool" --allowed-o-auth-flows client_credentials --client-name test \
    --generate-secret --allowed-o-auth-scopes transactions/post --allowed-o-auth-flows-user-pool-client)
  holds "create-user-pool-client has the tutorial's values" '.UserPoolClient | .UserPoolId == $pool and .ClientName == "test" and .RefreshTokenValidity == 30 and .AllowedOAuthFlows == ["client_credentials"] and .AllowedOAuthScopes == ["transactions/post"] and .AllowedOAuthFlowsUserPoolClient == true and .CreationDate == .LastModifiedDate' "$CLIENT" --arg pool "$pool"
  holds "create-user-pool-client has no member beyond Cognito's" '(.UserPoolClient | keys) - ["AllowedOAuthFlows","AllowedOAuthFlowsUserPoolClient","AllowedOAuthScopes","AuthSessionValidity","ClientId","ClientName","ClientSecret","CreationDate","EnablePropagateAdditionalUserContextData","EnableTokenRevocation","LastModifiedDate","RefreshTokenValidity","TokenValidityUnits","UserPoolId"] == []' "$CLIENT"
  ID=$(jq -r .UserPoolClient.ClientId <<<"$CLIENT") SECRET=$(jq -r .UserPoolClient.ClientSecret <<<"$CLIENT")
  matches "the client id has Cognito's form" '[0-9a-v]{20,26}' "$ID"
  matches "the client secret has Cognito's form" '[0-9a-v]{46,52}' "$SECRET"

  out=$(aws cognito-idp create-user-pool-domain --domain lobster1234 --user-pool-id "$pool")
  equal "create-user-pool-domain prints nothing" 0:"" "$?:$out"
  out=$(aws cognito-idp describe-user-pool-domain --domain lobster1234)
  holds "describe-user-pool-domain shows the tutorial's description" '.DomainDescription | .UserPoolId == $pool and .AWSAccountId == "000000000000" and .Domain == "lobster1234" and .S3Bucket == "aws-cognito-prod-iad-assets" and (.CloudFrontDistribution | type) == "string" and (.Version | test("^20[0-9]{12}$")) and .Status == "ACTIVE"' "$out" --arg pool "$pool"
}

fetch_tokens() {
  local address header token
  header="authorization: Basic $(basic "$ID" "$SECRET")"
  for address in "$URL/domains/lobster1234/oauth2/token" "http://lobster1234.auth.us-east-1.localhost:$PORT/oauth2/token" "$URL/oauth2/token"; do
    post_form "$address" -H "$header" -d 'grant_type=client_credentials&scope=transactions%2Fpost'
    matches "the tutorial's curl gets a token at ${address/$PORT/PORT}" '200 \{"access_token":"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+","expires_in":3600,"token_type":"Bearer"\}' "$STATUS $BODY"
  done
  TOKEN=$(jq -r .access_token <<<"$BODY")
  matches "the answer has Cognito's media type" $'(.*\n)*content-type: application/json;charset=UTF-8(\n.*)*' "$HEADERS"
  matches "the answer is not kept by caches" $'(.*\n)*cache-control: no-cache, no-store, max-age=0, must-revalidate(\n.*)*' "$HEADERS"
  token=$TOKEN
  post_form "$URL/oauth2/token" -H "$header" -d 'grant_type=client_credentials&scope=transactions%2Fpost'
  refuses "each request issues a new token" [ "$token" = "$(jq -r .access_token <<<"$BODY")" ]
}

negative_twins() {
  local out
  post_form "$URL/oauth2/token" -H "authorization: Basic $(basic "$ID" "${SECRET%?}w")" -d 'grant_type=client_credentials&scope=transactions%2Fpost'
  equal "a wrong client secret is refused" '400 {"error":"invalid_client"}' "$STATUS $BODY"
  post_form "$URL/oauth2/token" -H "authorization: Basic $(basic "$ID" "$SECRET")" -d 'grant_type=client_credentials&scope=transactions%2Fget'
  equal "the scope that the client may not use is refused" '400 {"error":"invalid_scope"}' "$STATUS $BODY"
  out=$(AWS_SECRET_ACCESS_KEY=wrong aws cognito-idp list-user-pools --max-results 10 2>&1)
  matches "a wrong secret key is refused" $'.*\\(InvalidSignatureException\\).*' "${out//$'\n'/ }"
  out=$(AWS_ACCESS_KEY_ID=AKIAUNKNOWNUNKNOWN00 aws cognito-idp list-user-pools --max-results 10 2>&1)
  matches "an unknown access key is refused" $'.*\\(UnrecognizedClientException\\).*The security token included in the request is invalid.*' "${out//$'\n'/ }"
}

# story KIND: what the shell must find under the name `aws` after env: function or file.
story() {
  unset -f aws
  start_server
  use_server
  label="$(aws --version 2>&1 | cut -d' ' -f1): "
  equal "env leaves the general endpoint alone" "" "${AWS_ENDPOINT_URL:-}"
  equal "env points Cognito at this server" "$URL" "${AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER:-}"
  equal "env gives a shell function to an old CLI alone" "$1" "$(type -t aws)"
  local out
  out=$(aws cognito-idp create-user-pool --pool-name myblog)
  holds "create-user-pool answers with Cognito's defaults" '.UserPool | .Name == "myblog" and (.Id | test("^us-east-1_[0-9A-Za-z]{9}$")) and .Arn == "arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + .Id and .Policies.PasswordPolicy.MinimumLength == 8 and .LambdaConfig == {} and .MfaConfiguration == "OFF" and .EstimatedNumberOfUsers == 0 and (.SchemaAttributes | length) == 20 and .CreationDate == .LastModifiedDate and (has("Status") | not)' "$out"
  POOL=$(jq -r .UserPool.Id <<<"$out")
  equal "sts get-caller-identity answers too" 000000000000 "$(aws sts get-caller-identity --query Account --output text)"
  configure
  fetch_tokens
  check_token "$TOKEN" "$ID" transactions/post "$URL/$POOL" "$URL/$POOL/.well-known/jwks.json"
  negative_twins
}

newer=$(type -ap aws | grep -vx -e /usr/bin/aws -e /bin/aws | head -1)
PATH="/usr/bin:$PATH" story function
if [ -n "$newer" ]; then
  PATH="$(dirname "$newer"):$PATH" story file
else
  printf 'note %s: this machine has no newer AWS CLI than Debian'\''s; the endpoint variables are proved by the SDK suites\n' "$SUITE"
fi
