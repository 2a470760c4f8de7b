package dev.torsion.mail.smtp.session;

import java.util.List;
import java.util.function.Function;

import dev.torsion.cred.LoginSession;
import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailPolicy;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.SmtpReply;
import dev.torsion.mail.smtp.session.message.MessageReceiver;
import dev.torsion.mail.smtp.session.settings.Logins;
import dev.torsion.mail.smtp.session.settings.SmtpSettings;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;

/**
 * What is known of one client and its message, and what commands can do about it. For the
 * event loop of the connection only.
 */
public final class SmtpSession {

	private final SmtpServer server;

	private final Transport transport;

	private final LineFraming lines;

	private final Function<List<SmtpReply>, Mono<Void>> answers;

	private final Visitor visitor;

	private SmtpState state = SmtpState.CONNECTED;

	private @Nullable Transaction transaction;

	private @Nullable DataPhase data;

	private @Nullable Function<String, Mono<SmtpReply>> response;

	private boolean over;

	private int messages;

	private int errors;

	SmtpSession(SmtpServer server, Transport transport, LineFraming lines,
			Function<List<SmtpReply>, Mono<Void>> answers) {
		this.server = server;
		this.transport = transport;
		this.lines = lines;
		this.answers = answers;
		this.visitor = new Visitor(server, transport);
	}

	Mono<Void> ask(Function<MailPolicy, Mono<Void>> question) {
		return this.server.policies().ask(question, this.transport.eventLoop().scheduler());
	}

	@Nullable Function<String, Mono<SmtpReply>> takeResponse() {
		Function<String, Mono<SmtpReply>> waiting = this.response;
		this.response = null;
		return waiting;
	}

	int countError() {
		return ++this.errors;
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
		return this.visitor.client();
	}

	/**
	 * Who has logged in.
	 * @return who it is, {@code null} if nobody has
	 */
	public @Nullable Authentication authentication() {
		return this.visitor.authentication();
	}

	/**
	 * Where a client logs in.
	 * @param logins how it logs in
	 * @return the login of this connection
	 */
	public LoginSession login(Logins logins) {
		return this.visitor.login(logins);
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
			this.visitor.forget();
		});
	}

	/**
	 * The client has said who it is. A message that was begun is forgotten.
	 * @param name its name
	 * @param extended whether it knows of extensions
	 * @return completes if that is taken
	 */
	public Mono<Void> introduced(String name, boolean extended) {
		MailClient named = this.visitor.named(name, extended);
		return ask((policy) -> policy.introduced(named)).then(Mono.fromRunnable(() -> {
			this.visitor.introduced(name, extended);
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
		MailEnvelope envelope = new MailEnvelope(this.server.nextId(),
				parameters.utf8() ? this.visitor.withUtf8() : client(), sender, parameters, List.of());
		return ask((policy) -> policy.sender(envelope)).then(Mono.fromRunnable(() -> {
			this.messages++;
			this.transaction = new Transaction(envelope);
			this.state = SmtpState.SENDER;
		}));
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
		return transaction().take(recipient, this.server, this.transport.eventLoop().scheduler())
			.then(Mono.fromRunnable(() -> this.state = SmtpState.RECIPIENTS));
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
		DataPhase phase = new DataPhase(this, this.lines, receiver, this.answers, this.transport.eventLoop());
		this.data = phase;
		return phase;
	}

	void messageAccepted(long size, long nanos) {
		this.errors = 0;
		this.server.counts().count(size, nanos);
	}

	/**
	 * Forgets the message that was begun, if any.
	 */
	public void reset() {
		DataPhase phase = this.data;
		this.data = null;
		this.transaction = null;
		if (this.state != SmtpState.CONNECTED) {
			this.state = SmtpState.READY;
		}
		if (phase != null) {
			phase.abort();
		}
	}

	/** Ends the connection after the next reply. */
	void endAfterReply() {
		this.over = true;
	}

	boolean isOver() {
		return this.over;
	}

	void end() {
		reset();
		this.visitor.gone();
	}

}
