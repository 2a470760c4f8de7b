package dev.torsion.cred.sasl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import dev.torsion.cred.CheckerPortal;
import dev.torsion.cred.CredentialsChecker;
import dev.torsion.cred.LiveLogins;
import dev.torsion.cred.LoginThrottle;
import dev.torsion.cred.Portal;
import dev.torsion.cred.Realm;
import dev.torsion.cred.account.Account;
import dev.torsion.cred.account.AccountStatus;
import dev.torsion.cred.account.AccountStore;
import dev.torsion.cred.account.Accounts;
import dev.torsion.cred.account.CertificateChecker;
import dev.torsion.cred.account.PasswordChecker;
import dev.torsion.cred.account.Secret;
import dev.torsion.cred.password.Decoys;
import dev.torsion.cred.password.PasswordEncodings;
import dev.torsion.cred.sasl.mechanism.AnonymousChecker;
import dev.torsion.cred.sasl.mechanism.ChallengeChecker;
import dev.torsion.cred.sasl.mechanism.StandardMechanisms;
import dev.torsion.cred.sasl.scram.ScramAccounts;
import dev.torsion.cred.sasl.scram.ScramChecker;
import dev.torsion.cred.store.MemoryAccountStore;
import dev.torsion.net.EventLoop;
import dev.torsion.net.Transport;
import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.net.test.VirtualEventLoop;

/**
 * All of SASL, put together as an application has it, with accounts in memory.
 */
public final class SaslFixture {

	public static final int ITERATIONS = 3;

	public final LiveLogins live = new LiveLogins();

	public final Accounts accounts;

	public final Portal portal;

	private final ScramAccounts scram;

	private final SaslPolicy policy;

	public SaslFixture(SaslPolicy policy, List<AccountStore> stores, Decoys decoys, EventLoop loop,
			CredentialsChecker<?>... more) {
		this.accounts = new Accounts(stores);
		this.scram = new ScramAccounts(this.accounts, decoys, ITERATIONS, loop);
		this.policy = policy;
		List<CredentialsChecker<?>> checkers = new ArrayList<>(List.of(more));
		checkers.addAll(List.of(new PasswordChecker(this.accounts, PasswordEncodings.encoder(ITERATIONS), decoys, loop),
				new ScramChecker(), new CertificateChecker(this.accounts), new AnonymousChecker(policy.anonymous()),
				new ChallengeChecker(this.accounts, policy.legacy())));
		this.portal = new CheckerPortal(checkers, new Realm(List.of()), LoginThrottle.none(), this.live, List.of());
	}

	public SaslFixture(SaslPolicy policy, Account... accounts) {
		this(policy, List.of(new MemoryAccountStore(List.of(accounts))), new Decoys(List.of()), new VirtualEventLoop());
	}

	public SaslFixture(Account... accounts) {
		this(SaslPolicy.DEFAULT, accounts);
	}

	public static Account account(String name, String encoded) {
		return Account.of(name, List.of(), AccountStatus.ACTIVE, List.of(new Secret.Password(encoded)));
	}

	public SaslPolicy policy() {
		return this.policy;
	}

	public Sasl sasl() {
		return sasl((accounts, portal) -> StandardMechanisms.of(portal, accounts, this.policy));
	}

	/** With mechanisms of the test's own. */
	public Sasl sasl(BiFunction<ScramAccounts, Portal, List<SaslMechanism>> mechanisms) {
		return new Sasl(mechanisms.apply(this.scram, this.portal), this.policy);
	}

	public MailDoor door(Transport transport) {
		return new MailDoor(transport, this.portal, sasl());
	}

	public Conversation conversation(RecordingTransport transport) {
		Conversation conversation = new Conversation(transport, this::door);
		conversation.holds("S: 220 door.example ESMTP");
		return conversation;
	}

}
