package dev.torsion.enterprise;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.torsion.BlockedLoops;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for H2 in memory.
 */
class H2DatabaseTests extends DatabaseContract {

	H2DatabaseTests() {
		super("r2dbc:h2:mem:///contract?options=DB_CLOSE_DELAY=-1");
	}

	@Override
	String numbers(int rows) {
		return "select x from system_range(1, " + rows + ")";
	}

	@Test
	void blocksNoEventLoop() {
		asksOnAnEventLoop();
		run("create alias if not exists nap for 'dev.torsion.enterprise.H2DatabaseTests$Nap.thread'");
		Mono<String> query = Mono
			.defer(() -> this.database.interaction((tx) -> tx.query("select nap()").as(String.class).single()))
			.subscribeOn(this.fixture.loop());
		try (BlockedLoops watch = BlockedLoops.watch()) {
			assertThat(query.block()).startsWith(DatabaseFixture.BLOCKING);
			assertThat(watch.seen()).isEmpty();
		}
	}

	/** Called by H2, in the thread of the query. */
	public static final class Nap {

		private Nap() {
		}

		/**
		 * Blocks for a moment.
		 * @return the name of the thread
		 * @throws InterruptedException if somebody interrupts it
		 */
		public static String thread() throws InterruptedException {
			new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
			return Thread.currentThread().getName();
		}

	}

}
