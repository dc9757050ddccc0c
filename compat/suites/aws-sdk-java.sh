# AWS SDK for Java 2, set up by `gatehouse env` alone.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
GATEHOUSE_URL=$URL junit 'CognitoSdk*Test'
