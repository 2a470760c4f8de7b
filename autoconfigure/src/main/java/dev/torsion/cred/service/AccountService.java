package dev.torsion.cred.service;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;

import dev.torsion.cred.account.AccountException;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.AppPasswords;
import dev.torsion.cred.account.CertificateChecker;
import dev.torsion.cred.account.PasswordChecker;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.account.WritableAccountStore;
import dev.torsion.net.EventLoop;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes accounts and changes them. Each change is kept in the store first, and then
 * published as an {@link AccountChangedEvent}, which ends the sessions of those who might
 * not be let in any more; a result completes after both, and what has begun is carried
 * through even if nobody waits for it. Results fail with an {@link AccountException} if
 * the change cannot be made, with an {@link IllegalArgumentException} whose message is
 * fit for who has asked if what is given is not right, and with anything else if the
 * store cannot be asked at the moment. Safe to use from any thread, never blocks the
 * caller's.
 */
public final class AccountService {

	private final Accounts accounts;

	private final PasswordEncoder encoder;

	private final EventLoop loop;

	private final AccountChanges changes;

	/**
	 * Creates the service.
	 * @param accounts the accounts
	 * @param encoder encodes passwords
	 * @param loop where to encode them, and where listeners may block
	 * @param events who is told of changes
	 */
	public AccountService(Accounts accounts, PasswordEncoder encoder, EventLoop loop,
			ApplicationEventPublisher events) {
		this.accounts = accounts;
		this.encoder = encoder;
		this.loop = loop;
		this.changes = new AccountChanges(accounts, loop, events);
	}

	/**
	 * Makes an account.
	 * @param name its name, of 1 to 255 characters
	 * @param password its password, of 1 to 1024 characters
	 * @param roles its roles, without the prefix {@code ROLE_}
	 * @return completes when it may be used
	 */
	public Mono<Void> create(String name, String password, Collection<String> roles) {
		return Mono.defer(() -> {
			NewAccount account = NewAccount.of(name, roles);
			return this.changes.create(account.name(),
					(store) -> encode(password).flatMap((secret) -> store.create(account.with(secret))));
		});
	}

	/**
	 * Deletes an account.
	 * @param name its name
	 * @return completes when it is gone
	 */
	public Mono<Void> delete(String name) {
		return this.changes.change(name, AccountChangedEvent.Change.DELETED, WritableAccountStore::delete);
	}

	/**
	 * Lets an account be used.
	 * @param name its name
	 * @return completes when it may be
	 */
	public Mono<Void> enable(String name) {
		return status(name, AccountStatus.ACTIVE);
	}

	/**
	 * Lets an account not be used.
	 * @param name its name
	 * @return completes when it may not be
	 */
	public Mono<Void> disable(String name) {
		return status(name, AccountStatus.DISABLED);
	}

	/**
	 * Changes whether an account may be used.
	 * @param name its name
	 * @param status whether it may
	 * @return completes when it is changed
	 */
	public Mono<Void> status(String name, AccountStatus status) {
		return this.changes.change(name, (status == AccountStatus.ACTIVE) ? AccountChangedEvent.Change.ENABLED
				: AccountChangedEvent.Change.DISABLED, (store, key) -> store.status(key, status));
	}

	/**
	 * Gives an account another password.
	 * @param name its name
	 * @param password the password, of 1 to 1024 characters
	 * @return completes when it is changed
	 */
	public Mono<Void> changePassword(String name, String password) {
		return this.changes.change(name, AccountChangedEvent.Change.PASSWORD,
				(store, key) -> encode(password).flatMap((secret) -> store.add(key, secret)));
	}

	/**
	 * Gives an account other roles.
	 * @param name its name
	 * @param roles all of its roles, without the prefix {@code ROLE_}
	 * @return completes when it has them
	 */
	public Mono<Void> roles(String name, Collection<String> roles) {
		return this.changes.change(name, AccountChangedEvent.Change.ROLES,
				(store, key) -> store.authorities(key, NewAccount.authorities(roles)));
	}

	/**
	 * Lets an account be used with a public key.
	 * @param name its name
	 * @param line the key, as a line of OpenSSH's {@code authorized_keys}
	 * @return completes when it may be
	 */
	public Mono<Void> addKey(String name, String line) {
		return add(name, () -> Secret.PublicKey.parse(line));
	}

	/**
	 * Lets an account not be used with a public key any more.
	 * @param name its name
	 * @param fingerprint the fingerprint of the key, {@code SHA256:...}
	 * @return completes when it may not be
	 */
	public Mono<Void> removeKey(String name, String fingerprint) {
		return remove(name, Secret.PublicKey.class, fingerprint);
	}

	/**
	 * The public keys of an account.
	 * @param name its name
	 * @return the keys
	 */
	public Flux<Secret.PublicKey> keys(String name) {
		return secrets(name, Secret.PublicKey.class);
	}

	/**
	 * Lets an account be used with a certificate, which no other may be used with.
	 * @param name its name
	 * @param certificate the certificate
	 * @return completes when it may be
	 */
	public Mono<Void> addCertificate(String name, X509Certificate certificate) {
		return add(name, () -> new Secret.Certificate(CertificateChecker.fingerprint(certificate)));
	}

	/**
	 * Lets an account not be used with a certificate any more.
	 * @param name its name
	 * @param fingerprint SHA-256 of the certificate, in lower-case hexadecimal
	 * @return completes when it may not be
	 */
	public Mono<Void> removeCertificate(String name, String fingerprint) {
		return remove(name, Secret.Certificate.class, fingerprint);
	}

	/**
	 * The fingerprints of the certificates of an account.
	 * @param name its name
	 * @return the fingerprints
	 */
	public Flux<String> certificates(String name) {
		return secrets(name, Secret.Certificate.class).map(Secret.Certificate::fingerprint);
	}

	/**
	 * Gives an account what one-time codes are made of, as a second thing to prove.
	 * @param name its name
	 * @param text <code>otpauth://totp/label?secret=...</code>, as its device is given
	 * it, or the secret alone in Base32
	 * @return completes when codes of it are taken
	 */
	public Mono<Void> addOneTimeCodes(String name, String text) {
		return add(name, () -> Secret.Totp.parse(text));
	}

	/**
	 * Takes no one-time codes of a device any more.
	 * @param name the name of the account
	 * @param label what the device is called
	 * @return completes when they are not taken
	 */
	public Mono<Void> removeOneTimeCodes(String name, String label) {
		return remove(name, Secret.Totp.class, label);
	}

	/**
	 * Makes up a password for one device or program.
	 * @param name the name of the account
	 * @param label what its owner calls it
	 * @param protocols the protocols it may be used for, in lower case; all if empty
	 * @return the password, which nobody can be told again
	 */
	public Mono<String> createAppPassword(String name, String label, Set<String> protocols) {
		return Mono.defer(() -> {
			String password = AppPasswords.generate();
			return add(name, () -> Device.of(label, protocols).secret(password)).thenReturn(password);
		});
	}

	/**
	 * Revokes the password of one device or program.
	 * @param name the name of the account
	 * @param label what its owner calls it
	 * @return completes when it is good for nothing
	 */
	public Mono<Void> revokeAppPassword(String name, String label) {
		return remove(name, Secret.AppPassword.class, label);
	}

	/**
	 * What there are passwords for, besides the one of the account.
	 * @param name the name of the account
	 * @return devices and programs, without their passwords
	 */
	public Flux<Device> devices(String name) {
		return secrets(name, Secret.AppPassword.class)
			.map((password) -> new Device(password.label(), password.protocols()));
	}

	/**
	 * The names of the accounts of the store that new ones are made in.
	 * @param after the name after which to begin, empty for all
	 * @param limit most names to tell
	 * @return the names
	 */
	public Flux<String> names(String after, int limit) {
		return this.accounts.writable().map((store) -> store.names(after, limit)).orElse(Flux.empty());
	}

	private Mono<Void> add(String name, Supplier<Secret> secret) {
		return this.changes.change(name, AccountChangedEvent.Change.SECRET_ADDED,
				(store, key) -> store.add(key, secret.get()));
	}

	private Mono<Void> remove(String name, Class<? extends Secret> kind, String label) {
		return this.changes.change(name, AccountChangedEvent.Change.SECRET_REMOVED,
				(store, key) -> store.remove(key, kind, label));
	}

	private <S extends Secret> Flux<S> secrets(String name, Class<S> kind) {
		return this.changes.find(name).flatMapIterable((found) -> found.account().secrets(kind).toList());
	}

	private Mono<Secret.Password> encode(String password) {
		if (password.isEmpty() || password.length() > PasswordChecker.MAX_PASSWORD) {
			return Mono.error(() -> new IllegalArgumentException(
					"A password has from 1 to " + PasswordChecker.MAX_PASSWORD + " characters"));
		}
		return this.loop.blocking(() -> new Secret.Password(String.valueOf(this.encoder.encode(password))));
	}

}
