package dev.torsion.enterprise;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
		Set<String> threads = ConcurrentHashMap.newKeySet();
		this.database.operation(
				"create alias if not exists thread_name for 'dev.torsion.enterprise.H2DatabaseTests$ThreadName.get'")
			.run()
			.block();
		Mono<String> query = this.database
			.interaction((tx) -> tx.query("select thread_name()").as(String.class).single());
		Mono.defer(() -> query)
			.subscribeOn(
					Schedulers.fromExecutorService(this.fixture.resources().getLoopResources().onServer(true).next()))
			.doOnNext(threads::add)
			.block();
		assertThat(threads).singleElement().asString().startsWith(DatabaseFixture.BLOCKING);
	}

	/** Called by H2, in the thread of the query. */
	public static final class ThreadName {

		private ThreadName() {
		}

		/**
		 * Tells the thread.
		 * @return its name
		 */
		public static String get() {
			return Thread.currentThread().getName();
		}

	}

}
