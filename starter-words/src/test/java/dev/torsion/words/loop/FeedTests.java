package dev.torsion.words.loop;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Feed}.
 */
class FeedTests {

	private final ManualLoop slow = new ManualLoop();

	@Test
	void tellsListenersOnTheirThreadWhatHappensFromThenOn() {
		Feed<Integer> feed = new Feed<>(10, this.slow.scheduler());
		List<Integer> heard = new ArrayList<>();
		feed.tell(1);
		feed.events().subscribe(heard::add);
		feed.tell(2);
		feed.tell(3);
		assertThat(heard).isEmpty();
		this.slow.run();
		assertThat(heard).containsExactly(2, 3);
	}

	@Test
	void losesTheOldestForAListenerThatDoesNotKeepUp() {
		Feed<Integer> feed = new Feed<>(3, this.slow.scheduler());
		List<Integer> heard = new ArrayList<>();
		feed.events().subscribe(heard::add);
		for (int i = 1; i <= 100; i++) {
			feed.tell(i);
		}
		this.slow.run();
		assertThat(heard).hasSizeLessThanOrEqualTo(4).endsWith(98, 99, 100);
	}

	@Test
	void isNotHeldUpByOneListener() {
		Feed<Integer> feed = new Feed<>(3, Schedulers.immediate());
		List<Integer> heard = new ArrayList<>();
		feed.events().publishOn(this.slow.scheduler(), 1).subscribe();
		feed.events().subscribe(heard::add);
		for (int i = 1; i <= 10; i++) {
			feed.tell(i);
		}
		assertThat(heard).hasSize(10);
	}

	@Test
	void forgetsListenersThatGo() {
		Feed<Integer> feed = new Feed<>(3, Schedulers.immediate());
		List<Integer> heard = new ArrayList<>();
		Disposable listening = feed.events().subscribe(heard::add);
		listening.dispose();
		feed.tell(1);
		assertThat(heard).isEmpty();
	}

	@Test
	void endsForThoseWhoListenAndThoseWhoCome() {
		Feed<Integer> feed = new Feed<>(3, Schedulers.immediate());
		List<String> ends = new ArrayList<>();
		feed.events().subscribe(null, null, () -> ends.add("listening"));
		feed.end();
		feed.events().subscribe(null, null, () -> ends.add("coming"));
		assertThat(ends).containsExactly("listening", "coming");
	}

}
