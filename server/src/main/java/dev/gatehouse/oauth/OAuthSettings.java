package dev.gatehouse.oauth;

import dev.gatehouse.token.Issuer;
import java.net.URI;

/// What the OAuth edge is told by the installation's settings.
///
/// @param publicUrl where clients reach this server, without a slash at the end
/// @param domainSuffix what follows the Region in the host of a prefix domain (DO-10): `localhost`,
///   or a name that the operator's DNS resolves
/// @param issuer names the issuer of a pool
/// @param dev marks discovery documents of dev mode (security reference 1.4)
public record OAuthSettings(String publicUrl, String domainSuffix, Issuer issuer, boolean dev) {
  /// Whether browsers would obey and come to use https alone for `localhost`, which is also the
  /// host of every other server of a developer's machine. In clear they ignore what asks for it
  /// (RFC 6797 §8.1).
  boolean isLocalHttps() {
    var url = URI.create(publicUrl);
    var host = String.valueOf(url.getHost());
    return "https".equals(url.getScheme())
        && (host.equals("localhost") || host.endsWith(".localhost"));
  }
}
