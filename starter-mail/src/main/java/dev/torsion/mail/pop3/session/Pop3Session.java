package dev.torsion.mail.pop3.session;

import java.util.function.Function;

import dev.torsion.cred.Credentials;
import dev.torsion.cred.LoginSession;
import dev.torsion.cred.Uncancelled;
import dev.torsion.cred.sasl.SaslConversation;
import dev.torsion.mail.domain.MailUser;
import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.maildrop.MaildropLocks;
import dev.torsion.mail.pop3.session.reply.Pop3Exception;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;
import dev.torsion.mail.pop3.session.reply.ResponseCode;
import dev.torsion.mail.store.MailboxName;
import dev.torsion.net.Transport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.AuthenticationException;

/**
 * What is known of one client: who it is, and its maildrop. For the event loop of the
 * connection only.
 */
public final class Pop3Session {

	private static final Log logger = LogFactory.getLog(Pop3Session.class);

	private final Pop3Server server;

	private final Transport transport;

	private final LoginSession login;

	private Pop3State state = Pop3State.AUTHORIZATION;

	private @Nullable String name;

	private @Nullable Function<String, Mono<Pop3Reply>> expected;

	private MaildropLocks.@Nullable Lock lock;

	private @Nullable Maildrop maildrop;

	private boolean ended;

	Pop3Session(Pop3Server server, Transport transport) {
		this.server = server;
		this.transport = transport;
		this.login = new LoginSession(server.portal(), "pop3", transport);
	}

	/**
	 * Where the session stands.
	 * @return the state
	 */
	public Pop3State state() {
		return this.state;
	}

	/**
	 * The client.
	 * @return its transport; replies are not written there
	 */
	public Transport transport() {
		return this.transport;
	}

	/**
	 * What all sessions share.
	 * @return the server
	 */
	public Pop3Server server() {
		return this.server;
	}

	/**
	 * Who the client is, or will be.
	 * @return the login
	 */
	public LoginSession login() {
		return this.login;
	}

	/**
	 * The maildrop, once the client has logged in.
	 * @return the maildrop
	 * @throws IllegalStateException if nobody has logged in
	 */
	public Maildrop maildrop() {
		if (this.maildrop == null) {
			throw new IllegalStateException("Nobody has logged in");
		}
		return this.maildrop;
	}

	/**
	 * The name that was given with USER. It is forgotten after this.
	 * @return the name, {@code null} if none was given
	 */
	public @Nullable String takeName() {
		String given = this.name;
		this.name = null;
		return given;
	}

	/**
	 * Keeps the name that was given with USER.
	 * @param name the name
	 */
	public void name(String name) {
		this.name = name;
	}

	/**
	 * Takes the next line as something else than a command.
	 * @param next takes the line
	 */
	public void expect(Function<String, Mono<Pop3Reply>> next) {
		this.expected = next;
	}

	/**
	 * Begins to log in with SASL.
	 * @param mechanism the name of the mechanism
	 * @return the conversation
	 */
	public SaslConversation<MailUser> sasl(String mechanism) {
		return this.server.sasl().begin(mechanism, this.login, MailUser.class).withSuccessAsChallenge();
	}

	/**
	 * Logs in, and opens the maildrop.
	 * @param credentials what the client has sent
	 * @return the reply; fails with {@link Pop3Exception} if it is not let in
	 */
	public Mono<Pop3Reply> login(Credentials credentials) {
		return refusing(this.login.login(credentials, MailUser.class)).flatMap(this::enter);
	}

	/**
	 * Puts the failure of a login into a reply.
	 * @param <T> what comes of the login
	 * @param login the login
	 * @return the same, failing with {@link Pop3Exception} if the client is not let in
	 */
	public <T> Mono<T> refusing(Mono<T> login) {
		return login.onErrorMap(AuthenticationException.class, Refusals::of);
	}

	/**
	 * Opens the maildrop of somebody who has logged in.
	 * @param user who it is
	 * @return the reply; fails with {@link Pop3Exception} if somebody else has the
	 * maildrop
	 */
	public Mono<Pop3Reply> enter(MailUser user) {
		MailboxName inbox = MailboxName.inbox(user.address());
		MaildropLocks.Lock acquired = this.ended ? null : this.server.locks().acquire(inbox).orElse(null);
		if (acquired == null) {
			this.login.logout();
			return Mono.error(new Pop3Exception(ResponseCode.IN_USE, "Another session has this maildrop"));
		}
		this.lock = acquired;
		return Mono.defer(() -> user.store().open(inbox))
			.flatMap((mailbox) -> mailbox.view()
				.map((view) -> new Maildrop(mailbox, view, this.transport.eventLoop().scheduler(),
						this.server.readAhead())))
			.publishOn(this.transport.eventLoop().scheduler())
			.doOnError((ex) -> leave())
			.map(this::begin);
	}

	private Pop3Reply begin(Maildrop opened) {
		this.maildrop = opened;
		this.state = Pop3State.TRANSACTION;
		return Pop3Reply.ok(opened.count() + " messages (" + opened.size() + " octets)");
	}

	private void leave() {
		if (this.lock != null) {
			this.lock.release();
		}
		this.lock = null;
		this.login.logout();
	}

	/**
	 * Removes what was deleted, whether or not the client waits for it, and gives the
	 * maildrop back.
	 * @return completes when it is removed
	 */
	public Mono<Void> update() {
		Maildrop dropped = this.maildrop;
		MaildropLocks.Lock held = this.lock;
		if (dropped == null || held == null) {
			return Mono.empty();
		}
		this.lock = null;
		Mono<Void> removed = Mono.defer(dropped::update)
			.doOnError((ex) -> logger.error("Failed to remove messages", ex))
			.doOnTerminate(held::release);
		return new Uncancelled<>(removed, held::release, (nothing) -> {
		});
	}

	/**
	 * Forgets what came in plain text, which may not be the client's own.
	 */
	public void forget() {
		this.name = null;
	}

	/** What takes the next line, if that is no command. It is forgotten after this. */
	@Nullable Function<String, Mono<Pop3Reply>> takeExpected() {
		Function<String, Mono<Pop3Reply>> next = this.expected;
		this.expected = null;
		return next;
	}

	/** Whether the next line is no command. */
	boolean isExpecting() {
		return this.expected != null;
	}

	/** The connection is gone: nothing is removed. */
	void end() {
		this.ended = true;
		if (this.maildrop != null) {
			this.maildrop.close();
		}
		leave();
		this.login.end();
	}

}
