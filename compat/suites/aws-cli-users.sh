# Debian's AWS CLI as an administrator of users and, without a key, as those users; codes come from the inbox. Each step has a
# twin that must be refused, by the whole line that the CLI prints (users §2.3 to §2.8, §2.12, §3.4, §5).
. "$(dirname "$0")/../lib.sh"

password=Correct-horse-battery-1
chosen=Correct-horse-battery-2

idp() { aws cognito-idp "$@"; }

# as_user COMMAND…: a call of an application, which has no key to sign with.
as_user() { (unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN && idp "$@"); }

# refused NAME OPERATION EXCEPTION MESSAGE COMMAND…: what the CLI must print, and nothing beside it but how often it tried.
refused() {
  local name=$1 line="An error occurred ($3) when calling the $2 operation: $4"
  shift 4
  equal "$name" "$line" "$("$@" 2>&1 | sed '/^$/d; s/ (reached max retries: 0)//')"
}

# hash USERNAME: SECRET_HASH by OpenSSL.
hash() { printf '%s' "$1$client" | openssl dgst -sha256 -hmac "$secret" -binary | openssl base64 -A; }

code() { "$ROOT/gatehouse" inbox --data "$DATA" --pool "$pool" --to "$1" --code; }
other_code() { printf '%06d' $(((10#$1 + 1) % 1000000)); }

# enter USERNAME PASSWORD
enter() {
  as_user initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id "$client" \
    --auth-parameters "USERNAME=$1,PASSWORD=$2,SECRET_HASH=$(hash "$1")"
}

make_pool() {
  local out
  pool=$(idp create-user-pool --pool-name users --auto-verified-attributes email | jq -r .UserPool.Id)
  out=$(idp create-user-pool-client --user-pool-id "$pool" --client-name app --generate-secret --prevent-user-existence-errors ENABLED \
    --explicit-auth-flows ALLOW_USER_PASSWORD_AUTH ALLOW_REFRESH_TOKEN_AUTH)
  client=$(jq -r .UserPoolClient.ClientId <<<"$out") secret=$(jq -r .UserPoolClient.ClientSecret <<<"$out")
}

signing_up() {
  local out code
  local sign_up=(as_user sign-up --client-id "$client" --username eva --user-attributes Name=email,Value=eva@example.com)
  local confirm=(as_user confirm-sign-up --client-id "$client" --username eva --secret-hash "$(hash eva)" --confirmation-code)
  refused "sign-up without --secret-hash" SignUp NotAuthorizedException \
    "Client $client is configured with secret but SECRET_HASH was not received" "${sign_up[@]}" --password "$password"
  refused "sign-up with a weak password" SignUp InvalidPasswordException \
    "Password did not conform with policy: Password must have uppercase characters" \
    "${sign_up[@]}" --secret-hash "$(hash eva)" --password "${password,,}"
  out=$("${sign_up[@]}" --secret-hash "$(hash eva)" --password "$password")
  same_json "sign-up says where the code went" \
    '{"UserConfirmed":false,"CodeDeliveryDetails":{"Destination":"e***@e***","DeliveryMedium":"EMAIL","AttributeName":"email"}}' \
    "$(jq 'del(.UserSub)' <<<"$out")"
  matches "and who the user is" "$uuid" "$(jq -r .UserSub <<<"$out")"
  refused "a sign-in before the confirmation" InitiateAuth UserNotConfirmedException "User is not confirmed." enter eva "$password"
  code=$(code eva@example.com)
  refused "confirm-sign-up with a wrong code" ConfirmSignUp CodeMismatchException \
    "Invalid verification code provided, please try again." "${confirm[@]}" "$(other_code "$code")"
  out=$("${confirm[@]}" "$code" 2>&1)
  equal "confirm-sign-up with the right one prints nothing" 0: "$?:$out"
}

signing_in() {
  local out
  out=$(enter eva "$password")
  same_json "initiate-auth gives tokens" \
    '{"ChallengeParameters":{},"AuthenticationResult":{"AccessToken":"…","ExpiresIn":3600,"TokenType":"Bearer","RefreshToken":"…","IdToken":"…"}}' \
    "$(jq '.AuthenticationResult |= with_entries(if .key | endswith("Token") then .value = "…" else . end)' <<<"$out")"
  token=$(jq -r .AuthenticationResult.AccessToken <<<"$out")
  same_json "the access token is the user's" "[\"eva\",\"access\",\"$client\",\"aws.cognito.signin.user.admin\"]" \
    "$(part 2 "$token" | jq '[.username, .token_use, .client_id, .scope]')"
  refused_twins "$URL/$pool/.well-known/jwks.json" "$token"
  refused "a wrong password" InitiateAuth NotAuthorizedException "Incorrect username or password." enter eva "$chosen"
  refused "a user whom there is not" InitiateAuth NotAuthorizedException "Incorrect username or password." enter nobody "$password"
  out=$(as_user get-user --access-token "$token")
  same_json "get-user shows name and attributes" '["eva","eva@example.com","true"]' \
    "$(jq '[.Username] + (.UserAttributes | map({(.Name): .Value}) | add | [.email, .email_verified])' <<<"$out")"
  refused "get-user with another signature" GetUser NotAuthorizedException "Could not verify signature for Access Token" \
    as_user get-user --access-token "$(sed 's/\.[^.]\{4\}\([^.]*\)$/.AAAA\1/' <<<"$token")"
}

inviting() {
  local out session
  local create=(admin-create-user --user-pool-id "$pool" --username max --temporary-password "$password" --message-action SUPPRESS
    --user-attributes Name=email,Value=max@example.com Name=email_verified,Value=true)
  local answer=(as_user respond-to-auth-challenge --client-id "$client" --challenge-name NEW_PASSWORD_REQUIRED
    --challenge-responses "USERNAME=max,NEW_PASSWORD=$chosen,SECRET_HASH=$(hash max)" --session)
  same_json "admin-create-user" '["max","FORCE_CHANGE_PASSWORD",true,"max@example.com"]' \
    "$(idp "${create[@]}" | jq '.User | [.Username, .UserStatus, .Enabled, (.Attributes[] | select(.Name == "email").Value)]')"
  refused "the same name twice" AdminCreateUser UsernameExistsException "User account already exists" idp "${create[@]}"
  matches "without a key it is refused by the CLI itself" '.*Unable to locate credentials.*' "$(as_user "${create[@]}" 2>&1 | tr '\n' ' ')"
  out=$(enter max "$password")
  equal "the temporary password asks for another one" NEW_PASSWORD_REQUIRED "$(jq -r .ChallengeName <<<"$out")"
  session=$(jq -r .Session <<<"$out")
  holds "respond-to-auth-challenge gives tokens" '.AuthenticationResult.IdToken | length > 0' "$("${answer[@]}" "$session")"
  refused "the same session twice" RespondToAuthChallenge NotAuthorizedException \
    "Invalid session for the user, session can only be used once." "${answer[@]}" "$session"
}

listing() {
  local out
  out=$(idp list-users --user-pool-id "$pool" --filter 'email = "max@example.com"')
  holds "list-users --filter finds the one" '[.Users[] | [.Username, .UserStatus]] == [["max","CONFIRMED"]]' "$out"
  holds "list-users turns pages by itself" '[.Users[].Username] | sort == ["eva","max"]' "$(idp list-users --user-pool-id "$pool" --page-size 1)"
  refused "a filter that cannot be read" ListUsers InvalidParameterException "Error while parsing filter" \
    idp list-users --user-pool-id "$pool" --filter 'email'
  idp admin-disable-user --user-pool-id "$pool" --username eva
  holds "a disabled user is found by status" '[.Users[].Username] == ["eva"]' "$(idp list-users --user-pool-id "$pool" --filter 'status = "Disabled"')"
  refused "and cannot sign in" InitiateAuth NotAuthorizedException "User is disabled." enter eva "$password"
  refused "his access token is refused" GetUser NotAuthorizedException "User is disabled." as_user get-user --access-token "$token"
}

PATH="/usr/bin:$PATH"
start_server --set messages.delivery=inbox
use_server
make_pool
signing_up
signing_in
inviting
listing
