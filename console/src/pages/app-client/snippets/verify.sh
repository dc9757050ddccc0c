# Prints the claims; exits with 1 where signature or time is wrong. Compare iss with {{ISSUER}}.
printf '%s' "$TOKEN" | ./gatehouse jwt verify - --jwks '{{JWKS_URL}}'
