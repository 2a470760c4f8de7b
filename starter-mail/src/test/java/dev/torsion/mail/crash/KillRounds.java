package dev.torsion.mail.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills an application under load, again and again with the same mailboxes.
 */
final class KillRounds {

	private static final int CLIENTS = 10;

	private static final int MAX_BYTES = 512 * 1024;

	private final Path data;

	private final long seed;

	private final Random random;

	private final Journal journal = new Journal();

	private final Map<String, MaildirReader> maildirs = new HashMap<>();

	/** What POP3 has told each user; what it has told once stays true. */
	private final Map<String, Map<String, Long>> told = new HashMap<>();

	KillRounds(Path data, long seed) {
		this.data = data;
		this.seed = seed;
		this.random = new Random(seed);
		for (String user : MailProcess.USERS) {
			String[] parts = user.split("@");
			this.maildirs.put(user, new MaildirReader(data.resolve("mail").resolve(parts[1]).resolve(parts[0]), seed));
			this.told.put(user, new HashMap<>());
		}
	}

	/** Kills it so many times; how many deliveries were acknowledged in all. */
	long run(int rounds) throws Exception {
		int round = 0;
		try {
			for (; round < rounds; round++) {
				try (MailProcess application = MailProcess.start(this.data, List.of())) {
					listsAll(application);
					load(application, round);
				}
				hasAll();
			}
			try (MailProcess application = MailProcess.start(this.data, List.of())) {
				listsAll(application);
			}
			return this.journal.size();
		}
		catch (Exception | AssertionError ex) {
			throw new AssertionError("-Dcrash.seed=" + this.seed + ", round " + round + ": " + ex, ex);
		}
	}

	private void load(MailProcess application, int round) throws Exception {
		ExecutorService clients = Executors.newCachedThreadPool();
		this.journal.begin();
		try {
			for (int i = 0; i < CLIENTS; i++) {
				long first = 1_000_000L * round + 10_000L * i;
				boolean lmtp = Letter.isLmtp(first);
				int port = lmtp ? application.lmtp() : application.smtp();
				clients.execute(() -> this.journal.note(() -> send(port, lmtp, first)));
			}
			int pop3 = application.pop3();
			clients.execute(() -> this.journal.note(() -> look(pop3)));
			this.journal.await(100 + this.random.nextInt(500), 1 + this.random.nextInt(MAX_BYTES));
		}
		finally {
			this.journal.end();
			application.kill();
			clients.shutdown();
			assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
		this.journal.hasNoFailures();
		assertThat(application.output()).doesNotContain(" ERROR ", " WARN ");
	}

	private Void send(int port, boolean lmtp, long first) throws IOException {
		try (SmtpConnection connection = new SmtpConnection(port, lmtp, this.journal::sent)) {
			for (long id = first; !this.journal.isEnding(); id++) {
				Letter letter = Letter.of(this.seed, id);
				this.journal.sending(letter);
				connection.send(letter, (recipient) -> this.journal.acknowledged(letter, recipient));
			}
		}
		return null;
	}

	/** Somebody reads mail, so that UIDs are given while messages arrive. */
	private Void look(int port) throws IOException {
		while (true) {
			for (String user : MailProcess.USERS) {
				list(port, user);
			}
		}
	}

	private Map<String, Long> list(int port, String user) throws IOException {
		try (PopClient client = new PopClient(port, user)) {
			Map<String, Long> list = client.list();
			assertThat(list).as("what %s was told before", user).containsAllEntriesOf(this.told.get(user));
			this.told.put(user, list);
			return list;
		}
	}

	private void hasAll() throws IOException {
		for (String user : MailProcess.USERS) {
			Map<Long, Boolean> sent = this.journal.of(user);
			List<Long> found = maildir(user).ids();
			Set<Long> once = new HashSet<>(found);
			assertThat(found).as("mail of %s", user).hasSameSizeAs(once);
			assertThat(sent).as("what was sent to %s", user).containsKeys(once.toArray(Long[]::new));
			sent.values().removeIf((acknowledged) -> !acknowledged);
			sent.keySet().removeAll(once);
			assertThat(sent).as("what %s has lost", user).isEmpty();
		}
	}

	private void listsAll(MailProcess application) throws Exception {
		for (String user : MailProcess.USERS) {
			assertThat(list(application.pop3(), user).values().stream().sorted().toList()).as("mail of %s", user)
				.isEqualTo(maildir(user).sizes());
		}
	}

	private MaildirReader maildir(String user) {
		return Objects.requireNonNull(this.maildirs.get(user));
	}

}
