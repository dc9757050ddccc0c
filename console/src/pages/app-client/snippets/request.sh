# The secret is in the environment variable CLIENT_SECRET, and in no list of processes.
printf 'user = "{{CLIENT_ID}}:%s"' "$CLIENT_SECRET" |
  curl --config - '{{TOKEN_ENDPOINT}}' \
    -d grant_type=client_credentials \
    --data-urlencode 'scope={{SCOPES}}'
