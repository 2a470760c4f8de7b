package dev.torsion.mail.pop3.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.cred.Credentials;
import dev.torsion.cred.Login;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.Portal;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the ways to log in, and for what those try who should not.
 */
class LoginTests {

	private final Served served = new Served();

	@Test
	void refusesPlainPasswordsWithoutTls() {
		this.served.conversation(new RecordingTransport().offeringTls()).holds("""
				S: +OK POP3 ready
				C: CAPA
				S: +OK This is what there is
				S: RESP-CODES
				S: AUTH-RESP-CODE
				S: PIPELINING
				S: EXPIRE NEVER
				S: STLS
				S: UTF8
				S: LANG
				S: TOP
				S: UIDL
				S: .
				C: USER mrose
				S: -ERR [AUTH] Others could read your password: STLS first
				C: PASS secret
				S: -ERR USER first
				C: AUTH PLAIN AG1yb3NlAHNlY3JldA==
				S: -ERR [AUTH] Others could read along: STLS first
				""");
		this.served.conversation(new RecordingTransport()).holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: -ERR [AUTH] Others could read your password
				C: STLS
				S: -ERR There is no certificate here
				""");
	}

	@Test
	void beginsTls() {
		this.served.conversation(new RecordingTransport().offeringTls()).holds("""
				S: +OK POP3 ready
				C: STLS
				S: +OK Begin TLS
				C: STLS
				S: -ERR TLS is in use already
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: +OK 0 messages (0 octets)
				C: STLS
				S: -ERR You have logged in already
				""");
	}

	@Test
	void dropsWhatCameInPlainTextWithStls() {
		Conversation conversation = this.served.conversation(Served.local().offeringTls());
		conversation.holds("S: +OK POP3 ready\nC: USER mrose\nS: +OK And your password?");
		conversation.send("STLS\r\nUSER mrose\r\nPASS secret\r\n".getBytes(StandardCharsets.US_ASCII));
		conversation.holds("""
				S: +OK Begin TLS
				C: PASS secret
				S: -ERR USER first
				C: STAT
				S: -ERR Log in first
				""");
	}

	@Test
	void refusesCommandsBeforeTheLogin() {
		Conversation conversation = this.served.conversation();
		conversation.holds("S: +OK POP3 ready");
		for (String command : new String[] { "STAT", "LIST", "RETR 1" }) {
			conversation.holds("C: " + command + "\nS: -ERR Log in first");
		}
		conversation.holds("C: QUIT\nS: +OK Bye\n<closed>");
	}

	@Test
	void tellsUnknownUsersFromWrongPasswordsByNothing() {
		String unknown = answer("nobody", "secret");
		assertThat(unknown).isEqualTo(answer("mrose", "wrong"))
			.isEqualTo("+OK And your password?\r\n-ERR [AUTH] Wrong name or password\r\n");
	}

	private String answer(String name, String password) {
		Conversation conversation = this.served.conversation();
		conversation.holds("S: +OK POP3 ready");
		conversation.send(("USER " + name + "\r\nPASS " + password + "\r\n").getBytes(StandardCharsets.US_ASCII));
		return conversation.transport().takeWritten();
	}

	@Test
	void waitsForThePenaltyOfAWrongPassword() {
		RecordingTransport transport = Served.local();
		this.served.accounts.refusingAfter(Duration.ofSeconds(3), transport.eventLoop());
		this.served.conversation(transport).holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS wrong
				C: CAPA
				<2s>
				<silence>
				<1s>
				S: -ERR [AUTH] Wrong name or password
				S: +OK This is what there is
				S: RESP-CODES
				S: AUTH-RESP-CODE
				S: PIPELINING
				S: EXPIRE NEVER
				S: USER
				S: SASL PLAIN LOGIN
				S: UTF8 USER
				S: LANG
				S: TOP
				S: UIDL
				S: .
				""");
	}

	@Test
	void saysWhoseFaultItIs() {
		refusing(new AuthenticationServiceException("Too many logins at a time"),
				"-ERR [SYS/TEMP] Nobody can log in at the moment, try again later");
		refusing(new DisabledException("Off"), "-ERR [AUTH] This account may not be used");
		refusing(new InsufficientAuthenticationException("No MailUser"), "-ERR [AUTH] This account has no mailbox");
	}

	private void refusing(AuthenticationException cause, String answer) {
		new Served().with(new Portal() {

			@Override
			public <A> Mono<Login<A>> login(Credentials credentials, LoginContext context, Class<A> avatar) {
				return Mono.error(cause);
			}

			@Override
			public boolean accepts(Class<? extends Credentials> type) {
				return true;
			}

		}).conversation().holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: %1$s
				C: AUTH PLAIN AG1yb3NlAHNlY3JldA==
				S: %1$s
				C: STAT
				S: -ERR Log in first
				""".formatted(answer));
	}

	@Test
	void takesPasswordsAsTheyAre() {
		this.served.accounts.account("røse", " pass  wörd ");
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: UTF8
				S: +OK UTF-8 it is
				C: USER røse
				S: +OK And your password?
				C: PASS  pass  wörd\s
				S: +OK 0 messages (0 octets)
				""");
	}

	@Test
	void logsInBySasl() {
		String plain = base64("\0mrose\0secret");
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: AUTH
				S: +OK Mechanisms
				S: PLAIN
				S: LOGIN
				S: .
				C: AUTH GSSAPI
				S: -ERR This mechanism is not offered
				C: AUTH plain
				S: +…
				C: *
				S: -ERR Given up, as asked for
				C: AUTH PLAIN
				S: +…
				C: %s
				S: +OK 0 messages (0 octets)
				C: AUTH PLAIN
				S: -ERR You have logged in already
				""".formatted(plain));
	}

	@Test
	void logsInBySaslInOneLineOrInThree() {
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: AUTH PLAIN %s
				S: -ERR [AUTH] Wrong name or password
				C: AUTH PLAIN not base64
				S: -ERR That is nothing the mechanism knows
				C: AUTH PLAIN %s
				S: +OK 0 messages (0 octets)
				C: QUIT
				S: +OK Bye
				<closed>
				""".formatted(base64("\0mrose\0wrong"), base64("\0mrose\0secret")));
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: AUTH LOGIN
				S: + %s
				C: %s
				S: + %s
				C: %s
				S: +OK 0 messages (0 octets)
				""".formatted(base64("Username:"), base64("mrose"), base64("Password:"), base64("secret")));
	}

	@Test
	void takesResponsesThatAreLongerThanCommands() {
		Conversation conversation = this.served.conversation();
		conversation.holds("S: +OK POP3 ready");
		String wrong = base64("\0mrose\0" + "x".repeat(3000));
		conversation.holds("C: AUTH PLAIN " + wrong + "\nS: -ERR [AUTH] Wrong name or password");
		conversation.holds("C: AUTH PLAIN\nS: +…\nC: " + wrong + "\nS: -ERR [AUTH] Wrong name or password");
		conversation.holds("C: AUTH PLAIN\nS: +…\nC: " + "x".repeat(20_000) + "\nS: -ERR The line is too long");
	}

	@Test
	void endsAfterTooManyErrors() {
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS wrong
				S: -ERR [AUTH] Wrong name or password
				C: FOO
				S: -ERR There is no such command
				C: STAT
				S: -ERR Log in first
				C: UTF8 1
				S: -ERR There is too much
				S: -ERR Too many errors
				<closed>
				""");
	}

	@Test
	void countsErrorsInARowAfterTheLogin() {
		Conversation conversation = this.served.session();
		for (int i = 0; i < 10; i++) {
			conversation.holds("C: FOO\nS: -ERR There is no such command\nC: NOOP\nS: +OK");
		}
		conversation.holds("""
				C: RETR 1
				S: -ERR There is no such message
				C: RETR 1
				S: -ERR There is no such message
				C: RETR 1
				S: -ERR There is no such message
				C: RETR 1
				S: -ERR There is no such message
				S: -ERR Too many errors
				<closed>
				""");
	}

	@Test
	void hangsUpOnBrowsers() {
		for (String verb : new String[] { "GET / HTTP/1.1", "POST / HTTP/1.1", "OPTIONS * HTTP/1.1" }) {
			Conversation conversation = this.served.conversation();
			conversation.holds("S: +OK POP3 ready\nC: " + verb + "\n<silence>\n<closed>");
		}
	}

	@Test
	void refusesLinesThatAreNone() {
		Conversation conversation = this.served.conversation();
		conversation.holds("S: +OK POP3 ready\nC: USER " + "x".repeat(507) + "\nS: +OK And your password?");
		conversation.holds("C: USER " + "x".repeat(508) + "\nS: -ERR The line is too long");
		conversation.send("CAPA\0\r\n".getBytes(StandardCharsets.US_ASCII));
		conversation.holds("S: -ERR That is no line of text in UTF-8");
		conversation.send(new byte[] { 'U', 'S', 'E', 'R', ' ', (byte) 0xC3, '\r', '\n' });
		conversation.holds("S: -ERR That is no line of text in UTF-8\nC: QUIT\nS: +OK Bye\n<closed>");
	}

	@Test
	void forgetsALineThatNeverEnds() {
		Conversation conversation = this.served.conversation();
		conversation.holds("S: +OK POP3 ready");
		for (int i = 0; i < 100; i++) {
			conversation.send("x".repeat(10_000).getBytes(StandardCharsets.US_ASCII));
		}
		conversation.holds("<silence>\nC:\nS: -ERR The line is too long\nC: QUIT\nS: +OK Bye\n<closed>");
	}

	@Test
	void standsWhateverIsSent() {
		this.served.message("A: 1\r\n\r\n");
		String[] words = { "USER mrose\r\n", "PASS secret\r\n", "AUTH PLAIN ", "AUTH LOGIN\r\n", "*\r\n", "RETR 1\r\n",
				"TOP 1 1\r\n", "DELE 1\r\n", "LIST ", "UIDL\r\n", "STLS\r\n", "RSET\r\n", "CAPA\r\n", "-1", "\0", " ",
				"\r", "\n", "99999999999", "\u00e4", "LANG de\r\n", "x".repeat(600) };
		Random random = new Random(1939);
		for (int session = 0; session < 500; session++) {
			Conversation conversation = this.served.conversation(Served.local().offeringTls());
			for (int i = 0; i < 40; i++) {
				String word = words[random.nextInt(words.length)];
				byte[] bytes = word.getBytes((i % 2 == 0) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
				int at = random.nextInt(bytes.length + 1);
				conversation.send(Arrays.copyOf(bytes, at));
				conversation.send(Arrays.copyOfRange(bytes, at, bytes.length));
			}
			assertThat(conversation.transport().takeWritten()).startsWith("+OK POP3 ready\r\n");
			conversation.holds("<gone>");
		}
		assertThat(this.served.isLocked()).isFalse();
		assertThat(this.served.view().messages()).hasSize(1);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void isNotUpsetWhenThereIsTooMuchToDo(CapturedOutput output) {
		this.served.store.opening = (opened) -> Mono.error(new RejectedExecutionException("full"));
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: -ERR [SYS/TEMP] Too busy, try again later
				""");
		assertThat(this.served.isLocked()).isFalse();
		assertThat(output).contains("There is too much to do").doesNotContain("ERROR", "Exception");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void writesPasswordsIntoNoLog(CapturedOutput output) {
		this.served.store.opening = (opened) -> Mono.error(new IllegalStateException("The disk is on fire"));
		this.served.conversation().holds("""
				S: +OK POP3 ready
				C: USER mrose
				S: +OK And your password?
				C: PASS secret
				S: -ERR [SYS/TEMP] Something is wrong here, try again later
				C: AUTH PLAIN AG1yb3NlAHNlY3JldA==
				S: -ERR [SYS/TEMP] Something is wrong here, try again later
				C: PASSsecret
				S: -ERR There is no such command
				C: secret
				S: -ERR There is no such command
				""");
		assertThat(output).contains("The disk is on fire")
			.doesNotContain("secret")
			.doesNotContain("AG1yb3NlAHNlY3JldA");
	}

	@Test
	void saysNothingToIdleClientsAndGoodbyeToTheOthers() {
		this.served.session().holds("<idle>\n<silence>\n<closed>");
		this.served.conversation().holds("""
				S: +OK POP3 ready
				<leaving>
				S: -ERR [SYS/TEMP] Closing down, try again later
				<closed>
				""");
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
