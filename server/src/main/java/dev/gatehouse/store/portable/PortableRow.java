package dev.gatehouse.store.portable;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/// A row as bytes, equal for equal rows of either engine: for each column, by name, 0 when it is
/// null, otherwise 1 and the value (text: length in 4 bytes and UTF-8; integer: 8 bytes; boolean: 1
/// byte).
final class PortableRow {
  private static final byte NULL = 0;
  private static final byte VALUE = 1;

  private PortableRow() {}

  static byte[] read(ResultSet row, List<TableShape.Column> columns) throws SQLException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (int i = 0; i < columns.size(); i++) {
        write(row, i + 1, columns.get(i).kind(), out);
      }
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }

  private static void write(ResultSet row, int index, Kind kind, DataOutputStream out)
      throws SQLException, IOException {
    if (row.getObject(index) == null) {
      out.writeByte(NULL);
      return;
    }
    out.writeByte(VALUE);
    switch (kind) {
      case TEXT -> {
        var text = row.getString(index).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      case INTEGER -> out.writeLong(row.getLong(index));
      case BOOLEAN -> out.writeBoolean(row.getBoolean(index));
    }
  }

  /// Sets the parameters of an insert.
  static void bind(byte[] row, PreparedStatement insert, List<TableShape.Column> columns)
      throws SQLException {
    var bytes = ByteBuffer.wrap(row);
    for (int i = 0; i < columns.size(); i++) {
      bind(bytes, insert, i + 1, columns.get(i).kind());
    }
  }

  private static void bind(ByteBuffer bytes, PreparedStatement insert, int index, Kind kind)
      throws SQLException {
    var isNull = bytes.get() == NULL;
    switch (kind) {
      case TEXT -> {
        if (isNull) {
          insert.setNull(index, Types.VARCHAR);
        } else {
          insert.setString(index, text(bytes));
        }
      }
      case INTEGER -> {
        if (isNull) {
          insert.setNull(index, Types.BIGINT);
        } else {
          insert.setLong(index, bytes.getLong());
        }
      }
      case BOOLEAN -> {
        if (isNull) {
          insert.setNull(index, Types.BOOLEAN);
        } else {
          insert.setBoolean(index, bytes.get() != 0);
        }
      }
    }
  }

  private static String text(ByteBuffer bytes) {
    var text = new byte[bytes.getInt()];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
