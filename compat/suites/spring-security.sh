# A Spring Boot resource server that knows the issuer alone, and Spring Security's decoder by itself.
. "$(dirname "$0")/../lib.sh"
start_server
use_server
GATEHOUSE_URL=$URL junit 'Spring*Test'
