package dev.torsion.words.loop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.Door;
import dev.torsion.words.Profile;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopQueue}.
 */
class LoopQueueTests {

	private final List<String> told = new ArrayList<>();

	private final Door door = (event, audience) -> this.told.add(((ChatEvent.Departed) event).reason());

	private final ManualLoop loop = new ManualLoop();

	private final LoopQueue queue = new LoopQueue(this.loop);

	private void deliver(String reason) {
		deliver(reason, this.door);
	}

	private void deliver(String reason, Door door) {
		this.queue.deliver(new ChatEvent.Departed(Profile.ofBot("bot", "host"), reason, Instant.EPOCH, null), door,
				List.of());
	}

	@Test
	void tellsOnTheLoopInOrderWithOneTask() {
		deliver("a");
		deliver("b");
		assertThat(this.told).isEmpty();
		assertThat(this.loop.waiting()).isEqualTo(1);
		this.loop.run();
		assertThat(this.told).containsExactly("a", "b");
		deliver("c");
		this.loop.run();
		assertThat(this.told).containsExactly("a", "b", "c");
	}

	@Test
	void tellsACallerOnTheLoopAtOnceWhatCameBefore() {
		deliver("a");
		this.loop.onLoop(() -> {
			deliver("b");
			assertThat(this.told).containsExactly("a", "b");
		});
		this.loop.run();
		assertThat(this.told).containsExactly("a", "b");
	}

	@Test
	void tellsWhatADoorCausesAfterwards() {
		Door noisy = (event, audience) -> {
			deliver("caused");
			this.told.add("told");
		};
		deliver("cause", noisy);
		deliver("other");
		this.loop.run();
		assertThat(this.told).containsExactly("told", "other", "caused");
	}

	@Test
	void goesOnAfterADoorThatFails() {
		for (Throwable failure : List.of(new IllegalStateException("broken"), new StackOverflowError())) {
			deliver("x", (event, audience) -> {
				if (failure instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) failure;
			});
			deliver("a");
			this.loop.run();
			deliver("b");
			this.loop.run();
			assertThat(this.told).containsExactly("a", "b");
			this.told.clear();
		}
	}

	@Test
	void isReadyUntilThereIsTooMuch() {
		for (int i = 0; i < LoopQueue.CONGESTED - 1; i++) {
			deliver("x");
		}
		assertThat(this.queue.ready()).isSameAs(Mono.empty());
		deliver("x");
		List<String> relieved = new ArrayList<>();
		this.queue.ready().subscribe(null, null, () -> relieved.add("one"));
		this.queue.ready().subscribe(null, null, () -> relieved.add("two"));
		assertThat(relieved).isEmpty();
		this.loop.run();
		assertThat(relieved).containsExactly("one", "two");
		assertThat(this.queue.ready()).isSameAs(Mono.empty());
	}

	@Test
	void handsResultsOverAfterWhatCameBefore() {
		Sinks.One<String> sink = Sinks.one();
		this.queue.hop(sink.asMono()).subscribe(this.told::add);
		sink.tryEmitValue("result");
		deliver("event");
		assertThat(this.told).isEmpty();
		this.loop.run();
		assertThat(this.told).containsExactly("event", "result");
	}

}
