/// The operations on the users and groups of a pool: those of administrators, and those of users
/// who act for themselves with an access token. Targets: `AWSCognitoIdentityProviderService.*`.
@NullMarked
package dev.gatehouse.aws.idp.user;

import org.jspecify.annotations.NullMarked;
