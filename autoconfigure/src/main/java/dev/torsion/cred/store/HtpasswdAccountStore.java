package dev.torsion.cred.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountNames;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.password.Decoys;
import dev.torsion.files.FileStamp;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The accounts of a file of Apache's {@code htpasswd}, read anew when it has changed: at
 * a lookup, at most once a second, it is looked at on the pool for blocking work. A
 * change with a mistake in it is logged, and the accounts from before are kept. While the
 * file cannot be read at all, lookups fail.
 */
public final class HtpasswdAccountStore implements AccountStore {

	private static final Log logger = LogFactory.getLog(HtpasswdAccountStore.class);

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

	private final Path file;

	private final EventLoop loop;

	private final AtomicReference<Look> last;

	private volatile Contents contents;

	private volatile @Nullable FileStamp read;

	private volatile @Nullable Object told;

	private HtpasswdAccountStore(Path file, EventLoop loop) throws IOException {
		this.file = file;
		this.loop = loop;
		this.contents = read();
		this.last = new AtomicReference<>(new Look(this.contents));
	}

	/**
	 * Reads the file. Blocks.
	 * @param file the file
	 * @param loop where to look at the file later on
	 * @return the store
	 * @throws HtpasswdException if there is a mistake in the file
	 * @throws IOException if it cannot be read
	 */
	public static HtpasswdAccountStore open(Path file, EventLoop loop) throws IOException {
		return new HtpasswdAccountStore(file, loop);
	}

	@Override
	public Mono<Account> find(String name) {
		String key = AccountNames.key(name);
		return Mono.defer(this::current).mapNotNull((current) -> current.accounts().get(key));
	}

	@Override
	public Optional<Collection<String>> passwordSamples() {
		return Optional.of(this.contents.passwords());
	}

	/** One look at a time, which all wait for who ask meanwhile. */
	private Mono<Contents> current() {
		return this.last.updateAndGet((look) -> look.isOver() ? new Look() : look).result;
	}

	private Contents look() throws IOException {
		try {
			FileStamp stamp = FileStamp.of(this.file);
			if (this.told == IOException.class) {
				this.told = null;
			}
			if (!stamp.equals(this.read)) {
				readAnew(stamp);
			}
			return this.contents;
		}
		catch (IOException ex) {
			tell(IOException.class, "Cannot read %s: nobody can log in with it".formatted(this.file), ex);
			throw ex;
		}
	}

	private void readAnew(FileStamp stamp) throws IOException {
		try {
			Contents contents = read();
			if (!stamp.equals(FileStamp.of(this.file))) {
				// Somebody is writing it
				return;
			}
			this.contents = contents;
			this.told = null;
		}
		catch (HtpasswdException ex) {
			tell(stamp, "%s has changed, and is not used: %s".formatted(this.file, ex.getMessage()), null);
		}
		this.read = stamp.isSettled() ? stamp : null;
	}

	private Contents read() throws IOException {
		try (InputStream input = Files.newInputStream(this.file)) {
			return Contents.of(HtpasswdFile.read(input.readNBytes(HtpasswdFile.MAX_SIZE + 1)));
		}
	}

	private void tell(Object problem, String message, @Nullable Throwable cause) {
		if (!problem.equals(this.told)) {
			this.told = problem;
			logger.error(message, cause);
		}
	}

	private final class Look {

		private final Mono<Contents> result;

		private volatile boolean done;

		private volatile long time;

		Look() {
			this.result = HtpasswdAccountStore.this.loop.<Contents>blocking(HtpasswdAccountStore.this::look)
				// Whoever logs in needs the pool too, and is told
				.onErrorResume(RejectedExecutionException.class,
						(full) -> Mono.just(HtpasswdAccountStore.this.contents))
				.doOnTerminate(this::finish)
				.cache();
		}

		Look(Contents contents) {
			this.result = Mono.just(contents);
			finish();
		}

		private void finish() {
			this.time = now();
			this.done = true;
		}

		boolean isOver() {
			return this.done && now() - this.time >= INTERVAL;
		}

		private long now() {
			return HtpasswdAccountStore.this.loop.scheduler().now(TimeUnit.NANOSECONDS);
		}

	}

	/** What there is in the file, and a password of each encoding. */
	private record Contents(Map<String, Account> accounts, Collection<String> passwords) {

		static Contents of(Map<String, Account> accounts) {
			return new Contents(accounts,
					Decoys.samples(accounts.values()
						.stream()
						.flatMap((account) -> account.password().stream())
						.map((password) -> password.encoded())));
		}

	}

}
