package dev.torsion.mail.smtp.session;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.torsion.cred.AvatarId;
import dev.torsion.cred.LoginSession;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.delivery.Route;
import dev.torsion.mail.smtp.session.message.MessageReceiver;
import dev.torsion.mail.smtp.session.message.OnLoop;
import dev.torsion.mail.smtp.wire.CommandLine;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * What is known of one client, and the one place where commands are looked up, checked
 * and run. For the event loop of the connection only.
 */
public final class SmtpSession {

	private static final Log logger = LogFactory.getLog(SmtpSession.class);

	/** How many recipients too many are no errors yet; as many as Postfix has. */
	private static final int OVERSHOOT = 1000;

	private final SmtpServer server;

	private final Transport transport;

	private final LineFraming lines;

	private final Function<List<SmtpReply>, Mono<Void>> answers;

	private SmtpState state = SmtpState.CONNECTED;

	private String helo = "";

	private boolean extended;

	private @Nullable MailClient client;

	private @Nullable LoginSession login;

	private @Nullable Transaction transaction;

	private @Nullable DataPhase data;

	private @Nullable Function<String, Mono<SmtpReply>> response;

	private @Nullable Rule running;

	private boolean over;

	private int messages;

	private int errors;

	SmtpSession(SmtpServer server, Transport transport, LineFraming lines,
			Function<List<SmtpReply>, Mono<Void>> answers) {
		this.server = server;
		this.transport = transport;
		this.lines = lines;
		this.answers = answers;
	}

	Mono<SmtpReply> greeting() {
		SmtpReply greeting = new SmtpReply(220, "",
				settings().hostname() + ((settings().service() == SmtpService.LMTP) ? " LMTP" : " ESMTP"));
		return guarded(Mono.defer(() -> ask((policy) -> policy.connected(client()))).thenReturn(greeting))
			.doOnNext((reply) -> {
				if (!reply.isPositive()) {
					endAfterReply();
				}
			});
	}

	private Mono<Void> ask(Function<MailPolicy, Mono<Void>> question) {
		return this.server.policies().ask(question, this.transport.eventLoop().scheduler());
	}

	/** Runs a line. */
	Mono<SmtpReply> run(String line, int length) {
		Function<String, Mono<SmtpReply>> waiting = this.response;
		if (waiting != null) {
			this.response = null;
			return guarded(waiting.apply(line));
		}
		int command = this.server.commandOf(line);
		this.running = (command >= 0) ? this.server.rule(command) : null;
		if (length > settings().limits().maxLine() && (this.running == null || !this.running.verb().equals("AUTH"))) {
			return Mono.just(Replies.LINE_TOO_LONG);
		}
		if (this.running == null) {
			return Mono.just(OtherProtocols.isOne(line) ? Replies.OTHER_PROTOCOL : Replies.UNKNOWN);
		}
		if (!this.running.states().contains(this.state)) {
			return Mono.just(Replies.BAD_SEQUENCE);
		}
		return run(this.server.command(command), CommandLine.argument(line));
	}

	private Mono<SmtpReply> run(SmtpCommand command, String argument) {
		try {
			return guarded(command.run(this, argument));
		}
		catch (RuntimeException ex) {
			return Mono.just(failure(ex));
		}
	}

	private Mono<SmtpReply> guarded(Mono<SmtpReply> reply) {
		if (!(reply instanceof Callable<?> present)) {
			return reply.onErrorResume((ex) -> Mono.just(failure(ex)));
		}
		try {
			return Mono.justOrEmpty((SmtpReply) present.call());
		}
		catch (Exception ex) {
			return Mono.just(failure(ex));
		}
	}

	private SmtpReply failure(Throwable cause) {
		if (cause instanceof MailRefusedException refused) {
			return refused.reply();
		}
		logger.error("Failed to run " + ((this.running != null) ? this.running.verb() : "a step") + " of "
				+ settings().listener(), cause);
		return Replies.OUR_FAULT;
	}

	/** The reply to be given instead of a reply, with which the client may be lost. */
	SmtpReply counted(SmtpReply reply) {
		if (reply.isPositive()) {
			return reply;
		}
		this.server.counts().count(Refusals.of(reply, this.running, this.data != null));
		Transaction current = this.transaction;
		if (reply == Replies.TOO_MANY_RECIPIENTS && current != null && current.countTooMany() <= OVERSHOOT) {
			return reply;
		}
		return (++this.errors > settings().limits().maxErrors() && !isLast(reply)) ? Replies.TOO_MANY_ERRORS : reply;
	}

	/**
	 * How the listener speaks.
	 * @return the settings
	 */
	public SmtpSettings settings() {
		return this.server.settings();
	}

	/**
	 * The verbs there are.
	 * @return the commands of this listener
	 */
	public List<SmtpCommand> commands() {
		return this.server.commands();
	}

	/**
	 * How clients log in.
	 * @return how, {@code null} if they cannot
	 */
	public @Nullable Logins logins() {
		return this.server.logins();
	}

	/**
	 * How far the conversation has come.
	 * @return the state
	 */
	public SmtpState state() {
		return this.state;
	}

	/**
	 * Who the peer is.
	 * @return the client, as it is known now
	 */
	public MailClient client() {
		MailClient known = this.client;
		if (known == null) {
			Authentication authentication = authentication();
			known = new MailClient(this.transport.peer(), this.helo, protocol(authentication != null),
					settings().listener(), this.transport.isSecure(), authentication);
			this.client = known;
		}
		return known;
	}

	/** RFC 3848. */
	private String protocol(boolean authenticated) {
		if (!this.extended) {
			return "SMTP";
		}
		return ((settings().service() == SmtpService.LMTP) ? "LMTP" : "ESMTP") + (this.transport.isSecure() ? "S" : "")
				+ (authenticated ? "A" : "");
	}

	/**
	 * Who has logged in.
	 * @return who it is, {@code null} if nobody has
	 */
	public @Nullable Authentication authentication() {
		AvatarId id = (this.login != null) ? this.login.id() : null;
		return (id != null) ? id.authentication() : null;
	}

	/**
	 * Where a client logs in.
	 * @return the login of this connection
	 * @throws IllegalStateException if clients cannot log in
	 */
	public LoginSession login() {
		Logins logins = this.server.logins();
		if (logins == null) {
			throw new IllegalStateException("Nobody can log in by " + settings().listener());
		}
		if (this.login == null) {
			this.login = new LoginSession(logins.portal(), "smtp", this.transport);
		}
		return this.login;
	}

	/**
	 * Something has changed in who the client is: it has logged in.
	 */
	public void clientChanged() {
		this.client = null;
	}

	/**
	 * Takes the next line as the answer to a question, and not as a command.
	 * @param response gets the line
	 */
	public void awaitResponse(Function<String, Mono<SmtpReply>> response) {
		this.response = response;
	}

	/**
	 * Whether TLS can be started.
	 * @return whether it can
	 */
	public boolean canStartTls() {
		return this.transport.canStartTls();
	}

	/**
	 * Says something before the command has ended.
	 * @param reply the reply
	 * @return completes when more may be said
	 */
	public Mono<Void> say(SmtpReply reply) {
		return this.answers.apply(List.of(reply));
	}

	/**
	 * Begins TLS, and forgets all that the client has said: RFC 3207 section 4.2.
	 * @return completes after the handshake
	 */
	public Mono<Void> startTls() {
		return this.transport.startTls().doOnSuccess((nothing) -> {
			reset();
			this.state = SmtpState.CONNECTED;
			this.helo = "";
			this.extended = false;
			this.client = null;
			if (this.login != null) {
				this.login.logout();
			}
		});
	}

	/**
	 * The client has said who it is. A message that was begun is forgotten.
	 * @param name its name
	 * @param extended whether it knows of extensions
	 * @return completes if that is taken
	 */
	public Mono<Void> introduced(String name, boolean extended) {
		String before = this.helo;
		boolean extendedBefore = this.extended;
		this.helo = name;
		this.extended = extended;
		this.client = null;
		return ask((policy) -> policy.introduced(client())).doOnError((ex) -> {
			this.helo = before;
			this.extended = extendedBefore;
			this.client = null;
		}).then(Mono.fromRunnable(() -> {
			reset();
			this.state = SmtpState.READY;
		}));
	}

	/**
	 * Begins a message.
	 * @param sender who it is from, {@code null} for the null reverse-path
	 * @param parameters what the client says of it
	 * @return completes if it may go on
	 */
	public Mono<Void> begin(@Nullable MailAddress sender, MailEnvelope.Parameters parameters) {
		if (this.messages >= settings().limits().maxMessages()) {
			return Mono.error(new MailRefusedException(Replies.TOO_MANY_MESSAGES));
		}
		MailEnvelope envelope = new MailEnvelope(this.server.nextId(), clientOf(parameters), sender, parameters,
				List.of());
		return ask((policy) -> policy.sender(envelope)).then(Mono.fromRunnable(() -> {
			this.messages++;
			this.transaction = new Transaction(envelope);
			this.state = SmtpState.SENDER;
		}));
	}

	/** RFC 6531 section 4.3. */
	private MailClient clientOf(MailEnvelope.Parameters parameters) {
		MailClient current = client();
		return (parameters.utf8() && this.extended) ? new MailClient(current.address(), current.helo(),
				"UTF8" + current.protocol().substring(current.protocol().startsWith("E") ? 1 : 0), current.listener(),
				current.secure(), current.login()) : current;
	}

	/**
	 * The message that was begun.
	 * @return the transaction
	 * @throws IllegalStateException if none was
	 */
	public Transaction transaction() {
		Transaction current = this.transaction;
		if (current == null) {
			throw new IllegalStateException("There is no transaction");
		}
		return current;
	}

	/**
	 * Adds a recipient.
	 * @param recipient the recipient
	 * @return completes if somebody takes its mail
	 */
	public Mono<Void> add(MailRecipient recipient) {
		Transaction current = transaction();
		if (current.routes().size() >= settings().limits().maxRecipients()) {
			return Mono.error(new MailRefusedException(Replies.TOO_MANY_RECIPIENTS));
		}
		MailEnvelope envelope = current.envelope();
		Mono<Route> route = OnLoop.of(this.server.router().route(recipient, envelope),
				this.transport.eventLoop().scheduler());
		return route
			.flatMap((found) -> ask((policy) -> policy.recipient(recipient, envelope)).then(Mono.fromRunnable(() -> {
				current.add(found);
				this.state = SmtpState.RECIPIENTS;
			})));
	}

	/**
	 * Takes what follows as the message, up to a line of one dot. What comes of it is
	 * said after that.
	 */
	public void receiveData() {
		beginData().dotTerminated();
	}

	/**
	 * Takes what follows as a part of the message. What comes of it is said after that.
	 * @param length how many bytes
	 * @param last whether the message ends there
	 * @return completes at once, or with the reply if there is nothing to wait for
	 */
	public Mono<Void> receiveChunk(long length, boolean last) {
		DataPhase phase = (this.data != null) ? this.data : beginData();
		this.state = SmtpState.CHUNKS;
		return phase.chunk(length, last);
	}

	/**
	 * Throws away what follows, because there is no message that it could belong to.
	 * @param length how many bytes
	 * @param reply what is said after that
	 * @return completes at once, or with the reply if there is nothing to wait for
	 */
	public Mono<Void> skipChunk(long length, SmtpReply reply) {
		return this.lines.counted(length, (run) -> Mono.empty(), () -> say(reply));
	}

	private DataPhase beginData() {
		Transaction current = transaction();
		MessageReceiver receiver = new MessageReceiver(this.server.messageRules(), current.envelope(), current.routes(),
				this.transport.eventLoop().scheduler());
		DataPhase phase = new DataPhase(this, this.lines, receiver, this.answers);
		this.data = phase;
		return phase;
	}

	void messageAccepted(long size, long nanos) {
		this.errors = 0;
		this.server.counts().count(size, nanos);
	}

	void messageEnded() {
		this.data = null;
		this.transaction = null;
		this.state = SmtpState.READY;
	}

	/**
	 * Forgets the message that was begun, if any.
	 */
	public void reset() {
		if (this.data != null) {
			this.data.abort();
		}
		if (this.state != SmtpState.CONNECTED) {
			messageEnded();
		}
	}

	/** Ends the connection after the next reply. */
	void endAfterReply() {
		this.over = true;
	}

	/** Whether nothing is said after a reply: RFC 5321 section 3.8, RFC 7504. */
	boolean isLast(SmtpReply reply) {
		return this.over || reply.code() == 221 || reply.code() == 421 || reply.code() == 521;
	}

	void end() {
		reset();
		if (this.login != null) {
			this.login.end();
		}
	}

}
