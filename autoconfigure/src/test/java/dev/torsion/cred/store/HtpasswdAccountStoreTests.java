package dev.torsion.cred.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.cred.account.Account;
import dev.torsion.net.EventLoop;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(OutputCaptureExtension.class)
class HtpasswdAccountStoreTests {

	private static final String BOB = "bob:" + HtpasswdFileTests.BCRYPT + "\n";

	private static final String AMY = "amy:" + HtpasswdFileTests.MD5 + "\n";

	private final PoolLoop loop = new PoolLoop();

	private Path file;

	@BeforeEach
	void write(@TempDir Path folder) throws IOException {
		this.file = Files.writeString(folder.resolve("users"), BOB);
	}

	@Test
	void findsAccountsWhateverTheCase() throws IOException {
		HtpasswdAccountStore store = open();
		assertThat(find(store, "BOB"))
			.isEqualTo(AccountStoreContract.account("bob", "{bcrypt}" + HtpasswdFileTests.BCRYPT));
		assertThat(find(store, "amy")).isNull();
		assertThat(store.passwordSamples()).hasValueSatisfying(
				(samples) -> assertThat(samples).containsExactly("{bcrypt}" + HtpasswdFileTests.BCRYPT));
	}

	@Test
	void doesNotStartWithAFileThatIsMissingOrBroken() throws IOException {
		Files.writeString(this.file, "bob:secret");
		assertThatExceptionOfType(HtpasswdException.class).isThrownBy(this::open).withMessageStartingWith("Line 1 ");
		Files.delete(this.file);
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(this::open);
		Files.createDirectory(this.file);
		assertThatExceptionOfType(IOException.class).isThrownBy(this::open);
	}

	@Test
	void followsAFileThatIsReplaced() throws IOException {
		HtpasswdAccountStore store = open();
		replace(AMY);
		assertThat(find(store, "amy")).isNotNull();
		assertThat(find(store, "bob")).isNull();
		assertThat(store.passwordSamples().orElseThrow()).containsExactly("{crypt}" + HtpasswdFileTests.MD5);
	}

	@Test
	void looksAtTheFileOnceASecondAtMost() throws IOException {
		HtpasswdAccountStore store = open();
		find(store, "bob");
		replace(AMY);
		this.loop.time.advance(Duration.ofMillis(999));
		assertThat(store.find("amy").block()).isNull();
		this.loop.time.advance(Duration.ofMillis(1));
		assertThat(store.find("amy").block()).isNotNull();
		assertThat(this.loop.works).hasValue(2);
	}

	@Test
	void looksOnceForAllWhoAskMeanwhileAndOnThePoolAlone() throws IOException {
		HtpasswdAccountStore store = open();
		this.loop.time.advance(Duration.ofSeconds(1));
		Sinks.Empty<Void> pool = Sinks.empty();
		this.loop.busy = pool.asMono();
		replace(AMY);
		Mono<Long> found = Flux.range(0, 100).flatMap((i) -> store.find("amy"), 100).count().cache();
		found.subscribe();
		assertThat(this.loop.works).hasValue(1);
		pool.tryEmitEmpty();
		assertThat(found.block()).isEqualTo(100);
		assertThat(this.loop.works).hasValue(1);
	}

	@Test
	void carriesOnWithWhatItHasWhileThePoolIsFull() throws IOException {
		HtpasswdAccountStore store = open();
		this.loop.busy = Mono.error(new RejectedExecutionException());
		assertThat(find(store, "bob")).isNotNull();
	}

	@Test
	void keepsTheAccountsFromBeforeABrokenChange(CapturedOutput output) throws IOException {
		HtpasswdAccountStore store = open();
		Files.writeString(this.file, BOB + "amy:secret\n");
		assertThat(find(store, "bob")).isNotNull();
		assertThat(find(store, "amy")).isNull();
		find(store, "amy");
		assertThat(output).containsOnlyOnce("users has changed, and is not used: Line 2 has a password in plain text")
			.doesNotContain("secret");
		Files.writeString(this.file, AMY);
		assertThat(find(store, "amy")).isNotNull();
	}

	@Test
	void keepsTheAccountsFromBeforeWhileTheFileIsBeingWritten() throws IOException {
		HtpasswdAccountStore store = open();
		for (int length = 1; length < AMY.length() - 1; length++) {
			Files.writeString(this.file, AMY.substring(0, length));
			assertThat(find(store, "bob")).as("%d bytes", length).isNotNull();
		}
		Files.writeString(this.file, AMY);
		assertThat(find(store, "amy")).isNotNull();
	}

	@Test
	void knowsNobodyByAnEmptyFile() throws IOException {
		HtpasswdAccountStore store = open();
		Files.writeString(this.file, "");
		assertThat(find(store, "bob")).isNull();
	}

	@Test
	void failsWhileTheFileCannotBeRead(CapturedOutput output) throws IOException {
		HtpasswdAccountStore store = open();
		for (int i = 0; i < 2; i++) {
			Files.delete(this.file);
			assertThat(catchThrowable(() -> find(store, "bob"))).hasCauseInstanceOf(IOException.class);
			Files.createDirectory(this.file);
			assertThat(catchThrowable(() -> find(store, "bob"))).hasCauseInstanceOf(IOException.class);
			Files.delete(this.file);
			Files.writeString(this.file, BOB);
			assertThat(find(store, "bob")).isNotNull();
		}
		assertThat(output.getAll().split("Cannot read", -1)).hasSize(3);
	}

	@Test
	void doesNotReadWhatHasNotChanged() throws IOException {
		FileTime then = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));
		Files.setLastModifiedTime(this.file, then);
		HtpasswdAccountStore store = open();
		find(store, "bob");
		Files.writeString(this.file, BOB.replace("bob", "amy"));
		Files.setLastModifiedTime(this.file, then);
		assertThat(find(store, "amy")).isNull();
	}

	@Test
	void readsAgainWhatMayHaveChangedWithinOneTickOfTheFileSystem() throws IOException {
		FileTime now = FileTime.from(Instant.now());
		Files.setLastModifiedTime(this.file, now);
		HtpasswdAccountStore store = open();
		find(store, "bob");
		Files.writeString(this.file, BOB.replace("bob", "amy"));
		Files.setLastModifiedTime(this.file, now);
		assertThat(find(store, "amy")).isNotNull();
	}

	private HtpasswdAccountStore open() throws IOException {
		return HtpasswdAccountStore.open(this.file, this.loop);
	}

	private void replace(String content) throws IOException {
		Path fresh = Files.writeString(this.file.resolveSibling("users.new"), content);
		Files.move(fresh, this.file, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Looks a second later, when it is due. */
	private @Nullable Account find(HtpasswdAccountStore store, String name) {
		this.loop.time.advance(Duration.ofSeconds(1));
		return store.find(name).block();
	}

	/** The pool, and time that stands still. */
	private static final class PoolLoop implements EventLoop {

		private final VirtualEventLoop time = new VirtualEventLoop();

		private final AtomicInteger works = new AtomicInteger();

		private Mono<Void> busy = Mono.empty();

		@Override
		public void execute(Runnable task) {
			this.time.execute(task);
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
			return Mono.defer(() -> {
				this.works.incrementAndGet();
				return this.busy.then(Mono.<T>fromCallable(work));
			});
		}

		@Override
		public Scheduler scheduler() {
			return this.time.scheduler();
		}

	}

}
