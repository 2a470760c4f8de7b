package dev.torsion.cred.service;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.cred.CertificateCredentials;
import dev.torsion.cred.KeyCredentials;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.PasswordCredentials;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.CertificateChecker;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.service.AccountChangedEvent.Change;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.EventLoop;
import io.netty.pkitesting.CertificateBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

class AccountServiceTests {

	private static final Duration LIMIT = AccountServiceFixture.LIMIT;

	private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

	private final AccountServiceFixture fixture = new AccountServiceFixture(
			Account.of("root", List.of(), AccountStatus.ACTIVE, List.of(new Secret.Password("{noop}secret"))));

	private final AccountService service = this.fixture.service();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void createsAnAccountThatCanBeUsedAtOnce() {
		this.service.create("Amy", "secret", List.of("OPS", "USER")).block(LIMIT);
		assertThat(this.fixture.login("amy", "secret")).isEqualTo("Amy");
		assertThat(this.fixture.store.find("amy").map(Account::authorities).block(LIMIT)).extracting(Object::toString)
			.containsExactlyInAnyOrder("ROLE_OPS", "ROLE_USER");
		assertThat(password("amy")).startsWith("{SCRAM-SHA-256}");
		assertThat(this.service.names("", 10).collectList().block(LIMIT)).containsExactly("Amy");
		assertThat(this.fixture.events).containsExactly(new AccountChangedEvent("Amy", Change.CREATED));
	}

	@Test
	void hashesOffTheLoop() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.service.changePassword("amy", "other").block(LIMIT);
		this.fixture.login("amy", "other");
		refuses("nobody", "secret");
		assertThat(this.fixture.hashingThreads).containsExactly("hashing");
	}

	@Test
	void keepsAPasswordInTheEncodingOfScramAfterOneLogin() {
		String bcrypt = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("secret");
		this.fixture.store
			.create(Account.of("amy", List.of(), AccountStatus.ACTIVE, List.of(new Secret.Password(bcrypt))))
			.block(LIMIT);
		refuses("amy", "wrong");
		assertThat(password("amy")).isEqualTo(bcrypt);
		assertThat(this.fixture.login("amy", "secret")).isEqualTo("amy");
		String scram = password("amy");
		assertThat(scram).startsWith("{SCRAM-SHA-256}SCRAM-SHA-256$4096:");
		assertThat(this.fixture.login("amy", "secret")).isEqualTo("amy");
		assertThat(password("amy")).isEqualTo(scram);
		refuses("amy", "wrong");
	}

	@Test
	void letsAnAppPasswordBeUsedForItsProtocolsUntilItIsRevoked() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		String phone = appPassword("phone", Set.of("imap"));
		String laptop = appPassword("laptop", Set.of());
		assertThat(this.fixture.login(new PasswordCredentials("amy", phone), "imap")).isEqualTo("amy");
		assertThat(catchThrowable(() -> this.fixture.login(new PasswordCredentials("amy", phone), "smtp")))
			.isInstanceOf(BadCredentialsException.class);
		assertThat(this.fixture.login(new PasswordCredentials("amy", laptop), "smtp")).isEqualTo("amy");
		assertThat(this.service.devices("amy").collectList().block(LIMIT))
			.containsExactlyInAnyOrder(new Device("phone", Set.of("imap")), new Device("laptop", Set.of()));
		this.service.revokeAppPassword("amy", "phone").block(LIMIT);
		refuses("amy", phone);
		assertThat(this.fixture.login("amy", laptop)).isEqualTo("amy");
		assertThat(this.fixture.login("amy", "secret")).isEqualTo("amy");
	}

	@Test
	void endsTheSessionsOfADisabledAccountAndTellsOnlyItsOwner() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.service.create("bob", "secret", List.of()).block(LIMIT);
		this.fixture.login("amy", "secret");
		this.fixture.login("bob", "secret");
		this.service.disable("AMY").block(LIMIT);
		assertThat(this.fixture.disconnects).hasValue(1);
		assertThat(catchThrowable(() -> this.fixture.login("amy", "secret"))).isInstanceOf(DisabledException.class);
		refuses("amy", "wrong");
		this.service.enable("amy").block(LIMIT);
		assertThat(this.fixture.login("amy", "secret")).isEqualTo("amy");
		this.service.status("amy", AccountStatus.LOCKED).block(LIMIT);
		assertThat(catchThrowable(() -> this.fixture.login("amy", "secret"))).isInstanceOf(LockedException.class);
		assertThat(this.fixture.disconnects).hasValue(1 + 2);
	}

	@Test
	void endsTheSessionsOfWhoMightNotBeLetInAnyMore() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.service.addKey("amy", KEY).block(LIMIT);
		appPassword("phone", Set.of());
		this.fixture.login("amy", "secret");
		assertThat(this.fixture.disconnects).hasValue(0);
		this.service.changePassword("amy", "other").block(LIMIT);
		refuses("amy", "secret");
		this.service.roles("amy", List.of("OPS")).block(LIMIT);
		this.service.removeKey("amy", Secret.PublicKey.parse(KEY).label()).block(LIMIT);
		this.service.revokeAppPassword("amy", "phone").block(LIMIT);
		this.service.delete("amy").block(LIMIT);
		refuses("amy", "other");
		assertThat(this.fixture.events).extracting(AccountChangedEvent::change)
			.containsExactly(Change.CREATED, Change.SECRET_ADDED, Change.SECRET_ADDED, Change.PASSWORD, Change.ROLES,
					Change.SECRET_REMOVED, Change.SECRET_REMOVED, Change.DELETED);
		assertThat(this.fixture.disconnects).hasValue(5);
	}

	@Test
	void letsInByKeysAndCertificates() throws Exception {
		X509Certificate certificate = new CertificateBuilder().subject("CN=amy")
			.setIsCertificateAuthority(true)
			.buildSelfSigned()
			.getCertificate();
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.service.addKey("amy", KEY + " laptop").block(LIMIT);
		this.service.addCertificate("amy", certificate).block(LIMIT);
		Secret.PublicKey key = Secret.PublicKey.parse(KEY + " laptop");
		assertThat(this.service.keys("amy").collectList().block(LIMIT)).containsExactly(key);
		String fingerprint = CertificateChecker.fingerprint(certificate);
		assertThat(this.service.certificates("amy").collectList().block(LIMIT)).containsExactly(fingerprint);
		assertThat(this.fixture.login(new KeyCredentials("amy", key.bytes()), "ssh")).isEqualTo("amy");
		assertThat(this.fixture.login(new CertificateCredentials(null, certificate), "imap")).isEqualTo("amy");
		this.service.removeKey("amy", key.label()).block(LIMIT);
		this.service.removeCertificate("amy", fingerprint).block(LIMIT);
		assertThat(catchThrowable(() -> this.fixture.login(new KeyCredentials("amy", key.bytes()), "ssh")))
			.isInstanceOf(BadCredentialsException.class);
		assertThat(catchThrowable(() -> this.fixture.login(new CertificateCredentials(null, certificate), "imap")))
			.isInstanceOf(BadCredentialsException.class);
	}

	@Test
	void givesAnAccountOneTimeCodes() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.service.addOneTimeCodes("amy", "otpauth://totp/phone?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
			.block(LIMIT);
		assertThat(this.fixture.store.find("amy")
			.flatMapIterable((account) -> account.secrets(Secret.Totp.class).toList())
			.map(Secret::label)
			.collectList()
			.block(LIMIT)).containsExactly("phone");
		this.service.removeOneTimeCodes("amy", "phone").block(LIMIT);
		assertThat(this.fixture.store.find("amy")
			.flatMapIterable((account) -> account.secrets(Secret.Totp.class).toList())
			.collectList()
			.block(LIMIT)).isEmpty();
		assertThat(catchThrowable(() -> this.service.addOneTimeCodes("amy", "x").block(LIMIT)))
			.isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void refusesWhatIsNotRightBeforeAnythingIsChanged() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		for (Mono<?> wrong : List.of(this.service.create("", "x", List.of()), this.service.create(" a", "x", List.of()),
				this.service.create("a\u0000", "x", List.of()), this.service.create("a\u202eb", "x", List.of()),
				this.service.create("\ud800", "x", List.of()), this.service.create("a".repeat(256), "x", List.of()),
				this.service.create("a", "", List.of()), this.service.create("a", "x".repeat(1025), List.of()),
				this.service.create("a", "x", List.of("ROLE_OPS")), this.service.create("a", "x", List.of("")),
				this.service.create("a", "x", Collections.nCopies(101, "OPS")),
				this.service.roles("amy", List.of("O PS")), this.service.changePassword("amy", ""),
				this.service.addKey("amy", "ssh-ed25519 AAAA"), this.service.createAppPassword("amy", "", Set.of()),
				this.service.createAppPassword("amy", "x".repeat(101), Set.of()),
				this.service.createAppPassword("amy", "x", Set.of("IMAP")))) {
			assertThatIllegalArgumentException().isThrownBy(() -> wrong.block(LIMIT));
		}
		assertThat(this.service.names("", 10).collectList().block(LIMIT)).containsExactly("amy");
		assertThat(this.fixture.events).hasSize(1);
	}

	@Test
	void saysWhyAnAccountCannotBeChanged() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		assertThatExceptionOfType(AccountException.Exists.class)
			.isThrownBy(() -> this.service.create("AMY", "x", List.of()).block(LIMIT));
		assertThatExceptionOfType(AccountException.Exists.class)
			.isThrownBy(() -> this.service.create("Root", "x", List.of()).block(LIMIT));
		assertThatExceptionOfType(AccountException.Missing.class)
			.isThrownBy(() -> this.service.disable("bob").block(LIMIT))
			.withMessage("There is no account 'bob'");
		assertThatExceptionOfType(AccountException.Missing.class)
			.isThrownBy(() -> this.service.devices("bob").blockLast(LIMIT));
		assertThatExceptionOfType(AccountException.ReadOnly.class)
			.isThrownBy(() -> this.service.delete("root").block(LIMIT))
			.withMessage("The store of account 'root' cannot be written");
		AccountService readOnly = new AccountService(new Accounts(List.of(new MemoryAccountStore(List.of()))),
				new BCryptPasswordEncoder(4), this.fixture.loop, (event) -> {
				});
		assertThatExceptionOfType(AccountException.ReadOnly.class)
			.isThrownBy(() -> readOnly.create("bob", "x", List.of()).block(LIMIT));
		assertThat(this.fixture.events).hasSize(1);
	}

	@Test
	void saysThatItCannotTellWhileTheDatabaseIsDown() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.fixture.database.fail();
		for (String name : List.of("amy", "nobody")) {
			assertThat(catchThrowable(() -> this.fixture.login(name, "secret")))
				.isInstanceOf(AuthenticationServiceException.class);
		}
		assertThat(this.fixture.login("root", "secret")).isEqualTo("root");
		assertThat(catchThrowable(() -> this.service.disable("amy").block(LIMIT))).isNotNull()
			.isNotInstanceOf(AccountException.class);
		assertThat(this.fixture.events).hasSize(1);
	}

	@Test
	void carriesThroughWhatNobodyWaitsForAnyMore() throws Exception {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		CompletableFuture<AccountChangedEvent> heard = new CompletableFuture<>();
		CompletableFuture<Void> begun = new CompletableFuture<>();
		AccountService service = new AccountService(new Accounts(List.of(this.fixture.store)), new SlowEncoder(begun),
				this.fixture.loop, (event) -> heard.complete((AccountChangedEvent) event));
		Disposable waiting = service.changePassword("amy", "other").subscribe();
		begun.get(60, TimeUnit.SECONDS);
		waiting.dispose();
		assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo(new AccountChangedEvent("amy", Change.PASSWORD));
		assertThat(password("amy")).isEqualTo("{noop}other");
	}

	@Test
	void tellsOfAChangeEvenIfThePoolIsFullForAWhile() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.fixture.login("amy", "secret");
		FullLoop full = new FullLoop(this.fixture.loop, 3);
		this.fixture.service(full).disable("amy").block(LIMIT);
		assertThat(full.rejections).hasValue(-1);
		assertThat(this.fixture.disconnects).hasValue(1);
	}

	@Test
	void endsSessionsAsAListenerOfSpring() {
		this.service.create("amy", "secret", List.of()).block(LIMIT);
		this.fixture.login("amy", "secret");
		LiveLogins live = this.fixture.live;
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(SessionEnd.class, () -> new SessionEnd(live));
			context.refresh();
			context.publishEvent(new AccountChangedEvent("amy", Change.SECRET_ADDED));
			assertThat(this.fixture.disconnects).hasValue(0);
			context.publishEvent(new AccountChangedEvent("amy", Change.DISABLED));
			assertThat(this.fixture.disconnects).hasValue(1);
		}
	}

	private void refuses(String name, String password) {
		assertThat(catchThrowable(() -> this.fixture.login(name, password)))
			.isInstanceOf(BadCredentialsException.class);
	}

	private String password(String name) {
		return this.fixture.store.find(name)
			.blockOptional(LIMIT)
			.flatMap(Account::password)
			.map(Secret.Password::encoded)
			.orElseThrow();
	}

	private String appPassword(String label, Set<String> protocols) {
		return this.service.createAppPassword("amy", label, protocols).blockOptional(LIMIT).orElseThrow();
	}

	/** Tells when it has begun. */
	private record SlowEncoder(CompletableFuture<Void> begun) implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			this.begun.complete(null);
			return "{noop}" + password;
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
			return false;
		}

	}

	/** Rejects work a few times. */
	private static final class FullLoop implements EventLoop {

		private final EventLoop loop;

		private final AtomicInteger rejections;

		FullLoop(EventLoop loop, int rejections) {
			this.loop = loop;
			this.rejections = new AtomicInteger(rejections);
		}

		@Override
		public void execute(Runnable task) {
			this.loop.execute(task);
		}

		@Override
		public <T> Mono<T> blocking(Callable<? extends @Nullable T> work) {
			return Mono.defer(() -> (this.rejections.getAndDecrement() > 0)
					? Mono.error(new RejectedExecutionException()) : this.loop.blocking(work));
		}

		@Override
		public Scheduler scheduler() {
			return this.loop.scheduler();
		}

	}

}
