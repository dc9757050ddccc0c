package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A published set of public keys (RFC 7517 §5).
record KeySet(List<Key> keys) {
  /// A public key with its `kid`.
  ///
  /// @param family the algorithms it may be used with begin so: `RS` or `ES`
  record Key(String kid, String family, PublicKey publicKey) {
    /// Whether the signature is one of this key over `signed`. An algorithm of another family than
    /// the key's is never tried.
    boolean verifies(String algorithm, byte[] signed, byte[] signature) {
      var name = algorithm.startsWith(family) ? javaName(algorithm) : "";
      if (name.isEmpty()) {
        return false;
      }
      try {
        var verifier = Signature.getInstance(name);
        verifier.initVerify(publicKey);
        verifier.update(signed);
        return verifier.verify(signature);
      } catch (GeneralSecurityException unusable) {
        return false;
      }
    }

    private static String javaName(String algorithm) {
      return switch (algorithm) {
        case "RS256" -> "SHA256withRSA";
        case "RS384" -> "SHA384withRSA";
        case "RS512" -> "SHA512withRSA";
        case "ES256" -> "SHA256withECDSAinP1363Format";
        case "ES384" -> "SHA384withECDSAinP1363Format";
        default -> "";
      };
    }
  }

  KeySet {
    keys = List.copyOf(keys);
  }

  /// Reads a key set; keys of kinds that sign no tokens are left out.
  ///
  /// @throws CommandFailure when the text is not a key set
  static KeySet parse(byte[] text) {
    var keys = new ArrayList<Key>();
    try {
      if (!(Json.parseObject(text).member("keys").orElse(null)
          instanceof JsonArray(var elements))) {
        throw new CommandFailure(ExitCode.FAILED, "this is not a key set: it has no list `keys`");
      }
      for (var element : elements) {
        if (element instanceof JsonObject key) {
          read(key).ifPresent(keys::add);
        }
      }
    } catch (MalformedJsonException notJson) {
      throw new CommandFailure(ExitCode.FAILED, "this is not a key set: it is not JSON");
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new CommandFailure(ExitCode.FAILED, "a key of the key set cannot be read");
    }
    return new KeySet(keys);
  }

  Optional<Key> find(String kid) {
    return keys.stream().filter(key -> key.kid.equals(kid)).findFirst();
  }

  private static Optional<Key> read(JsonObject key) throws GeneralSecurityException {
    var kid = key.string("kid").orElse("");
    return switch (key.string("kty").orElse("")) {
      case "RSA" -> Optional.of(new Key(kid, "RS", rsa(key)));
      case "EC" -> Optional.of(new Key(kid, "ES", ellipticCurve(key)));
      default -> Optional.empty();
    };
  }

  private static PublicKey rsa(JsonObject key) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
  }

  private static PublicKey ellipticCurve(JsonObject key) throws GeneralSecurityException {
    var curve =
        key.string("crv").orElse("").replace("P-256", "secp256r1").replace("P-384", "secp384r1");
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(key, "x"), number(key, "y")),
                parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonObject key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.string(name).orElse("")));
  }
}
