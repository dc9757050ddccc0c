# AWS SDK for Java 2 as an application's users need it; codes come from the inbox.
. "$(dirname "$0")/../lib.sh"
start_server --set messages.delivery=inbox
use_server
GATEHOUSE_URL=$URL GATEHOUSE_DATA_FOLDER=$DATA junit 'User*Test'
