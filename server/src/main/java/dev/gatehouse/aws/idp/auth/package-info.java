/// The operations by which users sign in, and what they do with the tokens of it. Targets:
/// `AWSCognitoIdentityProviderService.*`.
@NullMarked
package dev.gatehouse.aws.idp.auth;

import org.jspecify.annotations.NullMarked;
