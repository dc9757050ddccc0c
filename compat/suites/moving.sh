# docs/moving-from.md, what it says of dev mode and of taking data along: pinned ids in the ways of other emulators, dummy
# keys, and a pool with its resource server and client copied by Describe and Create.
. "$(dirname "$0")/../lib.sh"

# The old server: here a strict one, with keys of its own.
start_server
use_server
cognito CreateUserPool '{"PoolName":"old","UserPoolTags":{"team":"a"}}'
FROM=$(jq -r .UserPool.Id <<<"$BODY")
cognito CreateResourceServer "{\"UserPoolId\":\"$FROM\",\"Identifier\":\"orders\",\"Name\":\"orders\",\"Scopes\":[{\"ScopeName\":\"read\",\"ScopeDescription\":\"read\"}]}"
cognito CreateUserPoolClient "{\"UserPoolId\":\"$FROM\",\"ClientName\":\"machine\",\"GenerateSecret\":true,\"AllowedOAuthFlows\":[\"client_credentials\"],\"AllowedOAuthScopes\":[\"orders/read\"],\"AllowedOAuthFlowsUserPoolClient\":true}"
read -r OLD_ID SECRET < <(jq -r '.UserPoolClient | .ClientId + " " + .ClientSecret' <<<"$BODY")
cognito CreateUserPool '{"PoolName":"tagged","UserPoolTags":{"_custom_id_":"us-east-1_myid123"}}'
refuses "strict mode pins no id" [ "$(jq -r .UserPool.Id <<<"$BODY")" = us-east-1_myid123 ]
cognito DescribeUserPool "{\"UserPoolId\":\"$FROM\"}"
pool=$(jq -c '.UserPool | .PoolName = .Name | del(.Id, .Arn, .Name, .CreationDate, .LastModifiedDate, .EstimatedNumberOfUsers, .Domain, .CustomDomain, .SchemaAttributes, .AdminCreateUserConfig.UnusedAccountValidityDays)' <<<"$BODY")
cognito DescribeResourceServer "{\"UserPoolId\":\"$FROM\",\"Identifier\":\"orders\"}"
resources=$(jq -c .ResourceServer <<<"$BODY")
cognito DescribeUserPoolClient "{\"UserPoolId\":\"$FROM\",\"ClientId\":\"$OLD_ID\"}"
client=$(jq -c '.UserPoolClient | del(.ClientId, .CreationDate, .LastModifiedDate)' <<<"$BODY")

# The new one: dev mode, with the dummy keys of every tutorial on emulators.
start_server --dev
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
cognito CreateUserPool "$(jq -c '.UserPoolTags += {"_custom_id_": "us-east-1_moved1234"}' <<<"$pool")"
equal "the pool is made again under a pinned id, with dummy keys" '200 us-east-1_moved1234 old a' "$STATUS $(jq -r '.UserPool | .Id + " " + .Name + " " + .UserPoolTags.team' <<<"$BODY")"
cognito CreateResourceServer "$(jq -c '.UserPoolId = "us-east-1_moved1234"' <<<"$resources")"
same_json "its resource server travels unchanged" "$(jq '{ResourceServer: (.UserPoolId = "us-east-1_moved1234")}' <<<"$resources")" "$BODY"
cognito CreateUserPoolClient "$(jq -c '.UserPoolId = "us-east-1_moved1234"' <<<"$client")"
equal "its client travels with its secret" "200 $SECRET" "$STATUS $(jq -r .UserPoolClient.ClientSecret <<<"$BODY")"
NEW_ID=$(jq -r .UserPoolClient.ClientId <<<"$BODY")
cognito CreateUserPoolDomain '{"UserPoolId":"us-east-1_moved1234","Domain":"moved"}'
post_form "$URL/oauth2/token" -u "$NEW_ID:$SECRET" -d grant_type=client_credentials
equal "the old secret gets tokens from the new server" "200 orders/read" "$STATUS $(jq -r .access_token <<<"$BODY" | { read -r token; part 2 "$token"; } | jq -r .scope)"

for tag in ms-custom-id floci:override-id; do
  cognito CreateUserPool "{\"PoolName\":\"tagged\",\"UserPoolTags\":{\"$tag\":\"us-east-1_pinned${#tag}\"}}"
  equal "the tag $tag pins an id" "200 us-east-1_pinned${#tag}" "$STATUS $(jq -r .UserPool.Id <<<"$BODY")"
done
cognito CreateUserPoolClient '{"UserPoolId":"us-east-1_moved1234","ClientName":"_custom_id_:myclient123"}'
equal "the name _custom_id_:ID pins a client's id" '200 myclient123' "$STATUS $(jq -r .UserPoolClient.ClientId <<<"$BODY")"
api eu-west-3 cognito-idp AWSCognitoIdentityProviderService.CreateUserPool '{"PoolName":"anywhere"}'
matches "dev mode takes any Region" '200 eu-west-3_[0-9A-Za-z]{9}' "$STATUS $(jq -r .UserPool.Id <<<"$BODY")"

# The negative twins: what dev mode refuses, and what strict mode refuses after it.
out=$(curl -sS -w '\n%{http_code}' "$URL/" -H 'Content-Type: application/x-amz-json-1.1' -H 'X-Amz-Target: AWSCognitoIdentityProviderService.ListUserPools' -d '{"MaxResults":10}')
refuses "an unsigned call is refused in dev mode too" [ "${out##*$'\n'}" = 200 ]
use_server
AWS_SECRET_ACCESS_KEY=wrong
cognito ListUserPools '{"MaxResults":10}'
equal "a key that the server knows is verified in dev mode too" '400 InvalidSignatureException' "$STATUS $(jq -r .__type <<<"$BODY")"
stop_server
out=$(timeout 600 "$ROOT/gatehouse" serve --data "$DATA" --port "$PORT" 2>&1)
matches "strict mode refuses the folder that dev mode used, and says why" '[14] .*dev.*' "$? ${out//$'\n'/ }"
