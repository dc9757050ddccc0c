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
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A published set of public keys (RFC 7517 §5).
record KeySet(List<Key> keys) {
  private static final int RSA_BITS_MIN = 2_048;
  private static final List<String> RSA = List.of("RS256", "RS384", "RS512");
  private static final Map<String, Curve> CURVES =
      Map.of(
          "P-256", new Curve("secp256r1", "ES256"),
          "P-384", new Curve("secp384r1", "ES384"));

  /// A curve and the one algorithm that goes with it (RFC 7518 §3.4).
  private record Curve(String javaName, String algorithm) {}

  /// A public key with its `kid`.
  ///
  /// @param algorithms it may be used with
  record Key(String kid, List<String> algorithms, PublicKey publicKey) {
    Key {
      algorithms = List.copyOf(algorithms);
    }

    /// Whether the signature is one of this key over `signed`. An algorithm that is not one of the
    /// key's is never tried.
    boolean verifies(String algorithm, byte[] signed, byte[] signature) {
      var name = algorithms.contains(algorithm) ? javaName(algorithm) : "";
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

  /// The key, when it is one for signatures that is fit to be used (RFC 7517 §4.2, §4.3; RFC 8725
  /// §3.5).
  private static Optional<Key> read(JsonObject key) throws GeneralSecurityException {
    var isForSignatures = key.string("use").filter(use -> !use.equals("sig")).isEmpty();
    var operations = key.strings("key_ops");
    if (!isForSignatures || (!operations.isEmpty() && !operations.contains("verify"))) {
      return Optional.empty();
    }
    var kid = key.string("kid").orElse("");
    return switch (key.string("kty").orElse("")) {
      case "RSA" -> rsa(key, kid);
      case "EC" -> ellipticCurve(key, kid);
      default -> Optional.empty();
    };
  }

  /// A key that names its algorithm is for no other.
  private static List<String> allowed(JsonObject key, List<String> algorithms) {
    return key.string("alg").isEmpty()
        ? algorithms
        : algorithms.stream().filter(key.string("alg").get()::equals).toList();
  }

  private static Optional<Key> rsa(JsonObject key, String kid) throws GeneralSecurityException {
    var modulus = number(key, "n");
    var exponent = number(key, "e");
    if (modulus.bitLength() < RSA_BITS_MIN || exponent.compareTo(BigInteger.TWO) <= 0) {
      return Optional.empty();
    }
    var publicKey =
        KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    return Optional.of(new Key(kid, allowed(key, RSA), publicKey));
  }

  private static Optional<Key> ellipticCurve(JsonObject key, String kid)
      throws GeneralSecurityException {
    var curve = CURVES.get(key.string("crv").orElse(""));
    if (curve == null) {
      return Optional.empty();
    }
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve.javaName));
    var specification = parameters.getParameterSpec(ECParameterSpec.class);
    var point = new ECPoint(number(key, "x"), number(key, "y"));
    if (!isOn(specification.getCurve(), point)) {
      return Optional.empty();
    }
    var publicKey =
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, specification));
    return Optional.of(new Key(kid, allowed(key, List.of(curve.algorithm)), publicKey));
  }

  /// Whether y² = x³ + ax + b; Java does not ask.
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    var p = ((ECFieldFp) curve.getField()).getP();
    var x = point.getAffineX();
    var y = point.getAffineY();
    var right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right.mod(p));
  }

  private static BigInteger number(JsonObject key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.string(name).orElse("")));
  }
}
