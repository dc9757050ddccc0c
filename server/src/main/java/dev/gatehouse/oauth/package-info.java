/// The OAuth 2.0 and OpenID Connect endpoints. Routes: `/oauth2/token`,
/// `/domains/{prefix}/oauth2/token`, `/{poolId}/.well-known/jwks.json`,
/// `/{poolId}/.well-known/openid-configuration`.
@NullMarked
package dev.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
