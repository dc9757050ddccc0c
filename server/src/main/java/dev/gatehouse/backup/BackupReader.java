package dev.gatehouse.backup;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.StreamKey;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.crypto.UnsealingStream;
import dev.gatehouse.store.portable.RowSource;
import dev.gatehouse.store.portable.TableShape;
import dev.gatehouse.store.portable.Tally;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// A backup as rows. What was altered anywhere, moved, cut off or appended is a
/// [DamagedBackupException] where it is met, at the latest when the last table is read.
public final class BackupReader implements RowSource {
  private static final int SHA_256_LENGTH = 32;

  private final DataInputStream rows;
  private final BackupHeader header;
  private int tablesRead;

  private BackupReader(DataInputStream rows, BackupHeader header) {
    this.rows = rows;
    this.header = header;
  }

  /// Reads the beginning.
  ///
  /// @throws DamagedBackupException when it is not the beginning of a backup
  /// @throws OtherMasterKeyException when another installation made it
  public static BackupReader open(InputStream in, Sealer sealer) throws IOException {
    var beginning = in.readNBytes(BackupFormat.MARK.length + StreamKey.SEALED_LENGTH);
    if (!Arrays.equals(Arrays.copyOf(beginning, BackupFormat.MARK.length), BackupFormat.MARK)) {
      throw new DamagedBackupException("it does not begin as a backup of Gatehouse does");
    }
    if (!Arrays.equals(Digests.sha256(beginning), in.readNBytes(SHA_256_LENGTH))) {
      throw new DamagedBackupException("its beginning was altered");
    }
    var key = key(beginning, sealer);
    var rows = new DataInputStream(new UnsealingStream(in, key));
    return new BackupReader(rows, header(rows));
  }

  private static StreamKey key(byte[] beginning, Sealer sealer) {
    var sealed = Arrays.copyOfRange(beginning, BackupFormat.MARK.length, beginning.length);
    try {
      return StreamKey.open(sealed, sealer, BackupFormat.CONTEXT);
    } catch (UnsealException another) {
      throw new OtherMasterKeyException();
    }
  }

  private static BackupHeader header(DataInputStream rows) throws IOException {
    try {
      return BackupHeader.parse(bytes(rows, rows.readInt()))
          .orElseThrow(() -> new DamagedBackupException("its header is not one"));
    } catch (UnsealException | EOFException altered) {
      throw altered();
    }
  }

  public BackupHeader header() {
    return header;
  }

  @Override
  public int schemaVersion() {
    return header.schemaVersion();
  }

  @Override
  public List<TableShape> tables() {
    return header.tables();
  }

  @Override
  public Tally read(TableShape table, Consumer<byte[]> sink) {
    if (!header.tables().get(tablesRead).equals(table)) {
      throw new IllegalArgumentException("the tables of a backup are read in their order");
    }
    try {
      var tally = readRows(sink);
      var written =
          new Tally(rows.readLong(), HexFormat.of().formatHex(bytes(rows, SHA_256_LENGTH)));
      tablesRead++;
      if (!tally.equals(written)) {
        throw new DamagedBackupException("table " + table.name() + " is not what was written");
      }
      if (tablesRead == header.tables().size()) {
        requireEnd();
      }
      return tally;
    } catch (UnsealException | EOFException altered) {
      throw altered();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Tally readRows(Consumer<byte[]> sink) throws IOException {
    var counter = new Tally.Counter();
    for (int length = rows.readInt();
        length != BackupFormat.END_OF_TABLE;
        length = rows.readInt()) {
      var row = bytes(rows, length);
      counter.add(row);
      sink.accept(row);
    }
    return counter.tally();
  }

  private void requireEnd() throws IOException {
    if (rows.readInt() != BackupFormat.END || rows.read() != -1) {
      throw new DamagedBackupException("it does not end where it should");
    }
  }

  private static byte[] bytes(DataInputStream rows, int length) throws IOException {
    if (length < 0) {
      throw new DamagedBackupException("a length in it is none");
    }
    var bytes = rows.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static DamagedBackupException altered() {
    return new DamagedBackupException("it was altered or cut off");
  }
}
