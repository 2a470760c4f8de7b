package dev.torsion.web.content;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.torsion.net.EventLoop;
import dev.torsion.web.wire.MediaTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class ContentsTests {

	private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

	private final HeldLoop loop = new HeldLoop();

	private long now = 1;

	private FakeTree tree;

	private Contents contents;

	@BeforeEach
	void serve(@TempDir Path directory) throws Exception {
		this.tree = new FakeTree(directory);
		this.tree.put("/a.txt", bytes("one"), LONG_AGO);
		this.contents = contents(this.tree, Duration.ofSeconds(2));
	}

	@Test
	void serves100kRequestsOfASecondWithOneLook() {
		load("/a.txt");
		int looks = this.tree.finds.get();
		for (int i = 0; i < 100_000; i++) {
			this.now += Duration.ofSeconds(1).toNanos() / 100_001;
			assertThat(this.contents.recent("/a.txt")).isInstanceOf(SmallFile.class);
		}
		this.loop.run();
		assertThat(this.tree.finds.get() - looks).isZero();
	}

	@Test
	void looksAgainInTheBackgroundBeforeTheTimeIsUp() throws Exception {
		Resource first = load("/a.txt");
		this.tree.put("/a.txt", bytes("two"), LONG_AGO.plusSeconds(1));
		this.now += Duration.ofMillis(1500).toNanos();
		assertThat(this.contents.recent("/a.txt")).isSameAs(first);
		assertThat(this.contents.recent("/a.txt")).isSameAs(first);
		assertThat(this.loop.run()).as("one look for two requests").isEqualTo(1);
		assertThat(text(this.contents.recent("/a.txt"))).isEqualTo("two");
	}

	@Test
	void neverServesWhatIsOlderThanItIsBelieved() {
		load("/a.txt");
		this.now += Duration.ofSeconds(2).toNanos();
		assertThat(this.contents.recent("/a.txt")).isNull();
	}

	@Test
	void keepsTheSameFileWhenNothingHasChanged() {
		Resource first = load("/a.txt");
		this.now += Duration.ofSeconds(3).toNanos();
		assertThat(load("/a.txt")).isSameAs(first);
		assertThat(this.tree.opens).hasValue(1);
		assertThat(this.contents.recent("/a.txt")).isSameAs(first);
	}

	@Test
	void remembersWhatIsAbsentAndNoticesItsArrival() throws Exception {
		assertThat(load("/b.txt")).isSameAs(Missing.MISSING);
		assertThat(this.contents.recent("/b.txt")).isSameAs(Missing.MISSING);
		this.tree.put("/b.txt", bytes("b"), LONG_AGO);
		this.now += Duration.ofSeconds(2).toNanos();
		assertThat(load("/b.txt")).isInstanceOf(SmallFile.class);
		assertThat(this.contents.recent("/b.txt")).isInstanceOf(SmallFile.class);
		this.tree.remove("/b.txt");
		this.now += Duration.ofSeconds(2).toNanos();
		assertThat(load("/b.txt")).isSameAs(Missing.MISSING);
		assertThat(this.contents.recent("/b.txt")).isSameAs(Missing.MISSING);
	}

	@Test
	void sharesOneLookBetweenRequestsThatAskAtOnce() {
		List<Resource> found = new ArrayList<>();
		this.contents.load("/a.txt").subscribe(found::add);
		this.contents.load("/a.txt").subscribe(found::add);
		assertThat(this.loop.run()).isEqualTo(1);
		assertThat(found).hasSize(2).allSatisfy((resource) -> assertThat(resource).isSameAs(found.get(0)));
	}

	@Test
	void rememberNothingWhenNothingIsToBeBelieved() {
		this.contents = contents(this.tree, Duration.ZERO);
		load("/a.txt");
		assertThat(this.contents.recent("/a.txt")).isNull();
	}

	@Test
	void tellsAFileFromOneOfTheSameSizeAndTime() throws Exception {
		SmallFile one = (SmallFile) load("/a.txt");
		this.tree.put("/c.txt", bytes("two"), LONG_AGO);
		SmallFile two = (SmallFile) load("/c.txt");
		assertThat(one.head().tag().toString()).isNotEqualTo(two.head().tag().toString());
	}

	@Test
	void leavesLargeFilesOnTheDisk() throws Exception {
		this.tree.put("/big", new byte[101], LONG_AGO);
		assertThat(load("/big")).isInstanceOf(LargeFile.class);
		assertThat(this.tree.opens).hasValue(0);
	}

	@Test
	void saysNothingOfADateThatCannotBe() throws Exception {
		this.tree.put("/old", bytes("x"), Instant.EPOCH);
		this.tree.put("/new", bytes("x"), Instant.now().plus(Duration.ofDays(1)));
		assertThat((Object) ((SmallFile) load("/old")).head().lastModified()).isNull();
		assertThat(((SmallFile) load("/new")).head().validators().modified())
			.isLessThanOrEqualTo(Instant.now().getEpochSecond());
	}

	private Contents contents(FakeTree files, Duration valid) {
		MountPoint root = new MountPoint("", files, List.of("index.html"), false, List.of(), Scripts.NONE);
		return new Contents(new Site(List.of(root)), new MediaTypes(Map.of(), (type) -> false),
				new Limits(valid, 100, 10_000, 10), this.loop, () -> this.now);
	}

	private Resource load(String path) {
		List<Resource> found = new ArrayList<>();
		this.contents.load(path).subscribe(found::add);
		this.loop.run();
		return found.get(0);
	}

	private static String text(@Nullable Resource resource) {
		return (resource instanceof SmallFile file) ? file.body().toString(StandardCharsets.UTF_8) : "" + resource;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Holds blocking work until it is told to run it.
	 */
	private static final class HeldLoop implements EventLoop {

		private final Deque<Runnable> work = new ArrayDeque<>();

		int run() {
			int count = 0;
			for (Runnable task = this.work.poll(); task != null; task = this.work.poll()) {
				task.run();
				count++;
			}
			return count;
		}

		@Override
		public void execute(Runnable task) {
			task.run();
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> callable) {
			return Mono.create((sink) -> this.work.add(() -> {
				try {
					sink.success(callable.call());
				}
				catch (Exception ex) {
					sink.error(ex);
				}
			}));
		}

		@Override
		public Scheduler scheduler() {
			return Schedulers.immediate();
		}

	}

}
