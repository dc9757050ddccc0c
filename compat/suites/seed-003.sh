# Question 003, "the password grant with Cognito": the curl that got {"error":"invalid_scope"}, the answer's way to a token
# with all scopes of the client, and the call of the proprietary API that the question starts from.
. "$(dirname "$0")/../lib.sh"

start_server
use_server
cognito CreateUserPool '{"PoolName":"appsync"}'
POOL=$(jq -r .UserPool.Id <<<"$BODY")
cognito CreateUserPoolDomain "{\"UserPoolId\":\"$POOL\",\"Domain\":\"auth-domain\"}"
equal "a pool with a domain is there" '200 {}' "$STATUS $BODY"
cognito CreateUserPoolClient "{\"UserPoolId\":\"$POOL\",\"ClientName\":\"headless\"}"
holds "the question's client is public" '.UserPoolClient | has("ClientSecret") | not' "$BODY"
PUBLIC=$(jq -r .UserPoolClient.ClientId <<<"$BODY")

ask="$URL/domains/auth-domain/oauth2/token"
post_form "$ask" -d "grant_type=client_credentials&username=myname&password=mypassword&client_id=$PUBLIC"
equal "the question's curl gets the question's answer" '400 {"error":"invalid_scope"}' "$STATUS $BODY"
post_form "$ask" -d "grant_type=password&username=myname&password=mypassword&client_id=$PUBLIC"
equal "there is no password grant" '400 {"error":"unsupported_grant_type"}' "$STATUS $BODY"

# The answer: a client with a secret, scopes of two resource servers, named or not.
for server in events sites; do
  cognito CreateResourceServer "{\"UserPoolId\":\"$POOL\",\"Identifier\":\"https://$server.example.com\",\"Name\":\"$server\",\"Scopes\":[{\"ScopeName\":\"read\",\"ScopeDescription\":\"read\"}]}"
  equal "the resource server $server is there" 200 "$STATUS"
done
cognito CreateUserPoolClient "{\"UserPoolId\":\"$POOL\",\"ClientName\":\"server\",\"GenerateSecret\":true,\"AllowedOAuthFlows\":[\"client_credentials\"],\"AllowedOAuthFlowsUserPoolClient\":true,\"AllowedOAuthScopes\":[\"https://sites.example.com/read\",\"https://events.example.com/read\"]}"
read -r ID SECRET < <(jq -r '.UserPoolClient | .ClientId + " " + .ClientSecret' <<<"$BODY")
post_form "$ask" -u "$ID:$SECRET" -d "grant_type=client_credentials&username=myname&password=mypassword"
all=$(jq -r .access_token <<<"$BODY")
equal "without a scope the token has all scopes of the client" 'https://events.example.com/read https://sites.example.com/read' "$(part 2 "$all" | jq -r .scope)"
post_form "$ask" -u "$ID:$SECRET" --data-urlencode grant_type=client_credentials --data-urlencode 'scope=https://events.example.com/read https://sites.example.com/read'
matches "with both scopes named, separated by a blank, too" '200 \{"access_token":"[^"]+","expires_in":3600,"token_type":"Bearer"\}' "$STATUS $BODY"
post_form "$ask" -u "$ID:$SECRET" -d 'grant_type=client_credentials&scope=https%3A%2F%2Fsites.example.com%2Fread'
equal "with one scope named the token has that one" 'https://sites.example.com/read' "$(jq -r .access_token <<<"$BODY" | { read -r one; part 2 "$one"; } | jq -r .scope)"
check_token "$all" "$ID" "https://events.example.com/read https://sites.example.com/read" "$URL/$POOL" "$URL/$POOL/.well-known/jwks.json"

# The question's first call, unsigned as curl sends it, by a user whom an administrator has made.
cognito CreateUserPoolClient "{\"UserPoolId\":\"$POOL\",\"ClientName\":\"people\",\"ExplicitAuthFlows\":[\"ALLOW_USER_PASSWORD_AUTH\"]}"
PEOPLE=$(jq -r .UserPoolClient.ClientId <<<"$BODY")
cognito AdminCreateUser "{\"UserPoolId\":\"$POOL\",\"Username\":\"myname\",\"MessageAction\":\"SUPPRESS\"}"
cognito AdminSetUserPassword "{\"UserPoolId\":\"$POOL\",\"Username\":\"myname\",\"Password\":\"My-password-1\",\"Permanent\":true}"
equal "a user with a password is there" '200 {}' "$STATUS $BODY"
# initiate PASSWORD: sets STATUS and BODY.
initiate() {
  printf '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"%s","AuthParameters":{"USERNAME":"myname","PASSWORD":"%s"}}' "$PEOPLE" "$1" >"$WORK/aws-auth-data.json"
  local out
  out=$(curl -sS -w '\n%{http_code}' -X POST "$URL/" --data @"$WORK/aws-auth-data.json" \
    -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' -H 'Content-Type: application/x-amz-json-1.1')
  STATUS=${out##*$'\n'} BODY=${out%$'\n'*}
}
initiate My-password-1
holds "InitiateAuth by curl gives the user's tokens" \
  '(keys == ["AuthenticationResult","ChallengeParameters"]) and .ChallengeParameters == {} and (.AuthenticationResult | keys == ["AccessToken","ExpiresIn","IdToken","RefreshToken","TokenType"] and .ExpiresIn == 3600 and .TokenType == "Bearer")' "$BODY"
holds "its access token is the user's" '.username == "myname" and .token_use == "access" and .scope == "aws.cognito.signin.user.admin" and .client_id == $client and .iss == $issuer' \
  "$(part 2 "$(jq -r .AuthenticationResult.AccessToken <<<"$BODY")")" --arg client "$PEOPLE" --arg issuer "$URL/$POOL"
refused_twins "$URL/$POOL/.well-known/jwks.json" "$(jq -r .AuthenticationResult.AccessToken <<<"$BODY")"
initiate mypassword
equal "a wrong password gets Cognito's words" '400 NotAuthorizedException Incorrect username or password.' "$STATUS $(jq -r '.__type + " " + .message' <<<"$BODY")"
cognito CreateIdentityProvider "{\"UserPoolId\":\"$POOL\",\"ProviderName\":\"Google\",\"ProviderType\":\"Google\",\"ProviderDetails\":{}}"
equal "an operation that is not built says so" '501 GatehouseNotBuilt' "$STATUS $(jq -r .__type <<<"$BODY")"

# The negative twins.
post_form "$ask" -u "$ID:wrong" -d grant_type=client_credentials
equal "a wrong secret is refused" '400 {"error":"invalid_client"}' "$STATUS $BODY"
post_form "$ask" -d "grant_type=client_credentials&client_id=$ID"
equal "a confidential client without its secret is refused" '400 {"error":"invalid_client"}' "$STATUS $BODY"
