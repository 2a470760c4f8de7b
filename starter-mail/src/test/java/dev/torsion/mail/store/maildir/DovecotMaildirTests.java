package dev.torsion.mail.store.maildir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.torsion.interop.Interop;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.interop.Dovecot;
import dev.torsion.mail.store.Flag;
import dev.torsion.mail.store.FlagChange;
import dev.torsion.mail.store.MailStore;
import dev.torsion.mail.store.Mailbox;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.mail.store.MailboxView;
import dev.torsion.mail.store.StoredMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dovecot and we on the same Maildir, in turns: each sees what the other has done.
 */
@Timeout(120)
@Interop("doveadm")
class DovecotMaildirTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Instant RECEIVED = Instant.parse("2026-03-01T12:34:56Z");

	private static final MailboxName INBOX = MailboxName.inbox(MailAddress.of("bob@example.org"));

	private static final MailboxName WORK = INBOX.named("Work/Résumé & co");

	private final PoolLoop loop = new PoolLoop();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private Dovecot dovecot;

	@SuppressWarnings("NullAway.Init")
	private MailStore store;

	@BeforeEach
	void prepare() throws IOException {
		Files.setPosixFilePermissions(this.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		this.dovecot = new Dovecot(this.folder, this.folder.resolve("bob"));
		reopen();
	}

	@AfterEach
	void close() {
		this.loop.close();
	}

	/** So that nothing is known any more but what the files say. */
	private void reopen() {
		this.store = new MaildirStore((owner) -> this.folder.resolve(owner.localPart()), this.loop,
				MaildirSettings.DEFAULTS);
	}

	@Test
	void seesTheSameMessages() throws IOException {
		fill();
		assertSame();
		assertThat(fetch("INBOX", "date.received")).allSatisfy((uid, received) -> assertThat(received).isEqualTo(
				DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault()).format(RECEIVED)));
		assertThat(fetch("INBOX", "text")).containsEntry(1L, "Subject: one\n\nHello 1\n");
		assertThat(this.dovecot.doveadm("mailbox", "list")).contains("INBOX", "Work/Résumé & co");
		assertThat(this.dovecot.doveadm("mailbox", "list", "-s")).contains("Work/Résumé & co");
		reopen();
		assertSame();
	}

	@Test
	void followsWhatDovecotDoesAndTheOtherWayRound() throws IOException {
		fill();
		for (int round = 1; round <= 2; round++) {
			assertSame();
			long validity = view(INBOX).uidValidity();
			this.dovecot.doveadm("flags", "add", "\\Answered Round" + round, "mailbox", "INBOX", "uid", "1,2");
			this.dovecot.doveadm("flags", "remove", "\\Seen", "mailbox", "INBOX", "uid", "2");
			this.dovecot.doveadmWith("Subject: theirs " + round + "\r\n\r\nx\r\n", "save");
			this.dovecot.doveadm("move", WORK.name(), "mailbox", "INBOX", "uid", String.valueOf(2 + 2 * round));
			this.dovecot.doveadm("expunge", "mailbox", "INBOX", "uid", String.valueOf(1 + 2 * round));
			assertSame();
			reopen();
			assertSame();
			assertThat(view(INBOX).uidValidity()).isEqualTo(validity);
			assertThat(message(INBOX, 1).keywords()).contains("Round" + round);
			assertThat(view(WORK).messages()).hasSize(3 * round - 2);
			change(round);
		}
		assertSame();
	}

	/** What we do in turn. */
	private void change(int round) {
		Mailbox inbox = open(INBOX);
		inbox
			.update(new FlagChange(List.of(1L, 2L), FlagChange.Mode.ADD, Set.of(Flag.SEEN, Flag.FLAGGED),
					Set.of("Ours" + round, "$Junk"), Long.MAX_VALUE))
			.block(LIMIT);
		inbox
			.update(new FlagChange(List.of(2L), FlagChange.Mode.REMOVE, Set.of(Flag.ANSWERED), Set.of("Round" + round),
					Long.MAX_VALUE))
			.block(LIMIT);
		deliver(INBOX, "Subject: ours " + round + "\r\n\r\nx\r\n");
		long last = view(INBOX).uidNext() - 1;
		assertThat(inbox.copy(List.of(1L), WORK).block(LIMIT)).hasSize(1);
		assertThat(inbox.move(List.of(last), WORK).block(LIMIT)).containsOnlyKeys(last);
		deliver(INBOX, "Subject: more " + round + "\r\n\r\nx\r\n");
	}

	@Test
	void takesOverAMaildirOfDovecot() throws IOException {
		for (int i = 1; i <= 12; i++) {
			this.dovecot.doveadmWith("Subject: " + i + "\r\n\r\nText\r\n", "save");
		}
		this.dovecot.doveadm("flags", "add", "\\Seen $Forwarded", "mailbox", "INBOX", "uid", "3:5");
		this.dovecot.doveadm("mailbox", "create", "-s", WORK.name());
		this.dovecot.doveadm("copy", WORK.name(), "mailbox", "INBOX", "uid", "4");
		assertSame();
		assertThat(view(INBOX).messages()).hasSize(12);
		assertThat(message(WORK, 1).keywords()).containsExactly("$Forwarded");
		assertThat(this.store.subscriptions(INBOX.owner()).block(LIMIT)).containsExactly(WORK.name());
		assertThat(this.store.list(INBOX.owner()).collectList().block(LIMIT)).containsExactly(INBOX, WORK);
		this.store.delete(WORK).block(LIMIT);
		this.store.rename(INBOX, "Old").block(LIMIT);
		assertThat(this.dovecot.doveadm("mailbox", "list").lines()).containsExactlyInAnyOrder("INBOX", "Old");
		assertThat(fetch("Old", "guid")).hasSize(12);
	}

	@Test
	void readsWhatCannotBeKeptWithLineFeeds() throws IOException {
		deliver(INBOX, "Subject: bare\r\n\r\na\nb\r\nc\r\n");
		deliver(INBOX, "Subject: returns\r\n\r\na\rb\r\r\n");
		deliver(INBOX, "Subject: next\r\n\r\nx\r\n");
		assertThat(text(INBOX, 1)).isEqualTo("Subject: bare\r\n\r\na\nb\r\nc\r\n");
		assertThat(text(INBOX, 2)).isEqualTo("Subject: returns\r\n\r\na\rb\r\r\n");
		assertThat(fetch("INBOX", "size.virtual")).containsEntry(1L, "26").containsEntry(2L, "26").hasSize(3);
		assertThat(fetch("INBOX", "hdr.subject").values()).containsExactly("bare", "returns", "next");
	}

	private void fill() throws IOException {
		for (int i = 1; i <= 8; i++) {
			deliver(INBOX, "Subject: " + (i == 1 ? "one" : i) + "\r\n\r\nHello " + i + "\r\n");
		}
		this.store.create(WORK).block(LIMIT);
		this.store.subscribe(WORK, true).block(LIMIT);
		Mailbox inbox = open(INBOX);
		inbox
			.update(new FlagChange(List.of(2L, 3L), FlagChange.Mode.ADD, Set.of(Flag.SEEN, Flag.DELETED),
					Set.of("$Forwarded", "Mine"), Long.MAX_VALUE))
			.block(LIMIT);
		inbox.expunge(List.of(7L)).block(LIMIT);
	}

	/** Both see the same UIDs, flags, keywords, sizes and GUIDs in all mailboxes. */
	private void assertSame() throws IOException {
		for (MailboxName name : Objects.requireNonNull(this.store.list(INBOX.owner()).collectList().block(LIMIT))) {
			List<String> ours = new ArrayList<>();
			MailboxView view = view(name);
			view.messages().forEach((message) -> ours.add(message.uid() + " " + flags(message) + " " + message.size()));
			List<String> theirs = new ArrayList<>();
			TreeMap<Long, String> sizes = fetch(name.name(), "size.virtual");
			fetch(name.name(), "flags")
				.forEach((uid, flags) -> theirs.add(uid + " " + sorted(flags) + " " + sizes.get(uid)));
			assertThat(theirs).as(name.name()).isEqualTo(ours);
			assertThat(fetch(name.name(), "guid").values())
				.containsExactlyElementsOf(view.messages().stream().map(StoredMessage::guid).toList());
			assertThat(this.dovecot.doveadm("mailbox", "status", "uidvalidity uidnext", name.name()))
				.contains("uidvalidity=" + view.uidValidity(), "uidnext=" + view.uidNext());
			view.messages().forEach((message) -> assertThat(text(name, message.uid())).hasSize((int) message.size()));
		}
	}

	private static String flags(StoredMessage message) {
		Set<String> flags = new TreeSet<>(message.keywords());
		message.flags()
			.forEach((flag) -> flags
				.add("\\" + flag.name().charAt(0) + flag.name().substring(1).toLowerCase(Locale.ROOT)));
		return String.join(" ", flags);
	}

	private static String sorted(String flags) {
		Set<String> sorted = new TreeSet<>(List.of(flags.split(" ")));
		sorted.remove("\\Recent");
		sorted.remove("");
		return String.join(" ", sorted);
	}

	/** What Dovecot says of each message, by UID. */
	private TreeMap<Long, String> fetch(String mailbox, String field) throws IOException {
		TreeMap<Long, String> values = new TreeMap<>();
		String printed = this.dovecot.doveadm("-f", "pager", "fetch", "uid " + field, "mailbox", mailbox);
		for (String message : printed.split("\f\n?")) {
			if (message.startsWith("uid: ")) {
				int end = message.indexOf('\n');
				String value = message
					.substring(message.indexOf(": ", end) + 2 - (message.indexOf(": ", end) < 0 ? 1 : 0));
				boolean text = field.equals("text");
				values.put(Long.parseLong(message.substring(5, end)),
						text ? message.substring(end + 1 + "text:\n".length()).replace("\r", "") : value.strip());
			}
		}
		return values;
	}

	private void deliver(MailboxName mailbox, String message) {
		MailSink sink = Objects.requireNonNull(this.store.deliver(List.of(mailbox), Set.of(), RECEIVED).block(LIMIT));
		sink.write(ByteBuffer.wrap(message.getBytes(StandardCharsets.ISO_8859_1))).block(LIMIT);
		sink.prepare().then(sink.commit()).block(LIMIT);
	}

	private Mailbox open(MailboxName name) {
		return Objects.requireNonNull(this.store.open(name).block(LIMIT));
	}

	private MailboxView view(MailboxName name) {
		return Objects.requireNonNull(open(name).view().block(LIMIT));
	}

	private StoredMessage message(MailboxName name, long uid) {
		return view(name).messages().stream().filter((message) -> message.uid() == uid).findFirst().orElseThrow();
	}

	private String text(MailboxName name, long uid) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Objects.requireNonNull(open(name).content(uid).block(LIMIT))
			.read(0, Long.MAX_VALUE)
			.toIterable()
			.forEach((run) -> {
				byte[] bytes = new byte[run.remaining()];
				run.get(bytes);
				out.writeBytes(bytes);
			});
		return out.toString(StandardCharsets.ISO_8859_1);
	}

}
