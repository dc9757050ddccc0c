# openid-client, certified OpenID Connect client for Node: discovery and the client-credentials grant.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
GATEHOUSE_URL=$URL node "$here/node/openid-client.mjs"
