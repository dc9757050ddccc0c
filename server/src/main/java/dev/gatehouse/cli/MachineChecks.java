package dev.gatehouse.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.gatehouse.crypto.Rsa;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `gatehouse doctor` finds out about the machine and the JVM.
final class MachineChecks {
  private static final int JAVA_NEEDED = 25;
  private static final int SIGNATURES = 200;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MEGABYTE = 1_000_000;
  private static final long HEAP_MIN = 250 * MEGABYTE;
  private static final long FILES_BESIDE_CONNECTIONS = 200;
  private static final Path TIME_SERVICE = Path.of("/run/systemd/timesync");

  private final Checkup checkup;

  MachineChecks(Checkup checkup) {
    this.checkup = checkup;
  }

  void java() {
    int feature = Runtime.version().feature();
    var text = Runtime.version() + " at " + System.getProperty("java.home");
    if (feature == JAVA_NEEDED) {
      checkup.ok("java", text);
    } else {
      checkup.fail("java", text, "install JDK " + JAVA_NEEDED);
    }
  }

  /// The AOT cache shortens a start by a second; a JVM that cannot use it says nothing.
  void cache() {
    var arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
    if (arguments.stream().anyMatch(argument -> argument.startsWith("-XX:AOTCache="))) {
      checkup.ok("aot cache", "in use");
    } else {
      checkup.warn(
          "aot cache", "none: a start takes about a second longer", "run `gatehouse train`");
    }
  }

  void memory() {
    long heap = Runtime.getRuntime().maxMemory();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var text =
        "heap up to %d MB of the %d MB of this machine or container"
            .formatted(heap / MEGABYTE, system.getTotalMemorySize() / MEGABYTE);
    if (heap >= HEAP_MIN) {
      checkup.ok("memory", text);
    } else {
      checkup.warn("memory", text, "give it 256 MB: GATEHOUSE_JAVA_OPTS=-Xmx256m");
    }
  }

  /// A connection needs one file.
  ///
  /// @param connectionsMax the setting
  void files(int connectionsMax) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long max = unix.getMaxFileDescriptorCount();
      var text = "%d open files allowed".formatted(max);
      if (max >= connectionsMax + FILES_BESIDE_CONNECTIONS) {
        checkup.ok("open files", text);
      } else {
        checkup.warn(
            "open files",
            text + ", fewer than http.connections-max (" + connectionsMax + ") and its own need",
            "raise it: ulimit -n, or LimitNOFILE of the service");
      }
    }
  }

  /// Says so only where it can be known: systemd's own client marks a clock that it has set.
  void clock() {
    if (!Files.isDirectory(TIME_SERVICE)) {
      checkup.ok("clock", "who sets it cannot be told here");
    } else if (Files.exists(TIME_SERVICE.resolve("synchronized"))) {
      checkup.ok("clock", "set by systemd-timesyncd");
    } else {
      checkup.warn(
          "clock",
          "not set by a time server yet",
          "tokens and signatures need the right time: see timedatectl");
    }
  }

  /// Makes a key and signs with it, as the server does for each token.
  void signatures() {
    var rsa = new Rsa();
    var isNative = rsa.loadNative();
    var signer = rsa.signer(rsa.generate().privateKey());
    var text = "gatehouse doctor".getBytes(StandardCharsets.UTF_8);
    var best = Long.MAX_VALUE;
    for (int i = 0; i < SIGNATURES; i++) {
      var start = System.nanoTime();
      signer.sign(text);
      best = Math.min(best, System.nanoTime() - start);
    }
    var found = "RSA-2048 by %s, %d µs each".formatted(rsa.providerName(), best / NANOS_PER_MICRO);
    if (isNative) {
      checkup.ok("signatures", found);
    } else {
      checkup.warn(
          "signatures",
          found,
          "the native library would need a third: see \"Memory and the JVM\" in docs/operations.md");
    }
  }
}
