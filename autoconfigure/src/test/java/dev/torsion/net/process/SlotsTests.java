package dev.torsion.net.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Slots}.
 */
class SlotsTests {

	private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

	private final Slots slots = new Slots(new Slots.Limit(3, 2, 4, Duration.ofSeconds(10)), this.timer);

	private final List<Object> events = new ArrayList<>();

	private Taker take(String peer) {
		return new Taker(peer);
	}

	@Test
	void admitsInOrderAsSlotsBecomeFree() {
		Taker a = take("a");
		take("b");
		take("c");
		take("d");
		take("e");
		assertThat(this.events).containsExactly("a", "b", "c");
		a.slot.release();
		a.slot.release();
		assertThat(this.events).containsExactly("a", "b", "c", "d");
	}

	@Test
	void onePeerTakesUpItsPartOnly() {
		Taker first = take("a");
		take("a");
		take("a");
		take("a");
		take("a");
		assertThat(this.events).containsExactly("a", "a", "a: 3 are running and 2 are waiting");
		take("b");
		assertThat(this.events).endsWith("b");
		take("c");
		first.slot.release();
		assertThat(this.events).endsWith("a");
	}

	@Test
	void aFreedSlotGoesToTheFirstWhoMayHaveIt() {
		take("a");
		take("a");
		Taker b = take("b");
		take("a");
		take("c");
		b.slot.release();
		assertThat(this.events).containsExactly("a", "a", "b", "c");
	}

	@Test
	void refusesThoseWhoFindTheQueueFull() {
		for (String peer : "a b c d e f g".split(" ")) {
			take(peer);
		}
		take("h");
		assertThat(this.events).containsExactly("a", "b", "c", "h: 3 are running and 4 are waiting");
	}

	@Test
	void refusesThoseWhoHaveWaitedTooLong() {
		take("a");
		take("b");
		Taker c = take("c");
		take("d");
		this.timer.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.events).endsWith("d: Waited for PT10S");
		c.slot.release();
		take("e");
		assertThat(this.events).endsWith("e");
		this.timer.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.events).endsWith("e");
	}

	@Test
	void oneWhoLeavesWaitsNoLonger() {
		Taker a = take("a");
		take("b");
		take("c");
		Taker d = take("d");
		take("e");
		d.subscription.dispose();
		a.slot.release();
		assertThat(this.events).containsExactly("a", "b", "c", "e");
	}

	private final class Taker {

		private final Disposable subscription;

		private Slots.Slot slot = () -> {
		};

		Taker(String peer) {
			this.subscription = SlotsTests.this.slots.take(peer).subscribe((taken) -> {
				this.slot = taken;
				SlotsTests.this.events.add(peer);
			}, (ex) -> SlotsTests.this.events.add(peer + ": " + ex.getMessage()));
		}

	}

}
