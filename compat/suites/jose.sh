# jose, the JOSE library of many Node services, with its usual settings.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
GATEHOUSE_URL=$URL node "$here/node/jose.mjs"
