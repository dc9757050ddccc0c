# boto3 and PyJWT from Debian's packages, as an application's users need them. The old boto3 knows no endpoint variables.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
PYTHONDONTWRITEBYTECODE=1 GATEHOUSE_URL=$URL /usr/bin/python3 "$here/python/boto3_users.py"
