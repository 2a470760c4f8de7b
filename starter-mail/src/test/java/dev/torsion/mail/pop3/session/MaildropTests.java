package dev.torsion.mail.pop3.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.torsion.cred.PasswordCredentials;
import dev.torsion.mail.store.MailContent;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the maildrop: who has it, and what becomes of it.
 */
class MaildropTests {

	private static final String IN_USE = """
			S: +OK POP3 ready
			C: USER mrose
			S: +OK And your password?
			C: PASS secret
			S: -ERR [IN-USE] Another session has this maildrop
			""";

	private final Served served = new Served().message("A: 1\r\n\r\n").message("B: 2\r\n\r\n").message("C: 3\r\n\r\n");

	@Test
	void isForOneSessionAtATime() {
		Conversation first = this.served.session();
		Conversation second = this.served.conversation();
		second.holds(IN_USE);
		assertThat(this.served.accounts.live().count("mrose")).isEqualTo(1);
		first.holds("C: QUIT\nS: +OK Bye\n<closed>\n<gone>");
		second.holds("""
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: +OK …
				<gone>
				""");
		assertThat(this.served.isLocked()).isFalse();
		assertThat(this.served.accounts.live().count("mrose")).isZero();
	}

	@Test
	void keepsAllOfItUnlessThereIsAQuit() {
		this.served.session().holds("C: DELE 1\nS: +OK Deleted at the end\n<gone>");
		this.served.session().holds("C: DELE 1\nS: +OK Deleted at the end\n<idle>\n<closed>\n<gone>");
		this.served.session().holds("C: DELE 1\nS: +OK Deleted at the end\n<leaving>\nS: -ERR …\n<closed>\n<gone>");
		this.served.session().holds("C: DELE 1\nS: +OK Deleted at the end\nC: RSET\nS: +OK …\nC: QUIT\nS: +OK Bye");
		assertThat(this.served.view().messages()).hasSize(3);
		assertThat(this.served.isLocked()).isFalse();
	}

	@Test
	void saysSoIfMessagesCannotBeRemoved() {
		this.served.store.expunging = (expunged) -> Mono.error(new IllegalStateException("The disk is full"));
		this.served.session().holds("""
				C: DELE 1
				S: +OK Deleted at the end
				C: QUIT
				S: -ERR [SYS/TEMP] What was deleted may still be there
				<closed>
				""");
		assertThat(this.served.isLocked()).isFalse();
	}

	@Test
	void answersQuitWhenTheMessagesAreGone() {
		Conversation conversation = this.served.session();
		this.served.store.expunging = (expunged) -> after(conversation.transport(), expunged);
		conversation.holds("""
				C: DELE 1
				S: +OK Deleted at the end
				C: QUIT
				<silence>
				""");
		assertThat(this.served.isLocked()).isTrue();
		conversation.holds("<1s>\nS: +OK Bye\n<closed>");
		assertThat(this.served.view().messages()).hasSize(2);
		assertThat(this.served.isLocked()).isFalse();
	}

	private static <T> Mono<T> after(RecordingTransport transport, Mono<T> work) {
		return Mono.delay(Duration.ofSeconds(1), transport.eventLoop().scheduler()).then(work);
	}

	@Test
	void removesWhatWasDeletedBeforeTheQuitThoughTheClientIsGone() {
		RecordingTransport transport = Served.local();
		this.served.store.expunging = (expunged) -> after(transport, expunged);
		Pop3Session session = new Pop3Session(this.served.server(), transport);
		session.login(new PasswordCredentials("mrose", "secret")).block();
		session.maildrop().delete(1);
		session.update().subscribe().dispose();
		session.end();
		assertThat(this.served.isLocked()).isTrue();
		transport.eventLoop().advance(Duration.ofSeconds(1));
		assertThat(this.served.view().messages()).hasSize(2);
		assertThat(this.served.isLocked()).isFalse();
	}

	@Test
	void isGivenBackIfItCannotBeOpened() {
		this.served.store.opening = (opened) -> Mono.error(new IllegalStateException("The disk is on fire"));
		Conversation conversation = this.served.conversation();
		conversation.holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: -ERR [SYS/TEMP] Something is wrong here, try again later
				C: STAT
				S: -ERR Log in first
				""");
		assertThat(this.served.isLocked()).isFalse();
		assertThat(this.served.accounts.live().count("mrose")).isZero();
	}

	@Test
	void isGivenBackIfTheClientIsGoneBeforeItIsOpened() {
		RecordingTransport transport = Served.local();
		this.served.store.opening = (opened) -> after(transport, opened);
		Conversation conversation = this.served.conversation(transport);
		conversation.holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				<silence>
				""");
		assertThat(this.served.isLocked()).isTrue();
		conversation.holds("<gone>");
		assertThat(this.served.isLocked()).isFalse();
		transport.eventLoop().advance(Duration.ofSeconds(1));
		assertThat(this.served.isLocked()).isFalse();
		assertThat(this.served.accounts.live().count("mrose")).isZero();
	}

	@Test
	void isNotTakenIfTheClientIsGoneBeforeItHasLoggedIn() {
		Pop3Session session = new Pop3Session(this.served.server(), Served.local());
		session.end();
		session.login(new PasswordCredentials("mrose", "secret")).onErrorComplete().block();
		assertThat(this.served.isLocked()).isFalse();
		assertThat(this.served.accounts.live().count("mrose")).isZero();
	}

	@Test
	void hasAMessageThatIsGoneMeanwhile() {
		Conversation conversation = this.served.session();
		this.served.expunge(2);
		conversation.holds("""
				C: RETR 1
				S: +OK 8 octets
				S: A: 1
				S:
				S: .
				C: RETR 2
				S: -ERR The message is not there any more
				C: TOP 2 0
				S: -ERR The message is not there any more
				C: RETR 3
				S: +OK 8 octets
				S: C: 3
				S:
				S: .
				C: STAT
				S: +OK 3 24
				C: DELE 2
				S: +OK Deleted at the end
				C: QUIT
				S: +OK Bye
				<closed>
				""");
	}

	@Test
	void doesNotShowWhatHasComeSinceTheLogin() {
		Conversation conversation = this.served.session();
		this.served.message("D: 4\r\n\r\n");
		conversation.holds("C: STAT\nS: +OK 3 24\nC: RETR 4\nS: -ERR There is no such message");
	}

	@Test
	void readsAheadOnceTwoWereReadInOrder() {
		for (int i = 4; i <= 40; i++) {
			this.served.message("A: 1\r\n\r\n");
		}
		int[] reads = new int[1];
		this.served.store.reading = (content) -> content.doOnSubscribe((subscription) -> reads[0]++);
		Conversation conversation = this.served.session();
		long space = this.served.server().readAhead().left();
		for (int number : new int[] { 2, 1 }) {
			retrieve(conversation, number);
		}
		assertThat(reads[0]).isEqualTo(2);
		retrieve(conversation, 2);
		assertThat(reads[0]).isEqualTo(3 + 16);
		for (int number = 3; number <= 9; number++) {
			retrieve(conversation, number);
		}
		assertThat(reads[0]).isEqualTo(3 + 16);
		retrieve(conversation, 10);
		assertThat(reads[0]).isEqualTo(3 + 16 + 8);
		assertThat(this.served.server().readAhead().left()).isEqualTo(space - 16 * 8);
		retrieve(conversation, 40);
		assertThat(this.served.server().readAhead().left()).isEqualTo(space);
		assertThat(reads[0]).isEqualTo(3 + 16 + 8 + 1);
	}

	private static void retrieve(Conversation conversation, int number) {
		conversation.holds("C: RETR " + number + "\nS: +OK 8 octets\nS: …\nS:\nS: .");
	}

	@Test
	void givesTheSpaceBackInWhichItReadAhead() {
		Conversation conversation = this.served.session();
		long space = this.served.server().readAhead().left();
		retrieve(conversation, 1);
		retrieve(conversation, 2);
		assertThat(this.served.server().readAhead().left()).isEqualTo(space - 8);
		conversation.holds("<gone>");
		assertThat(this.served.server().readAhead().left()).isEqualTo(space);
	}

	@Test
	void readsAgainWhatCouldNotBeReadAhead() {
		int[] reads = new int[1];
		this.served.store.reading = (content) -> Mono
			.defer(() -> (++reads[0] == 3) ? Mono.error(new IllegalStateException("Once")) : content);
		this.served.session().holds("""
				C: RETR 1
				S: +OK …
				S: A: 1
				S:
				S: .
				C: RETR 2
				S: +OK …
				S: B: 2
				S:
				S: .
				C: RETR 3
				S: +OK …
				S: C: 3
				S:
				S: .
				""");
		assertThat(reads[0]).isEqualTo(4);
	}

	@Test
	void hangsUpInTheMiddleOfAMessageThatCannotBeReadToItsEnd() {
		this.served.message("D: 4\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(200));
		this.served.store.reading = (content) -> content.map(Broken::new);
		Conversation conversation = this.served.session();
		conversation.send("RETR 4\r\nNOOP\r\n".getBytes(StandardCharsets.US_ASCII));
		String written = conversation.transport().takeWritten();
		assertThat(written.substring(0, 30)).startsWith("+OK 200008 octets\r\nD: 4\r\n");
		assertThat(written.length()).isBetween(32_000, 110_000);
		assertThat(written.contains("-ERR")).isFalse();
		assertThat(conversation.transport().isClosed()).isTrue();
	}

	@Test
	void waitsWithTheRestOfALargeMessageForTheClient() {
		this.served.message("D: 4\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(1000));
		SlowTransport slow = new SlowTransport(Served.local());
		Pop3Protocol protocol = new Pop3Protocol(this.served.server(), slow);
		for (String line : new String[] { "USER mrose\r\n", "PASS secret\r\n", "RETR 4\r\n" }) {
			protocol.received(Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII)).subscribe();
		}
		assertThat(slow.written()).isBetween(32_000, 150_000);
		slow.drain();
		assertThat(slow.written()).isEqualTo(1_000_008 + "+OK 1000008 octets\r\n.\r\n".length());
	}

	/** Fails after its first runs. */
	private record Broken(MailContent content) implements MailContent {

		@Override
		public long size() {
			return this.content.size();
		}

		@Override
		public Flux<ByteBuffer> read(long from, long length) {
			return this.content.read(from, 100_000).concatWith(Flux.error(new IllegalStateException("Bad sector")));
		}

	}

}
