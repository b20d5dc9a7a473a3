/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.clickhouse.write;

import com.google.protobuf.CodedOutputStream;
import dev.tracehub.storage.SpanContent;
import dev.tracehub.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Tells duplicates from conflicts without the span that is held: 64 bits of what {@link
 * SpanContent} compares. Kept in the store, so it must stay as it is.
 */
final class ContentHash {

  private static final XXHash64 HASH = XXHashFactory.fastestJavaInstance().hash64();

  private ContentHash() {}

  static long of(Span span) {
    Span content = SpanContent.of(span);
    byte[] bytes = new byte[content.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    // Maps have no order of their own.
    out.useDeterministicSerialization();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HASH.hash(bytes, 0, bytes.length, 0);
  }
}
