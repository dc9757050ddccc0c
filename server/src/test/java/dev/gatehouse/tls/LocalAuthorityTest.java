package dev.gatehouse.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final LocalAuthority authority = LocalAuthority.make(NOW, new java.util.Random(1));

  /// Whether a checker that honours the limits of a root believes it. Java reads them in
  /// certificates of a path alone, not in the one that is trusted, so here it stands in the path.
  private void validate(TlsIdentity identity, Instant at) throws GeneralSecurityException {
    var root = authority.identity().certificate();
    var anchor = new TrustAnchor(root.getSubjectX500Principal(), root.getPublicKey(), null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    var path =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(List.of(identity.certificate(), root));
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  @Test
  void signs_for_names_of_this_machine_for_ninety_days() throws GeneralSecurityException {
    var names =
        List.of("localhost", "*.localhost", "*.auth.us-east-1.localhost", "127.0.0.1", "::1");
    var issued = authority.issue(names, NOW);
    validate(issued, NOW);
    assertThat(issued.names())
        .containsExactly(
            "localhost",
            "*.localhost",
            "*.auth.us-east-1.localhost",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1");
    assertThat(issued.validFrom()).isEqualTo(NOW.minus(Duration.ofDays(1)));
    assertThat(issued.validUntil()).isEqualTo(NOW.plus(Duration.ofDays(90)));
    assertThat(issued.certificate().getExtendedKeyUsage())
        .as("server authentication")
        .containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(issued.certificate().getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(authority.identity().hasSigned(issued.certificate())).isTrue();
  }

  /// Whoever steals its key can be nobody but this machine.
  @ParameterizedTest
  @ValueSource(
      strings = {"example.com", "localhost.example.com", "notlocalhost", "10.0.0.1", "2001:db8::1"})
  void nobody_believes_it_for_another_name(String name) {
    var issued = authority.issue(List.of(name), NOW);
    assertThatThrownBy(() -> validate(issued, NOW)).isInstanceOf(CertPathValidatorException.class);
  }

  @Test
  void its_own_certificate_signs_certificates_and_nothing_else_for_ten_years() {
    var own = authority.identity().certificate();
    assertThat(own.getBasicConstraints()).as("no further authority below it").isZero();
    assertThat(own.getKeyUsage())
        .as("keyCertSign")
        .containsExactly(false, false, false, false, false, true, false, false, false);
    assertThat(own.getCriticalExtensionOIDs())
        .as("basic constraints, key usage, name constraints")
        .containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15", "2.5.29.30");
    assertThat(authority.identity().validUntil()).isEqualTo(NOW.plus(Duration.ofDays(3_650)));
    assertThat(own.getSubjectX500Principal().getName()).contains("Gatehouse local authority ");
  }

  @Test
  void a_certificate_never_outlives_it() {
    var late = NOW.plus(Duration.ofDays(3_600));
    assertThat(authority.issue(List.of("localhost"), late).validUntil())
        .isEqualTo(authority.identity().validUntil());
  }

  @Test
  void another_authority_has_another_name_and_signs_for_nobody_else() {
    var other = LocalAuthority.make(NOW, new java.util.Random(2));
    assertThat(other.identity().certificate().getSubjectX500Principal())
        .isNotEqualTo(authority.identity().certificate().getSubjectX500Principal());
    var issued = other.issue(List.of("localhost"), NOW);
    assertThat(authority.identity().hasSigned(issued.certificate())).isFalse();
    var again = LocalAuthority.of(other.identity(), new java.util.Random(3));
    assertThat(other.identity().hasSigned(again.issue(List.of("localhost"), NOW).certificate()))
        .isTrue();
  }
}
