import json
import os
from base64 import b64encode
from urllib.parse import urlencode
from urllib.request import Request, urlopen

credentials = b64encode(f"{{CLIENT_ID}}:{os.environ['CLIENT_SECRET']}".encode()).decode()
form = urlencode({"grant_type": "client_credentials", "scope": "{{SCOPES}}"}).encode()
request = Request("{{TOKEN_ENDPOINT}}", form, {"Authorization": f"Basic {credentials}"})
with urlopen(request) as answer:
    print(json.load(answer)["access_token"])
