# AWS's own verifier of Cognito tokens, which pins AWS's issuer: the setting `issuer` is for tests of such code.
. "$(dirname "$0")/../lib.sh"
start_server --set issuer=aws
use_server
GATEHOUSE_URL=$URL node "$here/node/aws-jwt-verify.mjs"
