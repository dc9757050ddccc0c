"""What a Python client computes for USER_SRP_AUTH, which boto3 leaves to its user.

In the way of pycognito: on hexadecimal digits, the salt's as they came; its arithmetic is not used, because Debian has no
package of it.
"""

import base64
import datetime
import hashlib
import hmac
import os

# The 3072-bit prime of RFC 5054, appendix A.
N_HEX = (
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF"
)
N = int(N_HEX, 16)
G = 2


def pad(digits):
    """The digits of a positive number in two's complement, as Java writes them."""
    if len(digits) % 2:
        return "0" + digits
    return "00" + digits if digits[0] in "89abcdefABCDEF" else digits


def hex_hash(digits):
    return hashlib.sha256(bytes.fromhex(digits)).hexdigest()


K = int(hex_hash("00" + N_HEX + "02"), 16)


def now():
    """`Tue Feb 4 09:05:07 UTC 2025`, in English whatever the locale."""
    time = datetime.datetime.now(datetime.timezone.utc)
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[time.weekday()]
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[time.month - 1]
    return f"{day} {month} {time.day} {time:%H:%M:%S} UTC {time.year}"


class Srp:
    """One exchange."""

    def __init__(self, pool_id):
        self.pool = pool_id.split("_")[1]
        self.secret = int.from_bytes(os.urandom(128), "big") % N
        self.public = pow(G, self.secret, N)

    @property
    def srp_a(self):
        return f"{self.public:x}"

    def key(self, challenge, password):
        salt, srp_b = challenge["SALT"], int(challenge["SRP_B"], 16)
        u_hex = hex_hash(pad(f"{self.public:x}") + pad(f"{srp_b:x}"))
        u = int(u_hex, 16)
        identity = f"{self.pool}{challenge['USER_ID_FOR_SRP']}:{password}".encode()
        x = int(hex_hash(pad(salt) + hashlib.sha256(identity).hexdigest()), 16)
        shared = pow(srp_b - K * pow(G, x, N), self.secret + u * x, N)
        extracted = hmac.digest(bytes.fromhex(pad(f"{u:x}")), bytes.fromhex(pad(f"{shared:x}")), "sha256")
        return hmac.digest(extracted, b"Caldera Derived Key\x01", "sha256")[:16]

    def answer(self, challenge, password):
        """The answer to PASSWORD_VERIFIER, without what proves the client."""
        block, timestamp = challenge["SECRET_BLOCK"], now()
        signed = (self.pool + challenge["USER_ID_FOR_SRP"]).encode() + base64.b64decode(block) + timestamp.encode()
        return {
            "USERNAME": challenge["USERNAME"],
            "PASSWORD_CLAIM_SECRET_BLOCK": block,
            "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(hmac.digest(self.key(challenge, password), signed, "sha256")).decode(),
            "TIMESTAMP": timestamp,
        }
