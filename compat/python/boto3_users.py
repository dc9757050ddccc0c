"""boto3 signs users in, with a client that has no secret and with one that has; PyJWT checks the tokens.

The users' calls are unsigned. Each story ends with what must be refused, by code and whole message (users §2.12, §3.3, §3.4).
"""

import base64
import hashlib
import hmac

import boto3
import botocore
import botocore.config
import botocore.exceptions
import jwt
from boto3_pyjwt import COGNITO, FOREIGN, SERVER, check

from srp import Srp

USERS = boto3.client("cognito-idp", endpoint_url=SERVER, config=botocore.config.Config(signature_version=botocore.UNSIGNED))
PASSWORD = "Correct-horse-battery-1"
CHOSEN = "Correct-horse-battery-2"
WRONG = "Incorrect username or password."
USED = "Invalid session for the user, session can only be used once."


def refuses(name, call, code, message):
    """The call must fail with that code and that message."""
    try:
        result = call()
    except botocore.exceptions.ClientError as refused:
        error = refused.response["Error"]
        check(name, (error["Code"], error["Message"]) == (code, message), refused)
        return
    check(name, False, f"accepted: {result}")


class App:
    """An app client and what it knows of itself."""

    def __init__(self, pool, client, secret=None):
        self.pool, self.client, self.secret = pool, client, secret

    def proved(self, name, parameters):
        """The parameters with SECRET_HASH where the client has a secret."""
        if self.secret is None:
            return parameters
        digest = hmac.digest(self.secret.encode(), (name + self.client).encode(), hashlib.sha256)
        return {**parameters, "SECRET_HASH": base64.b64encode(digest).decode()}

    def start(self, flow, name, **parameters):
        return USERS.initiate_auth(ClientId=self.client, AuthFlow=flow, AuthParameters=self.proved(name, parameters))

    def enter(self, name, password):
        return self.start("USER_PASSWORD_AUTH", name, USERNAME=name, PASSWORD=password)

    def refresh(self, name, token):
        return self.start("REFRESH_TOKEN_AUTH", name, REFRESH_TOKEN=token)

    def answer(self, challenge, responses, **session):
        proved = self.proved(responses["USERNAME"], responses)
        return USERS.respond_to_auth_challenge(ClientId=self.client, ChallengeName=challenge, ChallengeResponses=proved, **session)

    def srp(self, name, password):
        """The answer that would go."""
        exchange = Srp(self.pool)
        asked = self.start("USER_SRP_AUTH", name, USERNAME=name, SRP_A=exchange.srp_a)
        return exchange.answer(asked["ChallengeParameters"], password)

    def prove(self, answer):
        return self.answer("PASSWORD_VERIFIER", answer)

    def verify(self, token, **options):
        keys = jwt.PyJWKClient(f"{SERVER}/{self.pool}/.well-known/jwks.json")
        key = keys.get_signing_key_from_jwt(token).key
        return jwt.decode(token, key, algorithms=["RS256"], issuer=f"{SERVER}/{self.pool}", **options)


def make(pool, **settings):
    client = COGNITO.create_user_pool_client(
        UserPoolId=pool,
        ClientName="app",
        ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        PreventUserExistenceErrors="ENABLED",
        **settings,
    )["UserPoolClient"]
    return App(pool, client["ClientId"], client.get("ClientSecret"))


def invite(app, name):
    COGNITO.admin_create_user(UserPoolId=app.pool, Username=name, TemporaryPassword=PASSWORD, MessageAction="SUPPRESS")


def first_sign_in(app, name, kind):
    invite(app, name)
    asked = app.prove(app.srp(name, PASSWORD))
    challenge = asked.get("ChallengeName")
    check(f"{kind}: SRP with a temporary password asks for another one", challenge == "NEW_PASSWORD_REQUIRED", asked)
    responses = {"USERNAME": name, "NEW_PASSWORD": CHOSEN}
    done = app.answer("NEW_PASSWORD_REQUIRED", responses, Session=asked["Session"])
    check(f"{kind}: the new one gives tokens", "IdToken" in done["AuthenticationResult"], done)
    refuses(
        f"{kind}: the same session twice",
        lambda: app.answer("NEW_PASSWORD_REQUIRED", responses, Session=asked["Session"]),
        "NotAuthorizedException",
        USED,
    )


def signing_in(app, name, kind):
    tokens = {}
    # One number in sixteen has an odd count of digits, which is where arithmetic on them goes wrong.
    for _ in range(20):
        tokens = app.prove(app.srp(name, CHOSEN))["AuthenticationResult"]
    members = {"AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"}
    check(f"{kind}: SRP gives tokens, twenty times of twenty", set(tokens) == members, tokens)
    claims = app.verify(tokens["IdToken"], audience=app.client)
    check(f"{kind}: PyJWT accepts the ID token", (claims["cognito:username"], claims["token_use"]) == (name, "id"), claims)
    claims = app.verify(tokens["AccessToken"])
    check(f"{kind}: and the access token", (claims["username"], claims["client_id"]) == (name, app.client), claims)
    header = {**jwt.get_unverified_header(tokens["AccessToken"]), "typ": None}
    forged = jwt.encode(claims, FOREIGN, "RS256", headers=header)
    try:
        check(f"{kind}: PyJWT refuses a forger's", False, app.verify(forged))
    except jwt.InvalidSignatureError:
        check(f"{kind}: PyJWT refuses a forger's", True)
    refuses(
        f"{kind}: GetUser with the forger's",
        lambda: USERS.get_user(AccessToken=forged),
        "NotAuthorizedException",
        "Could not verify signature for Access Token",
    )
    check(f"{kind}: GetUser with the good one", USERS.get_user(AccessToken=tokens["AccessToken"])["Username"] == name)
    return tokens


def refused(app, name, kind):
    refuses(f"{kind}: a wrong password by SRP", lambda: app.prove(app.srp(name, PASSWORD)), "NotAuthorizedException", WRONG)
    refuses(f"{kind}: a wrong password in clear", lambda: app.enter(name, PASSWORD), "NotAuthorizedException", WRONG)
    refuses(f"{kind}: a user whom there is not", lambda: app.prove(app.srp("nobody", PASSWORD)), "NotAuthorizedException", WRONG)
    proof = app.srp(name, CHOSEN)
    forged = {**proof, "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(bytes(32)).decode()}
    refuses(f"{kind}: a forged proof", lambda: app.prove(forged), "NotAuthorizedException", WRONG)
    refuses(f"{kind}: the right one after it", lambda: app.prove(proof), "NotAuthorizedException", USED)
    if app.secret:
        without = App(app.pool, app.client)
        message = f"Client {app.client} is configured with secret but SECRET_HASH was not received"
        refuses(f"{kind}: no SECRET_HASH", lambda: without.srp(name, CHOSEN), "NotAuthorizedException", message)


def leaving(app, name, tokens, kind):
    token = tokens["RefreshToken"]
    new = app.refresh(name, token)["AuthenticationResult"]
    before, after = app.verify(tokens["AccessToken"]), app.verify(new["AccessToken"])
    same = [before[claim] == after[claim] for claim in ("origin_jti", "auth_time", "sub")]
    check(f"{kind}: a refresh gives tokens of the same sign-in", same == [True] * 3 and "RefreshToken" not in new, new)
    USERS.global_sign_out(AccessToken=new["AccessToken"])
    revoked = "Refresh Token has been revoked"
    refuses(f"{kind}: a refresh after GlobalSignOut", lambda: app.refresh(name, token), "NotAuthorizedException", revoked)


def main():
    pool = COGNITO.create_user_pool(PoolName="boto3-users")["UserPool"]["Id"]
    for kind, name, settings in (("no secret", "eva", {}), ("with a secret", "max", {"GenerateSecret": True})):
        app = make(pool, **settings)
        first_sign_in(app, name, kind)
        tokens = signing_in(app, name, kind)
        refused(app, name, kind)
        leaving(app, name, tokens, kind)


if __name__ == "__main__":
    main()
