package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// UI-19: every operation has its place in the audit log.
class AuditClassTest {
  private static final Path MAIN = Path.of("src/main/java/dev/gatehouse");

  /// An operation is one final class, named as the operation.
  private static Set<String> classes() throws IOException {
    var names = new TreeSet<String>();
    for (var edge : List.of("aws/idp", "admin")) {
      try (Stream<Path> files = Files.walk(MAIN.resolve(edge))) {
        files.forEach(file -> names.add(file.getFileName().toString().replace(".java", "")));
      }
    }
    return names;
  }

  @Test
  void ui_19_every_signed_operation_that_is_built_is_classified_and_nothing_else()
      throws Exception {
    var classes = classes();
    var signed = new TreeSet<String>();
    for (var service : List.of(ApiService.USER_POOLS, ApiService.EXTENSION)) {
      for (var name : ApiModel.shared().names(service)) {
        var entry = ApiModel.shared().find(service, name).orElseThrow();
        if (entry.signed() && classes.contains(name)) {
          signed.add(entry.action());
        }
      }
    }
    assertThat(signed).hasSizeGreaterThan(60);
    assertThat(AuditClass.actions()).isEqualTo(signed);
  }

  @Test
  void an_operation_that_nobody_has_classified_is_a_write() {
    var unbuilt =
        ApiModel.shared().find(ApiService.USER_POOLS, "CreateUserImportJob").orElseThrow();
    assertThat(AuditClass.find(unbuilt.action())).isEmpty();
    assertThat(AuditClass.of(unbuilt)).isEqualTo(AuditClass.WRITE);
  }

  @Test
  void names_say_what_they_do() {
    for (var action : AuditClass.actions()) {
      var name = action.substring(action.indexOf(':') + 1);
      var reads = name.matches("(Admin)?(Count|Describe|Get|List|Search|Verify).*");
      var isWrite = AuditClass.find(action).filter(AuditClass.WRITE::equals).isPresent();
      assertThat(isWrite)
          .as(action)
          .isEqualTo(!reads && !name.matches("Admin(Initiate|Respond).*"));
    }
  }
}
