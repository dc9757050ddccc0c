# Tutorial 000, "tokens for external systems", whose clicks are these calls of the API: a pool, a confidential client for
# each external system, a domain, a resource server, scopes attached afterwards, a token, its decoded scopes. Curl signs
# every call by itself, so that the answers are seen as they come over the wire.
. "$(dirname "$0")/../lib.sh"

# ordered NAME PATH MEMBERS: the members at a jq path of BODY, in the order of the wire.
ordered() { equal "$1" "$3" "$(jq -r "$2 | keys_unsorted | join(\" \")" <<<"$BODY")"; }

create_client() {
  cognito CreateUserPoolClient "{\"UserPoolId\":\"$POOL\",\"ClientName\":\"$1\",\"GenerateSecret\":true}"
  jq -r '.UserPoolClient | .ClientId + " " + .ClientSecret' <<<"$BODY"
}

attach_scopes() { # ID NAME SCOPE…
  local id=$1 name=$2
  shift 2
  cognito UpdateUserPoolClient "$(jq -cn --arg pool "$POOL" --arg id "$id" --arg name "$name" '{UserPoolId: $pool, ClientId: $id, ClientName: $name, AllowedOAuthFlows: ["client_credentials"], AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthScopes: $ARGS.positional}' --args "$@")"
}

start_server
use_server

# Step 1 and 2: a pool with the defaults.
cognito CreateUserPool '{"PoolName":"external-systems"}'
equal "a pool is created" 200 "$STATUS"
POOL=$(jq -r .UserPool.Id <<<"$BODY")
matches "its id is the Region and nine characters" "$pool_id" "$POOL"
matches "its dates are epoch seconds with milliseconds, trailing zeros dropped" '.*"LastModifiedDate":[0-9]{10}(\.[0-9]{0,2}[1-9])?,.*"CreationDate":[0-9]{10}(\.[0-9]{0,2}[1-9])?[,}].*' "$BODY"
created=$(jq -cS .UserPool <<<"$BODY")
cognito DescribeUserPool "{\"UserPoolId\":\"$POOL\"}"
holds "describe-user-pool gives what create gave, and UserPoolTags" '(.UserPool | del(.UserPoolTags)) == ($created | del(.UserPoolTags)) and .UserPool.UserPoolTags == {}' "$BODY" --argjson created "$created"

# Step 3: one confidential client for each external system.
cognito CreateUserPoolClient "{\"UserPoolId\":\"$POOL\",\"ClientName\":\"billing\",\"GenerateSecret\":true}"
ordered "a client has Cognito's members in Cognito's order" .UserPoolClient "UserPoolId ClientName ClientId ClientSecret LastModifiedDate CreationDate RefreshTokenValidity TokenValidityUnits AllowedOAuthFlowsUserPoolClient EnableTokenRevocation EnablePropagateAdditionalUserContextData AuthSessionValidity"
read -r BILLING BILLING_SECRET < <(jq -r '.UserPoolClient | .ClientId + " " + .ClientSecret' <<<"$BODY")
read -r SHIPPING SHIPPING_SECRET < <(create_client shipping)
refuses "each external system has an id of its own" [ "$BILLING" = "$SHIPPING" ]
refuses "each external system has a secret of its own" [ "$BILLING_SECRET" = "$SHIPPING_SECRET" ]

# Step 5.1: the domain that hosts the token endpoint. Before it there is none.
HOSTED="http://external-systems.auth.us-east-1.localhost:$PORT/oauth2/token"
post_form "$HOSTED" -u "$BILLING:$BILLING_SECRET" -d grant_type=client_credentials
equal "before the domain exists, nothing answers there" 404 "$STATUS"
cognito CreateUserPoolDomain "{\"UserPoolId\":\"$POOL\",\"Domain\":\"external-systems\"}"
equal "a prefix domain is created" '200 {}' "$STATUS $BODY"

# Step 5.2 and 5.3: custom scopes, attached to each client.
cognito CreateResourceServer "{\"UserPoolId\":\"$POOL\",\"Identifier\":\"orders-api\",\"Name\":\"Orders\",\"Scopes\":[{\"ScopeName\":\"read\",\"ScopeDescription\":\"read orders\"},{\"ScopeName\":\"write\",\"ScopeDescription\":\"write orders\"}]}"
ordered "a resource server has its four members" .ResourceServer "UserPoolId Identifier Name Scopes"
post_form "$HOSTED" -u "$BILLING:$BILLING_SECRET" -d grant_type=client_credentials
equal "before scopes are attached there is no token" '400 {"error":"invalid_scope"}' "$STATUS $BODY"
attach_scopes "$BILLING" billing orders-api/read orders-api/write
same_json "scopes are attached, the secret stays" "[\"$BILLING_SECRET\",[\"orders-api/read\",\"orders-api/write\"]]" "$(jq -c '.UserPoolClient | [.ClientSecret, .AllowedOAuthScopes]' <<<"$BODY")"
attach_scopes "$SHIPPING" shipping orders-api/read

# Step 5.4: the token.
post_form "$HOSTED" -u "$BILLING:$BILLING_SECRET" -d grant_type=client_credentials
TOKEN=$(jq -r .access_token <<<"$BODY")
matches "the external system gets its token" '200 \{"access_token":"[^"]+","expires_in":3600,"token_type":"Bearer"\}' "$STATUS $BODY"
post_form "$HOSTED" -d "grant_type=client_credentials&client_id=$SHIPPING&client_secret=$SHIPPING_SECRET"
OTHER=$(jq -r .access_token <<<"$BODY")
matches "so does the other one, with its secret in the body" '200 \{"access_token":"[^"]+","expires_in":3600,"token_type":"Bearer"\}' "$STATUS $BODY"

# Step 5.5: decoded, it shows the scopes that are attached to its client and no others.
equal "decoded, the other token has the one scope of its client" "$SHIPPING orders-api/read" "$(part 2 "$OTHER" | jq -r '.client_id + " " + .scope')"
check_token "$TOKEN" "$BILLING" "orders-api/read orders-api/write" "$URL/$POOL" "$URL/$POOL/.well-known/jwks.json"

# Its last sentence, "client specific identifiers": static claims and an audience for one client, an extension of ours, off
# until set.
attributes() { # CLAIMS AUDIENCE, both as JSON
  api us-east-1 gatehouse GatehouseService.SetClientAttributes "{\"UserPoolId\":\"$POOL\",\"ClientId\":\"$BILLING\",\"Claims\":$1,\"Audience\":$2}"
}
attributes '{"tenant":"acme","tier":3,"beta":true,"groups":["a","b"]}' '["https://orders.example.com"]'
equal "static claims and an audience are set for one client" 200 "$STATUS"
post_form "$HOSTED" -u "$BILLING:$BILLING_SECRET" -d grant_type=client_credentials
same_json "its tokens carry them, each with its type" '{"tenant":"acme","tier":3,"beta":true,"groups":["a","b"],"aud":"https://orders.example.com"}' \
  "$(part 2 "$(jq -r .access_token <<<"$BODY")" | jq '{tenant, tier, beta, groups, aud}')"
post_form "$HOSTED" -u "$SHIPPING:$SHIPPING_SECRET" -d grant_type=client_credentials
matches "the other client's token stays byte for byte Cognito's" "$(machine_payload "$SHIPPING" orders-api/read "$URL/$POOL")" "$(part 2 "$(jq -r .access_token <<<"$BODY")")"
attributes '{"client_id":"somebody"}' '[]'
matches "a reserved claim is refused by its name" '400 .*client_id.*' "$STATUS $BODY"

# The negative twins: the secret of the one with the id of the other, and a scope that only the other may use.
post_form "$HOSTED" -u "$SHIPPING:$BILLING_SECRET" -d grant_type=client_credentials
equal "the other system's secret is refused" '400 {"error":"invalid_client"}' "$STATUS $BODY"
post_form "$HOSTED" -u "$SHIPPING:$SHIPPING_SECRET" -d 'grant_type=client_credentials&scope=orders-api/write'
equal "the other system's scope is refused" '400 {"error":"invalid_scope"}' "$STATUS $BODY"
