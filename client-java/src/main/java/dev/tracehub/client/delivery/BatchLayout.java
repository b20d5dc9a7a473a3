/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.tracehub.v1.TraceBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch in its wire form, read as far as delivery has to: records stay bytes, so that reading one
 * from the spool or halving it costs no messages.
 *
 * @param header the batch without its records
 * @param records each with its tag and length
 */
record BatchLayout(TraceBatch header, List<ByteString> records) {

  BatchLayout {
    records = List.copyOf(records);
  }

  /** Throws when the bytes are no batch. */
  static BatchLayout of(ByteString batch) throws IOException {
    List<ByteString> header = new ArrayList<>();
    List<ByteString> records = new ArrayList<>();
    CodedInputStream in = batch.newCodedInput();
    int start = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!in.skipField(tag)) {
        throw new IOException("a group that was not begun ends in a batch");
      }
      int end = in.getTotalBytesRead();
      (isRecord(tag) ? records : header).add(batch.substring(start, end));
      start = end;
    }
    return new BatchLayout(TraceBatch.parseFrom(ByteString.copyFrom(header)), records);
  }

  private static boolean isRecord(int tag) {
    int field = WireFormat.getTagFieldNumber(tag);
    return field >= TraceBatch.SPANS_FIELD_NUMBER && field <= TraceBatch.JOBS_FIELD_NUMBER;
  }
}
