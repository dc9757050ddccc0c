package dev.gatehouse.oauth;

import dev.gatehouse.token.Issuer;

/// What the OAuth edge is told by the installation's settings.
///
/// @param publicUrl where clients reach this server, without a slash at the end
/// @param domainSuffix what follows the Region in the host of a prefix domain (DO-10): `localhost`,
///   or a name that the operator's DNS resolves
/// @param issuer names the issuer of a pool
/// @param dev marks discovery documents of dev mode (security reference 1.4)
public record OAuthSettings(String publicUrl, String domainSuffix, Issuer issuer, boolean dev) {}
