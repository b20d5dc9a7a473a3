/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.collector.grpc;

import com.google.rpc.Code;
import dev.tracehub.collector.errors.Failures;
import dev.tracehub.collector.ingest.BoundedGzip.InflationException;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request into one array and nothing more. What is too large or cannot be decompressed
 * becomes a refusal, because gRPC answers whatever a marshaller throws with UNKNOWN. Thread-safe.
 */
final class InboundMarshaller implements MethodDescriptor.Marshaller<InboundMessage> {

  private final int mostBytes;

  /**
   * @param mostBytes the largest message, decompressed
   */
  InboundMarshaller(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public InputStream stream(InboundMessage message) {
    return new ByteArrayInputStream(message.bytes());
  }

  @Override
  public InboundMessage parse(InputStream stream) {
    try {
      byte[] bytes = stream instanceof KnownLength ? known(stream) : inflated(stream);
      return bytes == null
          ? InboundMessage.refused(tooLarge("over " + mostBytes + " bytes"))
          : InboundMessage.of(bytes);
    } catch (InflationException e) {
      return InboundMessage.refused(tooLarge(String.valueOf(e.getMessage())));
    } catch (StatusRuntimeException e) {
      // The limit of the server, which may be lower than ours.
      return InboundMessage.refused(e);
    } catch (IOException e) {
      return InboundMessage.refused(
          Failures.invalid("message", "MALFORMED", "cannot be decompressed: " + e.getMessage()));
    }
  }

  /** One array and one copy: how long the message is is known. Null when that is too long. */
  private byte @Nullable [] known(InputStream stream) throws IOException {
    int length = stream.available();
    if (length > mostBytes) {
      return null;
    }
    byte[] bytes = new byte[length];
    int read = stream.readNBytes(bytes, 0, length);
    return read == length ? bytes : Arrays.copyOf(bytes, read);
  }

  /** One byte more than the limit tells that the message is too long. */
  private byte @Nullable [] inflated(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(mostBytes + 1);
    return bytes.length > mostBytes ? null : bytes;
  }

  private StatusRuntimeException tooLarge(String what) {
    return Failures.failure(
        Code.RESOURCE_EXHAUSTED,
        "TOO_LARGE",
        "message: " + what + " (expected: at most " + mostBytes + " bytes)");
  }
}
