package dev.gatehouse.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The kit uses the server's way in and nothing behind it; the server does not know the kit.
class DirectionTest {
  private static final String ROOT = "dev.gatehouse";
  private static final String KIT = ROOT + ".testkit";
  private static final List<String> MAY_USE =
      List.of(
          KIT, ROOT + ".server", ROOT + ".config", ROOT + ".env", ROOT + ".http", ROOT + ".json");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void the_server_does_not_know_the_kit() {
    noClasses()
        .that(describe("are of the server", c -> !c.getPackageName().equals(KIT)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(KIT)
        .check(PRODUCT);
  }

  @Test
  void the_kit_uses_nothing_behind_the_way_in() {
    classes()
        .that(describe("are of the kit", c -> c.getPackageName().equals(KIT)))
        .should()
        .onlyDependOnClassesThat(
            describe("are in " + MAY_USE + " or not ours", DirectionTest::isAllowed))
        .check(PRODUCT);
  }

  private static boolean isAllowed(JavaClass c) {
    return !c.getPackageName().startsWith(ROOT) || MAY_USE.contains(c.getPackageName());
  }

  @Test
  void no_library_of_the_server_shows_through() {
    noClasses()
        .that(describe("are of the kit", c -> c.getPackageName().equals(KIT)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.jetty..", "tools.jackson..", "ch.qos.logback..")
        .check(PRODUCT);
  }
}
