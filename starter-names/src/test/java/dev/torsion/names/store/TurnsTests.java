package dev.torsion.names.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of turns.
 */
class TurnsTests {

	private final List<String> events = new ArrayList<>();

	private final List<Sinks.One<String>> running = new ArrayList<>();

	@Test
	void letsOneThingHappenAfterAnother() {
		Turns turns = new Turns(1, 10);
		turns.take(work()).subscribe(this.events::add);
		turns.take(work()).subscribe(this.events::add);
		assertThat(this.running).hasSize(1);
		this.running.get(0).tryEmitValue("first");
		assertThat(this.events).containsExactly("first");
		assertThat(this.running).hasSize(2);
		this.running.get(1).tryEmitValue("second");
		assertThat(this.events).containsExactly("first", "second");
	}

	@Test
	void letsSeveralThingsHappenAtATime() {
		Turns turns = new Turns(2, 10);
		for (int i = 0; i < 3; i++) {
			turns.take(work()).subscribe(this.events::add);
		}
		assertThat(this.running).hasSize(2);
		this.running.get(1).tryEmitEmpty();
		assertThat(this.running).hasSize(3);
	}

	@Test
	void goesOnAfterAFailure() {
		Turns turns = new Turns(1, 10);
		turns.take(Mono.error(new IllegalStateException("broken")))
			.subscribe(null, (ex) -> this.events.add(ex.getMessage()));
		turns.take(Mono.just("next")).subscribe(this.events::add);
		assertThat(this.events).containsExactly("broken", "next");
	}

	@Test
	void carriesThroughWhatNobodyWaitsForAnyMore() {
		Turns turns = new Turns(1, 10);
		turns.take(work().doOnNext((value) -> this.events.add("done"))).subscribe().dispose();
		turns.take(work()).subscribe(this.events::add);
		assertThat(this.running).hasSize(1);
		this.running.get(0).tryEmitValue("first");
		assertThat(this.events).containsExactly("done");
		assertThat(this.running).hasSize(2);
	}

	@Test
	void letsOnlySoManyWait() {
		Turns turns = new Turns(1, 1);
		for (int i = 0; i < 3; i++) {
			turns.take(work()).subscribe(null, (ex) -> this.events.add(ex.getClass().getSimpleName()));
		}
		assertThat(this.events).containsExactly(RejectedExecutionException.class.getSimpleName());
	}

	@Test
	void goesThroughManyThatAreDoneAtOnce() {
		Turns turns = new Turns(1, 100_000);
		turns.take(work()).subscribe();
		for (int i = 0; i < 100_000; i++) {
			turns.take(Mono.just("done")).subscribe(this.events::add);
		}
		this.running.get(0).tryEmitEmpty();
		assertThat(this.events).hasSize(100_000);
	}

	private Mono<String> work() {
		return Mono.defer(() -> {
			Sinks.One<String> sink = Sinks.one();
			this.running.add(sink);
			return sink.asMono();
		});
	}

}
