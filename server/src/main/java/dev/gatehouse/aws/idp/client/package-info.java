/// The operations on what belongs to a pool and tokens are issued for: resource servers, app
/// clients and their secrets, domains, and the client token. Settings of capabilities that are not
/// built yet are kept and returned as they were set ([StoredClientSetting]). Targets:
/// `AWSCognitoIdentityProviderService.*`.
@NullMarked
package dev.gatehouse.aws.idp.client;

import org.jspecify.annotations.NullMarked;
