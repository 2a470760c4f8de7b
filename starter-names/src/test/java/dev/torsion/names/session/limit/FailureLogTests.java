package dev.torsion.names.session.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.impl.NoOpLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureLog}.
 */
class FailureLogTests {

	private final List<String> lines = new ArrayList<>();

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);

	private final FailureLog log = new FailureLog(new Lines(), this.time::get);

	@Test
	void tellsOfAFew() {
		fail(2);
		assertThat(this.lines).containsExactly("failure 0", "failure 1");
	}

	@Test
	void countsWhatIsTooMuch() {
		fail(10_000);
		assertThat(this.lines).hasSize(FailureLog.MOST);
		this.time.addAndGet(FailureLog.PERIOD.toNanos() - 1);
		fail(1);
		assertThat(this.lines).hasSize(FailureLog.MOST);
		this.lines.clear();
		this.time.incrementAndGet();
		fail(1);
		assertThat(this.lines).containsExactly("Failed 9991 times more in the minute before", "failure 0");
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.log.error("failure " + i, new IllegalStateException("test"));
		}
	}

	/** Keeps what it is told. */
	private final class Lines extends NoOpLog {

		@Override
		public void error(Object message) {
			FailureLogTests.this.lines.add(String.valueOf(message));
		}

		@Override
		public void error(Object message, Throwable cause) {
			error(message);
		}

	}

}
