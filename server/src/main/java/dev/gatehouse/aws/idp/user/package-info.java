/// The operations on the users and groups of a pool, for administrators. Targets:
/// `AWSCognitoIdentityProviderService.*`.
@NullMarked
package dev.gatehouse.aws.idp.user;

import org.jspecify.annotations.NullMarked;
