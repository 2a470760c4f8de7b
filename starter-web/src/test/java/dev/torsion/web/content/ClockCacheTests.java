package dev.torsion.web.content;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClockCacheTests {

	private final List<String> evicted = new ArrayList<>();

	private final ClockCache<String> cache = new ClockCache<>(10, 100, this.evicted::add);

	@Test
	void keepsWhatFits() {
		assertThat(put("a")).isTrue();
		assertThat(this.cache.get("a")).isNotNull().extracting(ClockCache.Slot::value).isEqualTo("a");
		assertThat(this.cache.get("b")).isNull();
	}

	@Test
	void takesInWhatIsOfferedTwiceOnceItIsFull() {
		fill();
		assertThat(put("new")).isFalse();
		assertThat(put("new")).isTrue();
		assertThat(this.evicted).hasSize(1);
		assertThat(this.cache.size()).isEqualTo(10);
	}

	@Test
	void isNotFlushedByAClientWhoAsksForEverythingOnce() {
		fill();
		for (int i = 0; i < 10_000; i++) {
			put("other" + i);
		}
		assertThat(this.evicted).isEmpty();
	}

	@Test
	void givesWhatIsUsedASecondRound() {
		fill();
		this.cache.get("k0");
		for (int i = 0; i < 5; i++) {
			put("new" + i);
			put("new" + i);
		}
		assertThat(this.evicted).hasSize(5).doesNotContain("k0").contains("k1");
	}

	@Test
	void isBoundedInBytes() {
		for (int i = 0; i < 50; i++) {
			this.cache.put("k" + i, "v" + i, 25, 0);
			this.cache.put("k" + i, "v" + i, 25, 0);
		}
		assertThat(this.cache.size()).isEqualTo(4);
		assertThat(this.cache.put("huge", "huge", 26, 0)).isFalse();
	}

	@Test
	void tellsOfEveryValueThatGoes() {
		put("a");
		this.cache.put("a", "b", 1, 0);
		this.cache.remove("a");
		assertThat(this.evicted).containsExactly("a", "b");
	}

	@Test
	void sweepsWhatHasNotBeenUsedSinceTheLastSweep() {
		put("a");
		put("b");
		this.cache.get("a");
		this.cache.sweep();
		assertThat(this.evicted).containsExactly("b");
		this.cache.sweep();
		assertThat(this.evicted).containsExactly("b", "a");
	}

	private void fill() {
		for (int i = 0; i < 10; i++) {
			put("k" + i);
		}
	}

	private boolean put(String key) {
		return this.cache.put(key, key, 1, 0);
	}

}
