/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.client.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracehub.client.wire.ProtoWriter;
import dev.tracehub.v1.RecordKind;
import dev.tracehub.v1.Span;
import dev.tracehub.v1.TraceBatch;
import org.junit.jupiter.api.Test;

class SpareBuffersTest {

  private final SpareBuffers spares = new SpareBuffers();

  @Test
  void take_answersWhatWasAdded_andThenNewOnes() {
    byte[] used = new byte[10_000];
    spares.add(used);

    assertThat(spares.take()).isSameAs(used);
    assertThat(spares.take()).isNotSameAs(used);
    assertThat(spares.bytes()).isZero();
  }

  @Test
  void add_beyondTheBound_keepsNothingMore() {
    for (int i = 0; i < 100; i++) {
      spares.add(new byte[1 << 18]);
    }
    spares.add(new byte[(int) SpareBuffers.MAX_BYTES + 1]);

    assertThat(spares.bytes()).isEqualTo(SpareBuffers.MAX_BYTES);
  }

  /** The bytes of a call that failed may still be on their way. */
  @Test
  void batch_givesItsBufferBackOnlyAfterASingleCall() {
    byte[] buffer = new byte[1_000];
    BatchContents contents = new BatchContents(buffer);
    ProtoWriter record = new ProtoWriter();
    record.string(Span.NAME_FIELD_NUMBER, "a");
    contents.add(RecordKind.RECORD_KIND_SPAN, record);
    Batch batch = contents.seal(TraceBatch.getDefaultInstance(), new Batch.Origin(0, 1, null));

    assertThat(batch.freeBuffer()).isNull();
    batch.addCall();
    assertThat(batch.freeBuffer()).isSameAs(buffer);
    batch.addCall();
    assertThat(batch.freeBuffer()).isNull();
  }
}
