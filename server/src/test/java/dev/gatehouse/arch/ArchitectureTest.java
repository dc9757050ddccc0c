package dev.gatehouse.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The architecture as a table: each package and the packages of ours that it may use. Change it
/// only together with a decision record (docs/decisions).
class ArchitectureTest {
  private static final String ROOT = "dev.gatehouse";

  private static final List<String> STATE =
      List.of("env", "json", "metrics", "crypto", "pool", "store", "keys");
  private static final List<String> EDGE =
      plus(STATE, "http", "token", "catalog", "delivery", "users", "authn", "audit", "usage");

  /// What the edges of administrators stand on.
  private static final List<String> ADMINISTRATION = plus(STATE, "administrators", "aws");

  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("env", List.of());
    MAY_USE.put("json", List.of());
    MAY_USE.put("config", List.of());
    MAY_USE.put("metrics", List.of());
    MAY_USE.put("metrics.exposition", List.of("metrics"));
    MAY_USE.put("tls", List.of());
    MAY_USE.put("metrics.otlp", List.of("metrics"));
    MAY_USE.put("http", List.of("env", "metrics"));
    MAY_USE.put("crypto", List.of("env", "metrics"));
    MAY_USE.put("pool", List.of("crypto"));
    MAY_USE.put("store", List.of("pool", "metrics"));
    MAY_USE.put("store.sql", List.of("store", "pool", "json", "metrics"));
    MAY_USE.put("store.portable", List.of("store.sql"));
    MAY_USE.put("store.sqlite", List.of("store.portable", "store.sql", "store", "pool", "metrics"));
    MAY_USE.put(
        "store.postgres", List.of("store.portable", "store.sql", "store", "pool", "metrics"));
    MAY_USE.put("backup", List.of("crypto", "json", "store.portable"));
    MAY_USE.put("keys", List.of("env", "json", "crypto", "pool", "store"));
    MAY_USE.put("audit", List.of("env", "json", "metrics", "crypto", "pool", "store"));
    MAY_USE.put("usage", List.of("env", "json", "metrics", "pool", "store"));
    MAY_USE.put("catalog", STATE);
    MAY_USE.put("token", STATE);
    MAY_USE.put("delivery", plus(STATE, "http"));
    MAY_USE.put("users", plus(STATE, "token", "delivery"));
    MAY_USE.put("authn", plus(STATE, "token", "catalog", "users"));
    MAY_USE.put("oauth", EDGE);
    MAY_USE.put("aws", EDGE);
    MAY_USE.put("aws.idp.pool", plus(EDGE, "aws"));
    MAY_USE.put("aws.idp.client", plus(EDGE, "aws"));
    MAY_USE.put("aws.idp.user", plus(EDGE, "aws"));
    MAY_USE.put("aws.idp.auth", plus(EDGE, "aws"));
    MAY_USE.put("aws.sts", plus(EDGE, "aws"));
    MAY_USE.put("administrators", plus(STATE, "audit"));
    MAY_USE.put("admin", plus(EDGE, "aws", "administrators"));
    MAY_USE.put("console", plus(ADMINISTRATION, "http", "audit"));
  }

  /// The packages that put everything together and may therefore see everything.
  private static final List<String> ASSEMBLY = List.of("", "server", "cli");

  /// Third-party code (a package prefix) and the packages of ours that know it: each library can be
  /// replaced in one folder.
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.eclipse.jetty", List.of("http")),
          Map.entry("org.bouncycastle", List.of("crypto", "tls")),
          Map.entry("tools.jackson", List.of("json")),
          Map.entry(
              "java.sql", List.of("store.sql", "store.portable", "store.sqlite", "store.postgres")),
          Map.entry("javax.sql", List.of("store.sql", "store.sqlite", "store.postgres")),
          Map.entry("org.flywaydb", List.of("store.sql", "store.sqlite", "store.postgres")),
          Map.entry("com.zaxxer", List.of("store.postgres")),
          Map.entry("org.sqlite", List.of("store.sqlite")),
          Map.entry("org.postgresql", List.of("store.postgres")),
          Map.entry(
              "software.amazon.awssdk",
              List.of(
                  "aws",
                  "aws.idp.pool",
                  "aws.idp.client",
                  "aws.idp.user",
                  "aws.idp.auth",
                  "aws.sts")),
          Map.entry("com.amazon.corretto", List.of("crypto")),
          Map.entry(
              "com.github.benmanes", List.of("catalog", "aws", "env", "token", "users", "oauth")),
          Map.entry("jakarta.mail", List.of("delivery")),
          Map.entry("org.eclipse.angus", List.of("delivery")),
          Map.entry("io.prometheus", List.of("metrics.exposition")),
          Map.entry("io.opentelemetry", List.of("metrics.otlp")),
          Map.entry("org.apache.commons.cli", List.of("cli")),
          Map.entry("org.snakeyaml", List.of("config")),
          Map.entry("ch.qos.logback", List.of("server")));

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);

  @Test
  void every_package_has_its_row() {
    var packages =
        PRODUCT.stream()
            .map(ArchitectureTest::packageOf)
            .collect(Collectors.toCollection(TreeSet::new));
    packages.removeAll(ASSEMBLY);
    assertThat(packages)
        .as("packages without a row in the table of this test")
        .isSubsetOf(MAY_USE.keySet());
  }

  @TestFactory
  Stream<DynamicTest> packages_use_only_what_the_table_allows() {
    return MAY_USE.entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(row.getKey(), () -> usesOnly(row.getKey(), row.getValue())));
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCT);
  }

  @TestFactory
  Stream<DynamicTest> libraries_are_known_in_one_place() {
    return LIBRARIES.entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(row.getKey(), () -> knownOnlyIn(row.getKey(), row.getValue())));
  }

  @Test
  void only_the_assembly_reads_the_real_clock() {
    noClasses()
        .that(areOutsideOf(ASSEMBLY))
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.InstantSource.class, "system")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("time is passed in (Env), so that a test can move it")
        .check(PRODUCT);
  }

  @Test
  void only_the_assembly_makes_a_source_of_randomness() {
    noClasses()
        .that(areOutsideOf(ASSEMBLY))
        .should()
        .callConstructor(java.security.SecureRandom.class)
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .because("randomness is passed in (Env), so that a test can repeat it")
        .check(PRODUCT);
  }

  /// KS-12: identifiers, codes and secrets come from a SecureRandom only.
  @Test
  void ks_12_nothing_uses_a_weak_source_of_randomness() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .because("java.util.Random and Math.random can be predicted (KS-12)")
        .check(PRODUCT);
  }

  /// IN-11 and IN-12: no deserialisation, no scripting, no directory look-ups, no shell.
  @Test
  void in_11_in_12_no_dangerous_sink_is_reachable() {
    noClasses()
        .that(areOutsideOf(ASSEMBLY))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(java.io.ObjectInputStream.class, java.lang.ProcessBuilder.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.naming..", "javax.script..", "java.rmi..", "javax.xml..")
        .because("input must never reach such a sink (IN-11, IN-12)")
        .check(PRODUCT);
  }

  /// SV-19: a signature is compared in a time that says nothing of where it differs.
  @Test
  void sv_19_a_signature_is_compared_in_constant_time() {
    var comparisons =
        PRODUCT.get(ROOT + ".aws.SigV4").getMethodCallsFromSelf().stream()
            .filter(call -> call.getOrigin().getName().equals("isSignedBy"))
            .map(JavaMethodCall::getTarget)
            .filter(target -> target.getRawReturnType().isEquivalentTo(boolean.class))
            .map(AccessTarget::getFullName);
    assertThat(comparisons).containsExactly("java.security.MessageDigest.isEqual([B, [B)");
  }

  private static void usesOnly(String name, List<String> allowed) {
    var permitted = plus(allowed, name);
    classes()
        .that(describe("are in " + name, c -> packageOf(c).equals(name)))
        .should()
        .onlyDependOnClassesThat(
            describe(
                "are in " + permitted + " or not ours",
                c -> !isOurs(c) || permitted.contains(packageOf(c))))
        .because("the table says so; change it only together with a decision record")
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  private static void knownOnlyIn(String library, List<String> packages) {
    noClasses()
        .that(areOutsideOf(packages))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .because("third-party types do not cross a package boundary (style, section 8)")
        .check(PRODUCT);
  }

  private static DescribedPredicate<JavaClass> areOutsideOf(List<String> packages) {
    return describe("are outside of " + packages, c -> !packages.contains(packageOf(c)));
  }

  private static boolean isOurs(JavaClass c) {
    return c.getPackageName().equals(ROOT) || c.getPackageName().startsWith(ROOT + ".");
  }

  /// The package without the root: `aws.idp.pool`; empty for the root itself.
  private static String packageOf(JavaClass c) {
    var name = c.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  private static List<String> plus(List<String> names, String... more) {
    var all = new ArrayList<>(names);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
