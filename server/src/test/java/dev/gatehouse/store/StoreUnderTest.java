package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What a contract begins with. A backend's test says only how to open an empty store.
public abstract class StoreUnderTest {
  protected Store store;

  protected abstract Store openEmpty() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = openEmpty();
    write(this::prepare);
  }

  /// What is there when a test begins: two empty pools.
  void prepare(WriteTx tx) {
    tx.userPools().insert(Rows.pool(Rows.POOL));
    tx.userPools().insert(Rows.pool(Rows.OTHER_POOL));
  }

  @AfterEach
  void close() {
    store.close();
  }

  void write(Consumer<WriteTx> work) {
    store.write(tx -> {
      work.accept(tx);
      return true;
    });
  }

  void assertRefused(Refusal refusal, Consumer<WriteTx> work) {
    ThrowingCallable call = () -> write(work);
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }
}
