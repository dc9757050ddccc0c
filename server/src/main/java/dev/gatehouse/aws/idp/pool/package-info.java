/// The operations on user pools: create, describe, update, delete, list, custom attributes, MFA
/// configuration and tags. Each edits the pool's document in one transaction. Settings of
/// capabilities that are not built yet are kept and returned as they were set ([StoredSetting]).
/// Targets: `AWSCognitoIdentityProviderService.*`.
@NullMarked
package dev.gatehouse.aws.idp.pool;

import org.jspecify.annotations.NullMarked;
