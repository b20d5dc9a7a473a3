/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.memory.documents;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import dev.tracehub.storage.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file of documents as bytes: a mark of the format and its version, the number of documents,
 * each document's kind, id, version and body, and a CRC32C of all that.
 */
final class DocumentCodec {

  /** "THDOCS", then the version of the format. */
  private static final long MAGIC = 0x5448_444f_4353_0001L;

  private static final int MIN_LENGTH = Long.BYTES + 1 + Integer.BYTES;

  private DocumentCodec() {}

  static byte[] encode(Collection<Document> documents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeFixed64NoTag(MAGIC);
      out.writeUInt32NoTag(documents.size());
      for (Document document : documents) {
        out.writeStringNoTag(document.kind());
        out.writeStringNoTag(document.id());
        out.writeUInt64NoTag(document.version());
        out.writeBytesNoTag(document.body());
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array stream failed", e);
    }
    byte[] content = bytes.toByteArray();
    return ByteBuffer.allocate(content.length + Integer.BYTES)
        .put(content)
        .putInt(checksum(content, content.length))
        .array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException when the bytes are something else, torn or changed; the message says what
   */
  static List<Document> decode(byte[] bytes) throws IOException {
    if (bytes.length < MIN_LENGTH) {
      throw new IOException("length: " + bytes.length + " (expected: >= " + MIN_LENGTH + ")");
    }
    int length = bytes.length - Integer.BYTES;
    int expected = checksum(bytes, length);
    int found = ByteBuffer.wrap(bytes).getInt(length);
    if (found != expected) {
      throw new IOException(
          String.format("checksum: %08x (expected: %08x; torn or changed)", found, expected));
    }
    CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
    long magic = in.readFixed64();
    if (magic != MAGIC) {
      throw new IOException(String.format("format: %016x (expected: %016x)", magic, MAGIC));
    }
    int count = in.readUInt32();
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(
          new Document(
              in.readStringRequireUtf8(),
              in.readStringRequireUtf8(),
              in.readUInt64(),
              ByteString.copyFrom(in.readByteArray())));
    }
    return documents;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
