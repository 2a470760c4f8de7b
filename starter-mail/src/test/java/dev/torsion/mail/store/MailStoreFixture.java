package dev.torsion.mail.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailSink;
import dev.torsion.mail.store.MailStoreException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A store of mail under test, and what is done with it in short.
 */
public abstract class MailStoreFixture {

	/** How long a test waits for what has to come. */
	public static final Duration LIMIT = Duration.ofSeconds(30);

	/** When the messages of the tests were received. */
	public static final Instant RECEIVED = Instant.parse("2026-03-01T12:34:56Z");

	/** Somebody with mailboxes. */
	public static final MailAddress BOB = MailAddress.of("bob@example.org");

	static final MailboxName INBOX = MailboxName.inbox(BOB);

	static final MailboxName WORK = new MailboxName(BOB, "Work/Résumé & co");

	/**
	 * A store that is empty.
	 * @return the store
	 */
	protected abstract MailStore store();

	protected final void deliver(String message, MailboxName... mailboxes) {
		MailSink sink = sink(store().deliver(List.of(mailboxes), Set.of(), RECEIVED));
		write(sink, message);
		sink.prepare().block(LIMIT);
		sink.commit().block(LIMIT);
	}

	protected final long append(MailboxName name, String message) {
		return append(name, message, Set.of(), Set.of());
	}

	/** Good for a mailbox that nobody else adds to: the UID is looked up afterwards. */
	protected final long append(MailboxName name, String message, Set<Flag> flags, Set<String> keywords) {
		MailSink sink = sink(mailbox(name).append(flags, keywords, RECEIVED));
		write(sink, message);
		sink.prepare().block(LIMIT);
		sink.commit().block(LIMIT);
		List<Long> uids = uids(name);
		return uids.get(uids.size() - 1);
	}

	protected static MailSink sink(Mono<MailSink> opened) {
		return Objects.requireNonNull(opened.block(LIMIT));
	}

	/**
	 * In runs of 8 KiB, as they come from a socket, each overwritten when it was taken.
	 */
	protected static void write(MailSink sink, String message) {
		byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
		byte[] buffer = new byte[8192];
		for (int at = 0; at < bytes.length; at += buffer.length) {
			int length = Math.min(buffer.length, bytes.length - at);
			System.arraycopy(bytes, at, buffer, 0, length);
			sink.write(ByteBuffer.wrap(buffer, 0, length)).block(LIMIT);
			Arrays.fill(buffer, (byte) '?');
		}
	}

	protected final void update(List<Long> uids, FlagChange.Mode mode, Set<Flag> flags, Set<String> keywords) {
		mailbox(INBOX).update(new FlagChange(uids, mode, flags, keywords, Long.MAX_VALUE)).block(LIMIT);
	}

	protected final Mailbox mailbox(MailboxName name) {
		return Objects.requireNonNull(store().open(name).block(LIMIT));
	}

	protected final MailboxView view(MailboxName name) {
		return Objects.requireNonNull(mailbox(name).view().block(LIMIT));
	}

	protected final StoredMessage message(MailboxName name, long uid) {
		return view(name).messages().stream().filter((message) -> message.uid() == uid).findFirst().orElseThrow();
	}

	protected final List<Long> uids(MailboxName name) {
		return view(name).messages().stream().map(StoredMessage::uid).toList();
	}

	protected final List<String> names() {
		return Objects.requireNonNull(store().list(BOB).map(MailboxName::name).collectList().block(LIMIT));
	}

	protected final MailContent content(MailboxName name, long uid) {
		return Objects.requireNonNull(mailbox(name).content(uid).block(LIMIT));
	}

	protected final String text(MailboxName name, long uid) {
		return text(content(name, uid).read(0, Long.MAX_VALUE));
	}

	protected static String text(Flux<ByteBuffer> runs) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		runs.toIterable(1).forEach((run) -> {
			byte[] bytes = new byte[run.remaining()];
			run.get(bytes);
			out.writeBytes(bytes);
		});
		return out.toString(StandardCharsets.ISO_8859_1);
	}

	protected static void assertFails(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(MailStoreException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

}
