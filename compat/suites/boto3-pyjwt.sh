# boto3 and PyJWT from Debian's packages; the old boto3 knows no endpoint variables.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
GATEHOUSE_URL=$URL /usr/bin/python3 "$here/python/boto3_pyjwt.py"
