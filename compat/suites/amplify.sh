# Amplify 6 through the life of a user; codes come from the inbox.
. "$(dirname "$0")/../lib.sh"
start_server --set messages.delivery=inbox
use_server
GATEHOUSE_URL=$URL GATEHOUSE_DATA_FOLDER=$DATA node "$here/node/amplify.mjs"
