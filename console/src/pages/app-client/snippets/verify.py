# pip install "pyjwt[crypto]"
import sys

import jwt

keys = jwt.PyJWKClient("{{JWKS_URL}}")


def claims(token):
    """The claims; raises where the token is not to be believed."""
    key = keys.get_signing_key_from_jwt(token)
    found = jwt.decode(token, key, algorithms=["RS256"], issuer="{{ISSUER}}", options={"verify_aud": False})
    if found["token_use"] != "access" or "{{FIRST_SCOPE}}" not in found["scope"].split():
        raise jwt.InvalidTokenError("not a token for this")
    return found


if __name__ == "__main__":
    print(claims(sys.argv[1]))
