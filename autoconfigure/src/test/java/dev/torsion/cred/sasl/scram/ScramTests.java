package dev.torsion.cred.sasl.scram;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import dev.torsion.cred.LoginSession;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.ScramHash;
import dev.torsion.cred.password.ScramVerifier;
import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.cred.sasl.SaslFailure;
import dev.torsion.cred.sasl.SaslFixture;
import dev.torsion.cred.sasl.SaslPolicy;
import dev.torsion.cred.sasl.SaslReply;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.EventLoop;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.net.test.VirtualEventLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The server's side of SCRAM, by the examples of its RFCs and against another's client.
 */
class ScramTests {

	private static final byte[] SECRET = "an example of a secret, 32 bytes".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] END_POINT = "what the connection is known by".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");

	private static final Account USER = SaslFixture.account("user",
			ScramVerifier.derive(ScramHash.SHA_256, "pencil", SALT, 4096).format());

	private static final String RFC_7677_FINAL = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

	private final RecordingTransport transport = new RecordingTransport();

	@Test
	void holdsTheExampleOfRfc5802() {
		String encoded = ScramVerifier
			.derive(ScramHash.SHA_1, "pencil", Base64.getDecoder().decode("QSXCR+Q6sek8bf92"), 4096)
			.format();
		SaslConversation<?> conversation = begin(new SaslFixture(SaslFixture.account("user", encoded)), "SCRAM-SHA-1",
				"3rfcNHYJY1ZVvWVs7j");
		assertThat(start(conversation, "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL"))
			.isEqualTo("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
		assertThat(
				say(conversation, "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="))
			.isEqualTo("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
	}

	@Test
	void holdsTheExampleOfRfc7677() {
		SaslConversation<?> conversation = rfc7677();
		assertThat(start(conversation, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO"))
			.isEqualTo("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
		assertThat(say(conversation, RFC_7677_FINAL)).isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
	}

	private SaslConversation<?> rfc7677() {
		return begin(new SaslFixture(USER), "SCRAM-SHA-256", "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");
	}

	@Test
	void refusesMessagesThatEndEarly() {
		String first = "n,a=user,n=user,r=r";
		for (int end = 0; end < first.length(); end++) {
			String part = first.substring(0, end);
			assertThat(failure(() -> start(rfc7677(), part))).as(part).isInstanceOf(SaslFailure.class);
		}
		for (int end = 0; end < RFC_7677_FINAL.length(); end++) {
			SaslConversation<?> conversation = rfc7677();
			start(conversation, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
			String part = RFC_7677_FINAL.substring(0, end);
			assertThat(failure(() -> say(conversation, part))).as(part)
				.isInstanceOfAny(SaslFailure.class, BadCredentialsException.class);
		}
	}

	@Test
	void survivesWhateverIsSaid() {
		Random random = new Random(1);
		byte[] valid = RFC_7677_FINAL.getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < 3000; i++) {
			byte[] noise = new byte[random.nextInt(80)];
			random.nextBytes(noise);
			byte[] first = (i % 2 == 0) ? noise : mutated("p=tls-server-end-point,a=user,n=u=2Cr,r=x,e=y", random);
			Throwable failure = failure(() -> rfc7677().begin(first).block());
			assertThat(failure).satisfiesAnyOf((it) -> assertThat(it).isNull(),
					(it) -> assertThat(it).isInstanceOf(SaslFailure.class));
			SaslConversation<?> conversation = rfc7677();
			start(conversation, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
			byte[] last = (i % 2 == 0) ? noise : mutated(RFC_7677_FINAL, random);
			assertThat(failure(() -> conversation.respond(last).block())).satisfiesAnyOf(
					(it) -> assertThat(last).isEqualTo(valid),
					(it) -> assertThat(it).isInstanceOfAny(SaslFailure.class, BadCredentialsException.class));
		}
	}

	private static byte[] mutated(String message, Random random) {
		byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
		bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
		return bytes;
	}

	@Test
	void takesExtensionsThatMayBeIgnoredAndNoOthers() {
		for (String message : List.of("n,,n=user,r=x,e=y", "y,,n=user,r=x", "n,a=USER,n=user,r=x",
				"n,,n=user,r=x" + ",e=y".repeat(2500))) {
			assertThat(start(rfc7677(), message)).startsWith("r=x%hvYDp");
		}
		for (String message : List.of("n,,m=x,n=user,r=x", "n,,n=user,r=x,m=y", "n,,n=user,r=x,", "n,,n=user,r=x,e",
				"n,,n=user", "n,,r=x,n=user", "n,,n=,r=x", "n,,n=user,r=", "n,,n=user,r=\u00e9", "n,,n=us=er,r=x",
				"n,,n=us=2cer,r=x", "n,,n=us\0er,r=x", "q,,n=user,r=x", "p=,,n=user,r=x", "n,user,n=user,r=x",
				"n=user,r=x", "n,,n=user,r=x y")) {
			assertThat(failure(() -> start(rfc7677(), message))).as(message)
				.isInstanceOfSatisfying(SaslFailure.class,
						(failure) -> assertThat(failure.reason()).isEqualTo(SaslFailure.Reason.MALFORMED));
		}
	}

	@Test
	void takesNamesWithCommasAndEqualsSigns() {
		SaslFixture fixture = new SaslFixture(SaslFixture.account("a=b,c", "{noop}secret"));
		assertThat(login(fixture, "SCRAM-SHA-256", "a=b,c", "secret").avatar().getName()).isEqualTo("a=b,c");
	}

	@Test
	void letsNobodyActForSomebodyElse() {
		assertThat(failure(() -> start(rfc7677(), "n,a=root,n=user,r=x"))).isInstanceOfSatisfying(SaslFailure.class,
				(failure) -> assertThat(failure.reason()).isEqualTo(SaslFailure.Reason.REFUSED));
	}

	@Test
	void noticesThatChannelBindingWasTakenAway() {
		this.transport.boundTo(END_POINT);
		refused("SCRAM-SHA-256", "y,,n=user,r=x");
		refused("SCRAM-SHA-256-PLUS", "p=tls-unique,,n=user,r=x");
		refused("SCRAM-SHA-256-PLUS", "p=tls-exporter,,n=user,r=x");
		for (String message : List.of("n,,n=user,r=x", "y,,n=user,r=x")) {
			assertThat(failure(() -> start(begin(new SaslFixture(USER), "SCRAM-SHA-256-PLUS", "s"), message)))
				.isInstanceOf(SaslFailure.class);
		}
		assertThat(failure(() -> start(rfc7677(), "p=tls-server-end-point,,n=user,r=x")))
			.isInstanceOf(SaslFailure.class);
		assertThat(start(rfc7677(), "n,,n=user,r=x")).isNotEmpty();
	}

	private void refused(String mechanism, String message) {
		assertThat(failure(() -> start(begin(new SaslFixture(USER), mechanism, "s"), message))).as(message)
			.isInstanceOfSatisfying(SaslFailure.class,
					(failure) -> assertThat(failure.reason()).isEqualTo(SaslFailure.Reason.REFUSED));
	}

	@Test
	void believesWhoSaysThatChannelBindingIsNotOfferedWhereItIsNot() {
		this.transport.boundTo(END_POINT);
		SaslFixture fixture = new SaslFixture(new SaslPolicy(SaslPolicy.Scram.AUTO, false, Set.of(), Set.of(), 12_288),
				USER);
		assertThat(fixture.sasl().mechanisms(session(fixture).context())).containsExactly("SCRAM-SHA-256", "PLAIN",
				"LOGIN");
		assertThat(start(begin(fixture, "SCRAM-SHA-256", "s"), "y,,n=user,r=x")).startsWith("r=xs,");
		assertThat(
				failure(() -> start(begin(fixture, "SCRAM-SHA-256-PLUS", "s"), "p=tls-server-end-point,,n=user,r=x")))
			.isInstanceOf(SaslFailure.class);
	}

	@Test
	void bindsTheLoginToTheConnection() {
		this.transport.boundTo(END_POINT);
		SaslFixture fixture = new SaslFixture(USER);
		assertThat(login(fixture, "SCRAM-SHA-256-PLUS", "user", "pencil").avatar().getName()).isEqualTo("user");
		this.transport.boundTo("another connection".getBytes(StandardCharsets.US_ASCII));
		assertThat(failure(() -> login(fixture, "SCRAM-SHA-256-PLUS", "user", "pencil"))).isInstanceOfSatisfying(
				SaslFailure.class, (failure) -> assertThat(failure.reason()).isEqualTo(SaslFailure.Reason.REFUSED));
	}

	@Test
	void refusesAHeaderOrANonceThatWasChanged() {
		for (String last : List.of(RFC_7677_FINAL.replace("c=biws", "c=eSws"),
				RFC_7677_FINAL.replace("c=biws", "c=bixhPXVzZXIs"), RFC_7677_FINAL.replace("r=rOpr", "r=sOpr"),
				RFC_7677_FINAL.replace("$k0,", "$k0x,"))) {
			SaslConversation<?> conversation = rfc7677();
			start(conversation, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
			assertThat(failure(() -> say(conversation, last))).isInstanceOfSatisfying(SaslFailure.class,
					(failure) -> assertThat(failure.reason()).isEqualTo(SaslFailure.Reason.REFUSED));
		}
	}

	@Test
	void logsInWithEveryHashFromEveryStoredForm() {
		for (ScramHash hash : ScramHash.values()) {
			String encoded = ScramVerifier.derive(hash, "secret", new byte[16], 5).format();
			for (String password : List.of(encoded, "{" + hash.mechanism() + "}" + encoded, "{noop}secret")) {
				SaslFixture fixture = new SaslFixture(SaslFixture.account("bob", password));
				assertThat(login(fixture, hash.mechanism(), "bob", "secret").avatar().getName()).isEqualTo("bob");
				assertThat(failure(() -> login(fixture, hash.mechanism(), "bob", "wrong")))
					.isInstanceOf(BadCredentialsException.class);
			}
		}
	}

	@Test
	void preparesPasswords() {
		for (String stored : List.of("{noop}I\u00adX \u2168",
				ScramVerifier.derive(ScramHash.SHA_256, "IX\u00a0IX", SALT, 2).format())) {
			SaslFixture fixture = new SaslFixture(SaslFixture.account("bob", stored));
			for (String password : List.of("I\u00adX \u2168", "IX IX")) {
				assertThat(login(fixture, "SCRAM-SHA-256", "bob", password).avatar().getName()).isEqualTo("bob");
			}
		}
	}

	@Test
	void answersAnUnknownNameAsThoughItHadAnAccount() {
		Account amy = SaslFixture.account("amy", ScramVerifier.derive(ScramHash.SHA_256, "x", SALT, 4096).format());
		Account old = SaslFixture.account("old", "{bcrypt}$2a$10$x");
		SaslPolicy on = new SaslPolicy(SaslPolicy.Scram.ON, true, Set.of(), Set.of(), 12_288);
		List<SaslFixture> runs = IntStream.range(0, 2).mapToObj((i) -> fixture(on, amy, old)).toList();
		for (String name : List.of("nobody", "old", "NOBODY", "amy")) {
			String first = runs.stream()
				.map((run) -> start(begin(run, "SCRAM-SHA-256", "s"), "n,,n=" + name + ",r=x"))
				.distinct()
				.reduce((one, other) -> one + " is not " + other)
				.orElseThrow();
			assertThat(first).matches("r=xs,s=[A-Za-z0-9+/]{22}==,i=4096");
			Throwable failure = failure(() -> login(runs.get(0), "SCRAM-SHA-256", name, "wrong"));
			assertThat(failure).isExactlyInstanceOf(BadCredentialsException.class).hasMessage("Wrong name or password");
		}
		assertThat(question(runs.get(0), "nobody")).isEqualTo(question(runs.get(1), "NoBody"))
			.isNotEqualTo(question(runs.get(0), "somebody"));
	}

	@Test
	void hashesOnceForAClearPasswordAndForNobody() {
		CountingLoop loop = new CountingLoop();
		SaslFixture fixture = fixture(SaslPolicy.DEFAULT, loop, SaslFixture.account("bob", "{noop}secret"));
		for (String name : List.of("bob", "nobody")) {
			assertThat(question(fixture, name)).matches("r=xs,s=[A-Za-z0-9+/]{22}==,i=" + SaslFixture.ITERATIONS);
			assertThat(loop.hashed).isEmpty();
			assertThat(failure(() -> login(fixture, "SCRAM-SHA-256", name, "wrong")))
				.isExactlyInstanceOf(BadCredentialsException.class);
			assertThat(loop.hashed).hasSize(1);
			loop.hashed.clear();
		}
		assertThat(login(fixture, "SCRAM-SHA-256", "bob", "secret").data()).isNotNull();
		assertThat(loop.hashed).hasSize(1);
	}

	@Test
	void tellsTheStateOfAnAccountAndTheSignatureOnlyToItsOwner() {
		Account off = Account.of("off", List.of(), AccountStatus.DISABLED,
				List.of(new Secret.Password("{noop}secret")));
		SaslFixture fixture = new SaslFixture(off);
		assertThat(failure(() -> login(fixture, "SCRAM-SHA-256", "off", "secret")))
			.isInstanceOf(DisabledException.class);
		assertThat(failure(() -> login(fixture, "SCRAM-SHA-256", "off", "wrong")))
			.isInstanceOf(BadCredentialsException.class);
	}

	@Test
	void letsNobodyInWithoutAPassword() {
		SaslFixture fixture = fixture(new SaslPolicy(SaslPolicy.Scram.ON, true, Set.of(), Set.of(), 9999),
				SaslFixture.account("bob", "{noop}"), SaslFixture.account("amy", ""),
				Account.of("joe", List.of(), AccountStatus.ACTIVE, List.of()));
		for (String name : List.of("bob", "amy", "joe")) {
			assertThat(failure(() -> login(fixture, "SCRAM-SHA-256", name, "x")))
				.isExactlyInstanceOf(BadCredentialsException.class);
		}
	}

	@Test
	void letsNobodyInWithAnEmptyPassword() throws GeneralSecurityException {
		SaslFixture fixture = fixture(SaslPolicy.DEFAULT, SaslFixture.account("bob", "{noop}"));
		PBEKeySpec empty = new PBEKeySpec(new char[0], new Decoys(List.of(), SECRET).salt("bob", 16),
				SaslFixture.ITERATIONS, 256);
		ScramClient client = ScramClient.builder()
			.advertisedMechanisms(List.of("SCRAM-SHA-256"))
			.username("bob")
			.saltedPassword(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(empty).getEncoded())
			.build();
		assertThat(failure(() -> converse(begin(fixture, "SCRAM-SHA-256", "s"), client)))
			.isExactlyInstanceOf(BadCredentialsException.class);
	}

	@Test
	void doesNotCallAFailureOfTheStoreAWrongPassword() {
		AccountStore down = new AccountStore() {

			@Override
			public Mono<Account> find(String name) {
				return Mono.error(new IllegalStateException("down"));
			}

			@Override
			public Optional<Collection<String>> passwordSamples() {
				return Optional.of(List.of());
			}

		};
		SaslFixture fixture = new SaslFixture(SaslPolicy.DEFAULT, List.of(down), new Decoys(List.of(), SECRET),
				new VirtualEventLoop());
		assertThat(failure(() -> question(fixture, "bob"))).isInstanceOf(AuthenticationServiceException.class);
	}

	@Test
	void saysTheSignatureAsALastChallengeWhereTheProtocolHasNoOtherPlace() {
		SaslFixture fixture = new SaslFixture(SaslFixture.account("bob", "{noop}secret"));
		SaslConversation<Authentication> conversation = begin(fixture, "SCRAM-SHA-256", "s").withSuccessAsChallenge();
		assertThat(converse(conversation, client("SCRAM-SHA-256", "bob", "secret")))
			.isInstanceOf(SaslReply.Challenge.class);
		assertThat(fixture.live.count("bob")).isOne();
		assertThat(conversation.respond(new byte[0]).block()).isInstanceOf(SaslReply.Success.class);
		assertThat(fixture.live.count("bob")).isOne();
	}

	@Test
	void logsOutWhoGivesUpAtTheLastChallenge() {
		for (String last : List.of("*", "bW9yZQ==", "not Base64")) {
			SaslFixture fixture = new SaslFixture(SaslFixture.account("bob", "{noop}secret"));
			SaslConversation<Authentication> conversation = begin(fixture, "SCRAM-SHA-256", "s")
				.withSuccessAsChallenge();
			converse(conversation, client("SCRAM-SHA-256", "bob", "secret"));
			assertThat(fixture.live.count("bob")).isOne();
			assertThat(failure(() -> conversation.respondText(last).block())).isInstanceOf(SaslFailure.class);
			assertThat(fixture.live.count("bob")).isZero();
			assertThat(failure(() -> conversation.respond(new byte[0]).block())).isInstanceOf(SaslFailure.class);
		}
	}

	@Test
	void neverAsksWithTheSameNonce() {
		SaslFixture fixture = new SaslFixture(USER);
		assertThat(IntStream.range(0, 100)
			.mapToObj((i) -> start(fixture.sasl().begin("SCRAM-SHA-256", session(fixture), Authentication.class),
					"n,,n=user,r=x"))
			.distinct()).hasSize(100).allMatch((question) -> question.matches("r=x[A-Za-z0-9_-]{24},.*"));
	}

	private static SaslFixture fixture(SaslPolicy policy, Account... accounts) {
		return fixture(policy, new VirtualEventLoop(), accounts);
	}

	private static SaslFixture fixture(SaslPolicy policy, EventLoop loop, Account... accounts) {
		return new SaslFixture(policy, List.of(new MemoryAccountStore(List.of(accounts))),
				new Decoys(List.of(), SECRET), loop);
	}

	private String question(SaslFixture fixture, String name) {
		return start(begin(fixture, "SCRAM-SHA-256", "s"), "n,,n=" + name + ",r=x");
	}

	private LoginSession session(SaslFixture fixture) {
		return new LoginSession(fixture.portal, "smtp", this.transport);
	}

	private SaslConversation<Authentication> begin(SaslFixture fixture, String mechanism, String nonce) {
		return fixture.sasl((accounts, portal) -> ScramMechanism.all(accounts, portal, fixture.policy(), () -> nonce))
			.begin(mechanism, session(fixture), Authentication.class);
	}

	private SaslReply.Success<Authentication> login(SaslFixture fixture, String mechanism, String name,
			String password) {
		return (SaslReply.Success<Authentication>) converse(begin(fixture, mechanism, "s"),
				client(mechanism, name, password));
	}

	private static ScramClient client(String mechanism, String name, String password) {
		return ScramClient.builder()
			.advertisedMechanisms(List.of(mechanism))
			.username(name)
			.password(password.toCharArray())
			.channelBinding("tls-server-end-point", mechanism.endsWith("-PLUS") ? END_POINT : new byte[0])
			.build();
	}

	private static SaslReply<Authentication> converse(SaslConversation<Authentication> conversation,
			ScramClient client) {
		try {
			client.serverFirstMessage(challenge(conversation.begin(bytes(client.clientFirstMessage().toString()))));
			SaslReply<Authentication> last = Objects
				.requireNonNull(conversation.respond(bytes(client.clientFinalMessage().toString())).block());
			byte[] signature = (last instanceof SaslReply.Success<Authentication> success) ? success.data()
					: ((SaslReply.Challenge<Authentication>) last).data();
			client.serverFinalMessage(new String(Objects.requireNonNull(signature), StandardCharsets.UTF_8));
			return last;
		}
		catch (ScramException ex) {
			throw new AssertionError(ex);
		}
	}

	private static <A> String challenge(Mono<SaslReply<A>> reply) {
		return new String(((SaslReply.Challenge<A>) Objects.requireNonNull(reply.block())).data(),
				StandardCharsets.UTF_8);
	}

	private static <A> String start(SaslConversation<A> conversation, String message) {
		return text(conversation.begin(bytes(message)));
	}

	private static <A> String say(SaslConversation<A> conversation, String message) {
		return text(conversation.respond(bytes(message)));
	}

	private static <A> String text(Mono<SaslReply<A>> reply) {
		return String.valueOf(reply
			.map((next) -> (next instanceof SaslReply.Challenge<A> challenge) ? challenge.data()
					: Objects.requireNonNull(((SaslReply.Success<A>) next).data()))
			.map((data) -> new String(data, StandardCharsets.UTF_8))
			.block());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static @Nullable Throwable failure(Callable<?> action) {
		Throwable failure = catchThrowable(action::call);
		assertThat(failure).satisfiesAnyOf((it) -> assertThat(it).isNull(),
				(it) -> assertThat(it).isInstanceOf(AuthenticationException.class));
		return failure;
	}

	/** Works at once, and notes that it has. */
	private static final class CountingLoop implements EventLoop {

		private final List<Callable<?>> hashed = new ArrayList<>();

		private final VirtualEventLoop loop = new VirtualEventLoop();

		@Override
		public void execute(Runnable task) {
			this.loop.execute(task);
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
			return this.loop.<T>blocking(work).doOnSubscribe((subscription) -> this.hashed.add(work));
		}

		@Override
		public Scheduler scheduler() {
			return this.loop.scheduler();
		}

	}

}
