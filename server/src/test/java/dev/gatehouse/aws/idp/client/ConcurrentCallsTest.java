package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls at once for what there is room for once: exactly one wins, and each loser is told why.
class ConcurrentCallsTest {
  private static final int CALLERS = 8;

  @TempDir Path folder;
  private ClientApi api;

  @BeforeEach
  void open() {
    api = ClientApi.strict(folder);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void ac_44_one_of_many_adds_the_second_secret() throws Exception {
    var pool = api.createPool("");
    var client = ClientApi.id(api.createClient(pool, ",'GenerateSecret':true"));

    var answers =
        atOnce(_ ->
            api.outcome(
                "AddUserPoolClientSecret",
                "{'UserPoolId':'" + pool + "','ClientId':'" + client + "'}"));

    assertThat(answers).containsOnlyOnce("200").contains("400 LimitExceededException");
    assertThat(answers).containsOnly("200", "400 LimitExceededException");
  }

  @Test
  void do_05_one_of_many_pools_gets_the_prefix() throws Exception {
    var pools = IntStream.range(0, CALLERS).mapToObj(_ -> api.createPool("")).toList();

    var answers =
        atOnce(i ->
            api.outcome(
                "CreateUserPoolDomain",
                "{'UserPoolId':'" + pools.get(i) + "','Domain':'lobster1234'}"));

    assertThat(answers).containsOnlyOnce("200").contains("400 InvalidParameterException");
    assertThat(answers).containsOnly("200", "400 InvalidParameterException");
  }

  @Test
  void do_06_one_of_many_prefixes_becomes_the_pools() throws Exception {
    var pool = api.createPool("");

    var answers =
        atOnce(i ->
            api.outcome(
                "CreateUserPoolDomain",
                "{'UserPoolId':'" + pool + "','Domain':'prefix" + i + "'}"));

    assertThat(answers).containsOnlyOnce("200");
    assertThat(answers).containsOnly("200", "400 InvalidParameterException");
  }

  private interface Call {
    String run(int caller);
  }

  private static List<String> atOnce(Call call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<String>>();
      for (int i = 0; i < CALLERS; i++) {
        int caller = i;
        tasks.add(() -> call.run(caller));
      }
      var answers = new ArrayList<String>();
      for (var answer : threads.invokeAll(tasks)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
