# AWS SDK for JavaScript 3 as an application's users need it; aws-jwt-verify pins AWS's issuer, codes come from the inbox.
. "$(dirname "$0")/../lib.sh"
start_server --set issuer=aws --set messages.delivery=inbox
use_server
GATEHOUSE_URL=$URL GATEHOUSE_DATA_FOLDER=$DATA node "$here/node/aws-sdk-users.mjs"
