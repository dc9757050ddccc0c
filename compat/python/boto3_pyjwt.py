"""boto3 makes a pool for machines, PyJWT checks its tokens by the plain key set (JW-30); both as Debian packages them.

This boto3 is from before endpoint variables, so the address is given to each client by hand.
"""

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request

import boto3
import botocore.exceptions
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

SERVER = os.environ["GATEHOUSE_URL"]
SUITE = os.environ["SUITE"]
COGNITO = boto3.client("cognito-idp", endpoint_url=SERVER)
FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def check(name, condition, detail=""):
    """Prints the line that compat/run counts."""
    if condition:
        print(f"ok   {SUITE}: {name}")
    else:
        print(f"FAIL {SUITE}: {name}\n       {detail}")


def refuses(name, group, kind, code=None):
    """The group must raise `kind`, and for the AWS API with that error code."""
    try:
        result = group()
    except kind as refused:
        seen = refused.response["Error"]["Code"] if code else None
        check(name, seen == code, f"{refused}")
        return
    check(name, False, f"accepted: {result}")


def machine_pool(prefix):
    """A pool with a domain, two scopes and a confidential client; gives pool id, client id and secret."""
    pool = COGNITO.create_user_pool(PoolName=prefix)["UserPool"]["Id"]
    COGNITO.create_user_pool_domain(UserPoolId=pool, Domain=prefix)
    scopes = [{"ScopeName": name, "ScopeDescription": name} for name in ("get", "post")]
    COGNITO.create_resource_server(UserPoolId=pool, Identifier="transactions", Name="transactions", Scopes=scopes)
    client = COGNITO.create_user_pool_client(
        UserPoolId=pool,
        ClientName="machine",
        GenerateSecret=True,
        AllowedOAuthFlows=["client_credentials"],
        AllowedOAuthScopes=["transactions/get", "transactions/post"],
        AllowedOAuthFlowsUserPoolClient=True,
    )["UserPoolClient"]
    return pool, client["ClientId"], client["ClientSecret"]


def token(client, secret):
    """The client-credentials request; gives status and body."""
    form = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
    request = urllib.request.Request(f"{SERVER}/oauth2/token", data=form)
    request.add_header("Authorization", "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode())
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def forgeries(good):
    """What an attacker makes of a good token, by security check."""
    header, payload, signature = good.split(".")
    fields = jwt.get_unverified_header(good)
    claims = jwt.decode(good, options={"verify_signature": False})

    def encode(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return {
        "JW-01 alg none": f"{encode({**fields, 'alg': 'none'})}.{payload}.",
        "JW-03 another algorithm in the header": f"{encode({**fields, 'alg': 'RS384'})}.{payload}.{signature}",
        "JW-04 altered payload": f"{header}.{encode({**claims, 'scope': 'admin/all'})}.{signature}",
        "JW-05 a forger's key under our kid": jwt.encode(claims, FOREIGN, "RS256", headers=fields),
        "JW-06 an unknown kid": jwt.encode(claims, FOREIGN, "RS256", headers={"kid": "../../dev/null"}),
    }


def main():
    pool, client, secret = machine_pool("boto3-one")
    found = COGNITO.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]
    check("boto3 describes the client that it created", found["ClientSecret"] == secret, found)
    pages = list(COGNITO.get_paginator("list_user_pool_clients").paginate(UserPoolId=pool, PaginationConfig={"PageSize": 1}))
    check("boto3 turns pages", [entry["ClientId"] for page in pages for entry in page["UserPoolClients"]] == [client], pages)
    account = boto3.client("sts", endpoint_url=SERVER).get_caller_identity()["Account"]
    check("STS knows the caller", account == "000000000000", account)

    status, body = token(client, secret)
    check("the client gets a token", status == 200 and list(body) == ["access_token", "expires_in", "token_type"], body)
    good = body["access_token"]
    issuer = f"{SERVER}/{pool}"
    keys = jwt.PyJWKClient(f"{issuer}/.well-known/jwks.json")

    def verify(text):
        key = keys.get_signing_key_from_jwt(text).key
        return jwt.decode(text, key, algorithms=["RS256"], issuer=issuer, options={"require": ["exp", "iat", "iss", "sub"]})

    check("PyJWT accepts it", verify(good)["scope"] == "transactions/get transactions/post", good)
    for name, forgery in forgeries(good).items():
        refuses(name, lambda text=forgery: verify(text), jwt.PyJWTError)
    foreign = token(*machine_pool("boto3-two")[1:])[1]["access_token"]
    refuses("JW-12 the token of another pool", lambda: verify(foreign), jwt.PyJWTError)

    check("a wrong secret is refused", token(client, "wrong") == (400, {"error": "invalid_client"}))
    error = botocore.exceptions.ClientError
    refuses(
        "an unknown pool is a typed error",
        lambda: COGNITO.describe_user_pool(UserPoolId="us-east-1_unknown00"),
        COGNITO.exceptions.ResourceNotFoundException,
        "ResourceNotFoundException",
    )
    wrong = boto3.client("cognito-idp", endpoint_url=SERVER, aws_secret_access_key="wrong", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
    refuses("a wrong secret key is refused", lambda: wrong.list_user_pools(MaxResults=1), error, "InvalidSignatureException")


if __name__ == "__main__":
    main()
