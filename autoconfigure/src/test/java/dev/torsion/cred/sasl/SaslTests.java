package dev.torsion.cred.sasl;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LoginContext;
import dev.torsion.cred.LoginSession;
import dev.torsion.cred.TokenCredentials;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.CertificateChecker;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.Certificates;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which mechanisms there are for whom, and how a conversation with each of them goes.
 */
class SaslTests {

	private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("192.0.2.1", 50_000);

	private static final Account BOB = SaslFixture.account("bob", "{noop}secret");

	@Test
	void offersPasswordsInPrivateOnly() {
		new SaslFixture(BOB).conversation(new RecordingTransport().offeringTls()).holds("""
				C: EHLO there
				S: 250-door.example
				S: 250-STARTTLS
				S: 250 AUTH SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1
				C: AUTH PLAIN AGJvYgBzZWNyZXQ=
				S: 538 5.7.11 STARTTLS first
				C: AUTH GSSAPI
				S: 504 5.5.4 Not offered
				C: AUTH EXTERNAL =
				S: 504 5.5.4 Not offered
				C: STARTTLS
				S: 220 Go ahead
				C: EHLO there
				S: 250-door.example
				S: 250 AUTH SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN
				C: AUTH plain AGJvYgBzZWNyZXQ=
				S: 235 2.7.0 Hello, bob
				""");
	}

	@Test
	void offersScramIfAllCanUseIt() {
		Account amy = SaslFixture.account("amy", stored(ScramHash.SHA_256));
		Account joe = SaslFixture.account("joe", stored(ScramHash.SHA_1));
		Account old = SaslFixture.account("old", "{bcrypt}$2a$10$x");
		assertThat(scram(SaslPolicy.Scram.AUTO, BOB, amy)).containsExactly("SCRAM-SHA-256");
		assertThat(scram(SaslPolicy.Scram.AUTO, BOB, joe)).containsExactly("SCRAM-SHA-1");
		assertThat(scram(SaslPolicy.Scram.AUTO, amy, joe)).isEmpty();
		assertThat(scram(SaslPolicy.Scram.AUTO, BOB, old)).isEmpty();
		assertThat(scram(SaslPolicy.Scram.ON, BOB, old)).containsExactly("SCRAM-SHA-256");
		assertThat(scram(SaslPolicy.Scram.ON, amy, joe, old)).containsExactly("SCRAM-SHA-256", "SCRAM-SHA-1");
		assertThat(scram(SaslPolicy.Scram.ON, joe)).containsExactly("SCRAM-SHA-1");
		assertThat(scram(SaslPolicy.Scram.OFF, BOB)).isEmpty();
		AccountStore unknown = (name) -> Mono.empty();
		assertThat(new SaslFixture(SaslPolicy.DEFAULT, List.of(unknown), new Decoys(List.of()), new VirtualEventLoop())
			.sasl()
			.mechanisms(LoginContext.from("smtp", null))).containsExactly("PLAIN", "LOGIN");
	}

	@Test
	void offersChannelBindingWhereThereIsOne() {
		new SaslFixture(BOB).conversation(new RecordingTransport().boundTo(new byte[32]))
			.holds("""
					C: EHLO there
					S: 250-door.example
					S: 250 AUTH SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN
					""");
	}

	@Test
	void takesPlainInAllItsForms() {
		secured(BOB).holds("""
				C: AUTH PLAIN
				S: 334\s
				C: AGJvYgBzZWNyZXQ=
				S: 235 2.7.0 Hello, bob
				C: AUTH PLAIN Ym9iAGJvYgBzZWNyZXQ=
				S: 235 2.7.0 Hello, bob
				C: AUTH PLAIN YW15AGJvYgBzZWNyZXQ=
				S: 535 5.7.8 Nobody may act for somebody else
				C: AUTH PLAIN AGJvYgB3cm9uZw==
				S: 535 5.7.8 Wrong name or password
				C: AUTH PLAIN AGFteQBzZWNyZXQ=
				S: 535 5.7.8 Wrong name or password
				C: AUTH PLAIN =
				S: 501 5.7.0 Not a message of PLAIN
				C: AUTH PLAIN AGJvYgBzZWNyZXQAeA==
				S: 501 5.7.0 Not a message of PLAIN
				C: AUTH PLAIN AGJvYgA=
				S: 501 5.7.0 Not a message of PLAIN
				C: AUTH PLAIN AP8A/w==
				S: 501 5.7.0 Not in UTF-8
				C: AUTH PLAIN !
				S: 501 5.7.0 Not in Base64
				C: AUTH PLAIN
				S: 334\s
				C: *
				S: 501 5.7.0 The peer has given up
				C: AUTH PLAIN
				S: 334\s
				C: not Base64
				S: 501 5.7.0 Not in Base64
				""");
	}

	/** The example of RFC 4616 section 4, and one with an authorization identity. */
	@Test
	void holdsTheExamplesOfRfc4616() {
		Conversation conversation = secured(SaslFixture.account("tim", "{noop}tanstaaftanstaaf"),
				SaslFixture.account("Kurt", "{noop}xipj3plmq"));
		conversation.holds("C: AUTH PLAIN " + base64("\0tim\0tanstaaftanstaaf") + "\nS: 235 2.7.0 Hello, tim\n");
		conversation.holds("C: AUTH PLAIN " + base64("Ursel\0Kurt\0xipj3plmq")
				+ "\nS: 535 5.7.8 Nobody may act for somebody else\n");
	}

	@Test
	void takesLoginWithOrWithoutAName() {
		secured(BOB).holds("""
				C: AUTH LOGIN
				S: 334 VXNlcm5hbWU6
				C: Ym9i
				S: 334 UGFzc3dvcmQ6
				C: c2VjcmV0
				S: 235 2.7.0 Hello, bob
				C: AUTH LOGIN Ym9i
				S: 334 UGFzc3dvcmQ6
				C: d3Jvbmc=
				S: 535 5.7.8 Wrong name or password
				C: AUTH LOGIN Ym9i
				S: 334 UGFzc3dvcmQ6
				C:\s
				S: 501 5.7.0 Neither a name nor a password
				""");
	}

	@Test
	void takesACertificateForItsAccountOnly() throws Exception {
		X509Certificate certificate = certificate();
		Account bob = Account.of("bob", List.of(), AccountStatus.ACTIVE,
				List.of(new Secret.Certificate(CertificateChecker.fingerprint(certificate))));
		Account off = Account.of("off", List.of(), AccountStatus.DISABLED,
				List.of(new Secret.Certificate(CertificateChecker.fingerprint(certificate))));
		Account joe = Account.of("joe", List.of(), AccountStatus.ACTIVE,
				List.of(new Secret.Certificate(CertificateChecker.fingerprint(certificate()))));
		new SaslFixture(SaslFixture.account("amy", "{noop}x"), joe, off, bob)
			.conversation(new RecordingTransport().secured().from(PEER, certificate))
			.holds("""
					C: EHLO there
					S: 250-door.example
					S: 250 AUTH EXTERNAL SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN LOGIN
					C: AUTH EXTERNAL Ym9i
					S: 235 2.7.0 Hello, bob
					C: AUTH EXTERNAL YW15
					S: 535 5.7.8 Wrong name or password
					C: AUTH EXTERNAL am9l
					S: 535 5.7.8 Wrong name or password
					C: AUTH EXTERNAL bm9ib2R5
					S: 535 5.7.8 Wrong name or password
					C: AUTH EXTERNAL b2Zm
					S: 535 5.7.8 Account is disabled
					C: AUTH EXTERNAL AA==
					S: 501 5.7.0 Not a name
					""");
		new SaslFixture(bob).conversation(new RecordingTransport().secured().from(PEER, certificate)).holds("""
				C: AUTH EXTERNAL =
				S: 235 2.7.0 Hello, bob
				""");
		new SaslFixture(BOB).conversation(new RecordingTransport().secured().from(PEER, certificate)).holds("""
				C: AUTH EXTERNAL =
				S: 535 5.7.8 Wrong name or password
				""");
	}

	private static X509Certificate certificate() throws KeyStoreException {
		KeyStore store = Objects.requireNonNull(Certificates.bundle("bob.example").getStores().getKeyStore());
		return (X509Certificate) store.getCertificate("key");
	}

	@Test
	void takesTokensAndSaysHowTheyAreRefused() {
		Conversation conversation = tokens();
		conversation.holds("""
				C: EHLO there
				S: 250-door.example
				S: 250 AUTH SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 OAUTHBEARER XOAUTH2 PLAIN LOGIN
				""");
		// RFC 7628 section 4.1, where the token is longer
		String bearer = "n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer %s\u0001\u0001";
		conversation
			.holds("C: AUTH OAUTHBEARER " + base64(bearer.formatted("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="))
					+ "\nS: 235 2.7.0 Hello, user@example.com\n");
		conversation.holds("C: AUTH OAUTHBEARER " + base64(bearer.formatted("wrong")) + "\nS: 334 "
				+ base64("{\"status\":\"invalid_token\"}") + "\nC: AQ==\nS: 535 5.7.8 Wrong token\n");
		conversation
			.holds("C: AUTH OAUTHBEARER " + base64(bearer.formatted("down")) + "\nS: 454 4.7.0 Try again later\n");
		for (String malformed : List.of("", "n,,", "n,,\u0001\u0001", "n,,\u0001auth=Basic x\u0001\u0001",
				"n,,\u0001auth=Bearer \u0001\u0001", "p=tls-unique,,\u0001auth=Bearer x\u0001\u0001",
				"n,,\u0001auth=Bearer x\u0001", "n,,\u0001auth=Bearer x y\u0001\u0001")) {
			conversation.holds("C: AUTH OAUTHBEARER " + (malformed.isEmpty() ? "=" : base64(malformed))
					+ "\nS: 501 5.7.0 Not a …\n");
		}
		conversation.holds("C: AUTH OAUTHBEARER " + base64(
				"n,," + "\u0001k=v".repeat(2000) + "\u0001auth=Bearer wrong" + "\u0001k=v".repeat(100) + "\u0001\u0001")
				+ "\nS: 334 …\nC: AQ==\nS: 535 5.7.8 Wrong token\n");
	}

	@Test
	void takesTokensOfXoauth2() {
		Conversation conversation = tokens();
		String extended = "user=amy\u0001auth=Bearer %s\u0001\u0001";
		conversation.holds("C: AUTH XOAUTH2 " + base64(extended.formatted("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="))
				+ "\nS: 235 2.7.0 Hello, amy\n");
		conversation.holds("C: AUTH XOAUTH2 " + base64(extended.formatted("wrong")) + "\nS: 334 "
				+ base64("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"\"}")
				+ "\nC: \nS: 535 5.7.8 Wrong token\n");
		conversation.holds("C: AUTH XOAUTH2 " + base64("user=amy") + "\nS: 501 5.7.0 Not a message of XOAUTH2\n");
	}

	private static Conversation tokens() {
		return new SaslFixture(SaslPolicy.DEFAULT, List.of(new MemoryAccountStore(List.of(BOB))), new Decoys(List.of()),
				new VirtualEventLoop(), new Tokens())
			.conversation(new RecordingTransport().secured());
	}

	@Test
	void letsPeersStayUnknownWhereThePolicySaysSo() {
		SaslPolicy policy = new SaslPolicy(SaslPolicy.Scram.OFF, true, Set.of(), Set.of("smtp"), 12_288);
		new SaslFixture(policy, BOB).conversation(new RecordingTransport()).holds("""
				C: EHLO there
				S: 250-door.example
				S: 250 AUTH ANONYMOUS
				C: AUTH ANONYMOUS c2lyaGM=
				S: 235 2.7.0 Hello, anonymous
				C: AUTH ANONYMOUS =
				S: 235 2.7.0 Hello, anonymous
				C: AUTH ANONYMOUS %s
				S: 501 5.7.0 Too long
				""".formatted(base64("x".repeat(256))));
		new SaslFixture(new SaslPolicy(SaslPolicy.Scram.OFF, true, Set.of(), Set.of("ftp"), 12_288), BOB)
			.conversation(new RecordingTransport())
			.holds("""
					C: AUTH ANONYMOUS c2lyaGM=
					S: 504 5.5.4 Not offered
					""");
	}

	@Test
	void refusesWhatIsTooLongAndWhatWasNotAskedFor() {
		SaslPolicy policy = new SaslPolicy(SaslPolicy.Scram.AUTO, true, Set.of(), Set.of(), 20);
		new SaslFixture(policy, BOB).conversation(new RecordingTransport().secured()).holds("""
				C: AUTH PLAIN AGJvYgBzZWNyZXQ=
				S: 235 2.7.0 Hello, bob
				C: AUTH PLAIN AGJvYgBzZWNyZXRzZWNyZXQ=
				S: 501 5.7.0 Too long
				C: AUTH LOGIN Ym9i
				S: 334 UGFzc3dvcmQ6
				C: AGJvYgBzZWNyZXRzZWNyZXQ=
				S: 501 5.7.0 Too long
				""");
	}

	@Test
	void survivesWhateverIsSaid() throws KeyStoreException {
		SaslPolicy policy = new SaslPolicy(SaslPolicy.Scram.AUTO, true, Set.of(SaslPolicy.Legacy.CRAM_MD5),
				Set.of("smtp"), 12_288);
		SaslFixture fixture = new SaslFixture(policy, List.of(new MemoryAccountStore(List.of(BOB))),
				new Decoys(List.of()), new VirtualEventLoop(), new Tokens());
		RecordingTransport transport = new RecordingTransport().secured().from(PEER, certificate());
		Map<String, String> messages = Map.of("PLAIN", "bob\0bob\0secret", "LOGIN", "bob", "EXTERNAL", "bob",
				"ANONYMOUS", "bob@example.com", "CRAM-MD5", "bob b913a602c7eda7a495b4e6e7334d3890", "XOAUTH2",
				"user=bob\u0001auth=Bearer x\u0001\u0001", "OAUTHBEARER",
				"n,a=bob,\u0001host=x\u0001auth=Bearer x\u0001port=1\u0001\u0001", "SCRAM-SHA-256",
				"n,a=bob,n=bob,r=x");
		LoginSession session = new LoginSession(fixture.portal, "smtp", transport);
		assertThat(fixture.sasl().mechanisms(session.context())).containsAll(messages.keySet());
		Random random = new Random(1);
		messages.forEach((mechanism, message) -> {
			for (int i = 0; i < 500; i++) {
				SaslConversation<Authentication> conversation = fixture.sasl()
					.begin(mechanism, session, Authentication.class);
				conversation.begin(null).block();
				assertThat(failure(conversation.respond(changed(message, i, random)))).satisfiesAnyOf(
						(it) -> assertThat(it).isEmpty(),
						(it) -> assertThat(it.orElseThrow()).isExactlyInstanceOf(SaslFailure.class),
						(it) -> assertThat(it.orElseThrow()).isExactlyInstanceOf(BadCredentialsException.class));
			}
		});
	}

	/**
	 * The message cut off at each place, then with another byte in some place, then
	 * noise.
	 */
	private static byte[] changed(String message, int number, Random random) {
		byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
		if (number < bytes.length) {
			return Arrays.copyOf(bytes, number);
		}
		if (number % 2 == 0) {
			bytes = new byte[random.nextInt(40)];
			random.nextBytes(bytes);
			return bytes;
		}
		bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
		return bytes;
	}

	private static Optional<Throwable> failure(Mono<?> reply) {
		return reply.map((done) -> Optional.<Throwable>empty())
			.onErrorResume((ex) -> Mono.just(Optional.of(ex)))
			.blockOptional()
			.orElseThrow();
	}

	@Test
	void isOverAfterSuccessAndAfterFailure() {
		SaslFixture fixture = new SaslFixture(BOB);
		RecordingTransport transport = new RecordingTransport().secured();
		for (String first : List.of("\0bob\0secret", "\0bob\0wrong", "x")) {
			SaslConversation<?> conversation = fixture.sasl()
				.begin("PLAIN", new LoginSession(fixture.portal, "smtp", transport), Authentication.class);
			conversation.begin(first.getBytes(StandardCharsets.UTF_8)).onErrorComplete().block();
			assertThat(failure(conversation.respond("\0bob\0secret".getBytes(StandardCharsets.UTF_8))))
				.hasValueSatisfying((ex) -> assertThat(ex).isInstanceOf(SaslFailure.class));
		}
	}

	private static List<String> scram(SaslPolicy.Scram scram, Account... accounts) {
		return new SaslFixture(new SaslPolicy(scram, true, Set.of(), Set.of(), 12_288), accounts).sasl()
			.mechanisms(LoginContext.from("smtp", null))
			.stream()
			.filter((mechanism) -> mechanism.startsWith("SCRAM"))
			.toList();
	}

	private static String stored(ScramHash hash) {
		return ScramVerifier.derive(hash, "secret", new byte[16], 2).format();
	}

	private static Conversation secured(Account... accounts) {
		return new SaslFixture(accounts).conversation(new RecordingTransport().secured());
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Knows one token, and cannot be asked about another. */
	private static final class Tokens implements CredentialsChecker<TokenCredentials> {

		@Override
		public Class<TokenCredentials> type() {
			return TokenCredentials.class;
		}

		@Override
		public Mono<AvatarId> check(TokenCredentials credentials, LoginContext context) {
			return switch (credentials.token()) {
				case "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==" ->
					Mono.just(new AvatarId.Named(UsernamePasswordAuthenticationToken
						.authenticated(String.valueOf(credentials.name()), null, List.of())));
				case "down" -> Mono.error(new IllegalStateException("down"));
				default -> Mono.error(new BadCredentialsException("Wrong token"));
			};
		}

	}

}
