# AWS SDK for JavaScript 3, set up by `gatehouse env` alone: no endpoint, Region or key in the code.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
GATEHOUSE_URL=$URL node "$here/node/aws-sdk.mjs"
