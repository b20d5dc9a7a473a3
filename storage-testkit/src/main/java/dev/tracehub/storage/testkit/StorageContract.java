/*
 * Copyright The Tracehub Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.tracehub.storage.testkit;

import dev.tracehub.storage.Storage;
import org.junit.jupiter.api.Nested;

/**
 * The whole contract. The test of a store extends this class and implements {@link #newStorage},
 * and with that runs every test there is, also those that are added later. JUnit names a failure by
 * the class inside, e.g. {@code InMemoryStorageTest$Writes}.
 */
public abstract class StorageContract implements StorageFixture {

  @Nested
  class Writes extends SpanWriterContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class SideRecords extends SideRecordContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class CostChanges extends CostChangeContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Content extends ContentContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Retained extends RetentionContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Traces extends TraceReaderContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class OpenSpans extends OpenSpanContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class SpanSearch extends SpanSearchContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class AttributeSearch extends AttributeSearchContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class TraceSearch extends TraceSearchContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Sessions extends SessionContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Users extends UserContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class EvaluationSearch extends EvaluationSearchContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class MetricSearch extends MetricSearchContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Paging extends PagingContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Measures extends MeasureContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Sampling extends SamplingContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class SampledCorrections extends SampledCorrectionContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Estimates extends EstimateContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Grouping extends GroupingContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Records extends RecordStoreContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Tenancy extends TenancyContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Purging extends PurgeContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }

  @Nested
  class Randomized extends RandomizedContract {
    @Override
    public Storage newStorage() {
      return StorageContract.this.newStorage();
    }
  }
}
