package dev.gatehouse.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.concurrent.CountDownLatch;

/// RSA-2048 with the fastest provider of the platform (design D4). Loading the native provider
/// takes a fifth of a second, so it is loaded in the background and the JDK's provider signs until
/// then, and wherever there is no native one. Thread-safe.
public final class Rsa {
  private static final int KEY_BITS = 2048;
  private static final String ALGORITHM = "RS256";

  private static final Provider JDK = Security.getProvider("SunRsaSign");

  private final Family<Histogram> durations =
      Family.histograms(
          "gatehouse_signature_duration_seconds",
          "Time of one signature.",
          Buckets.WORK,
          "algorithm",
          "provider");
  private volatile Provider provider = JDK;
  private volatile CountDownLatch loaded = new CountDownLatch(0);

  /// Loads the native provider on a thread of its own, and signs with it as soon as it is there.
  /// The launcher points it at a library that the build unpacked; started otherwise, it unpacks its
  /// own into the folder for temporary files, which must allow to execute.
  public void loadNativeInBackground() {
    var done = new CountDownLatch(1);
    loaded = done;
    Thread.ofPlatform()
        .name("gatehouse-native-crypto")
        .daemon()
        .start(() -> {
          try {
            var _ = loadNative();
          } finally {
            done.countDown();
          }
        });
  }

  /// Shows the signatures that were made.
  public void showIn(Meters meters) {
    var _ = durations.of(ALGORITHM, JDK.getName()); // Shown from the start: it should stay at zero.
    meters.show(durations);
  }

  /// Waits while the native provider is being loaded, if it is: work that nobody waits for costs a
  /// third with it.
  ///
  /// @throws InterruptedException when the thread is interrupted meanwhile
  public void awaitProvider() throws InterruptedException {
    loaded.await();
  }

  /// Loads the native provider and signs with it from then on; blocks while it loads.
  ///
  /// @return whether there is one for this platform
  public boolean loadNative() {
    try {
      var accp = AmazonCorrettoCryptoProvider.INSTANCE;
      if (accp.getLoadingError() != null) {
        return false;
      }
      provider = accp;
      return true;
    } catch (LinkageError noneForThisPlatform) {
      return false;
    }
  }

  /// Whether the native provider signs now.
  public boolean isNative() {
    return !provider.equals(JDK);
  }

  /// The name of the provider that signs now, for logs and `doctor`.
  public String providerName() {
    return provider.getName();
  }

  /// A key pair in its encoded forms: PKCS #8 and X.509 `SubjectPublicKeyInfo`.
  public static final class EncodedPair {
    private final byte[] privateKey;
    private final byte[] publicKey;

    private EncodedPair(byte[] privateKey, byte[] publicKey) {
      this.privateKey = privateKey;
      this.publicKey = publicKey;
    }

    public byte[] privateKey() {
      return privateKey.clone();
    }

    public byte[] publicKey() {
      return publicKey.clone();
    }
  }

  /// A new pair with the exponent 65537. Takes 50 to 500 ms of CPU.
  public EncodedPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA", provider);
      generator.initialize(new RSAKeyGenParameterSpec(KEY_BITS, RSAKeyGenParameterSpec.F4));
      var pair = generator.generateKeyPair();
      return new EncodedPair(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public key that `encoded` (X.509 `SubjectPublicKeyInfo`) holds.
  public static RSAPublicKey publicKey(byte[] encoded) {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A signer for the private key that `encoded` (PKCS #8) holds.
  public Signer signer(byte[] encoded) {
    return new Signer(this, encoded);
  }

  /// A verifier for a public key.
  public Verifier verifier(RSAPublicKey key) {
    return new Verifier(this, key);
  }

  /// Verifies with one public key, by the provider that signs. Thread-safe.
  public static final class Verifier {
    private final Rsa rsa;
    private final RSAPublicKey key;
    private volatile Held held;

    private Verifier(Rsa rsa, RSAPublicKey key) {
      this.rsa = rsa;
      this.key = key;
      held = new Held(JDK, key);
    }

    /// As its provider holds it: see [Signer].
    private record Held(Provider provider, PublicKey key) {
      private static Held by(Provider provider, RSAPublicKey key) {
        try {
          var encoded = new X509EncodedKeySpec(key.getEncoded());
          return new Held(
              provider, KeyFactory.getInstance("RSA", provider).generatePublic(encoded));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    /// Whether `signature` is the RSASSA-PKCS1-v1_5 signature with SHA-256 (RS256, RFC 7518 §3.3)
    /// of `text`.
    public boolean verifies(byte[] text, byte[] signature) {
      var current = held;
      if (!current.provider.equals(rsa.provider)) {
        current = Held.by(rsa.provider, key);
        held = current;
      }
      try {
        var verifying = Signature.getInstance("SHA256withRSA", current.provider);
        verifying.initVerify(current.key);
        verifying.update(text);
        return verifying.verify(signature);
      } catch (SignatureException notOne) {
        return false; // Its length is wrong, or it is no number below the modulus.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Signer.Parsed parsed(Provider by, byte[] encoded) {
    return Signer.Parsed.by(by, encoded, durations.of(ALGORITHM, by.getName()));
  }

  /// Signs with one private key. Thread-safe: a fresh signature object costs nothing measurable.
  public static final class Signer {
    private final Rsa rsa;
    private final byte[] encoded;
    private volatile Parsed parsed;

    private Signer(Rsa rsa, byte[] encoded) {
      this.rsa = rsa;
      this.encoded = encoded.clone();
      parsed = rsa.parsed(rsa.provider, encoded);
    }

    /// The key as its provider holds it: a foreign key object would be converted at every
    /// signature, which more than doubles its cost.
    private record Parsed(Provider provider, PrivateKey key, Histogram duration) {
      private static Parsed by(Provider provider, byte[] encoded, Histogram duration) {
        try {
          var factory = KeyFactory.getInstance("RSA", provider);
          return new Parsed(
              provider, factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)), duration);
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    /// The RSASSA-PKCS1-v1_5 signature with SHA-256 (RS256, RFC 7518 §3.3) of `text`.
    public byte[] sign(byte[] text) {
      var current = parsed;
      if (!current.provider.equals(rsa.provider)) {
        current = rsa.parsed(rsa.provider, encoded);
        parsed = current;
      }
      var start = System.nanoTime();
      try {
        var signature = Signature.getInstance("SHA256withRSA", current.provider);
        signature.initSign(current.key);
        signature.update(text);
        var signed = signature.sign();
        current.duration.observeSince(start);
        return signed;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
