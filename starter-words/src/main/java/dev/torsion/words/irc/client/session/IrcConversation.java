package dev.torsion.words.irc.client.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.Protocol;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import dev.torsion.words.irc.client.IrcClientSettings;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcException.Reason;
import dev.torsion.words.irc.client.IrcIdentity;
import dev.torsion.words.irc.client.IrcLimits;
import dev.torsion.words.irc.client.state.Channels;
import dev.torsion.words.irc.client.state.Self;
import dev.torsion.words.irc.client.state.Support;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcReader;
import dev.torsion.words.irc.wire.IrcSyntaxException;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * One connection to a server: what comes is read, followed, told to the application, and
 * given to who has asked for it.
 */
public final class IrcConversation implements Protocol {

	/** Tags as IRCv3 allows them, and lines of servers that have raised LINELEN. */
	private static final IrcReader READER = new IrcReader(8191, 4094);

	private final Transport transport;

	private final IrcClientSettings settings;

	private final ConversationListener listener;

	private final LineFraming framing = new LineFraming(READER.maxLine(), this::line, Mono::empty);

	private final Parts parts;

	private final Batches batches;

	private final Registration registration;

	private final Commands commands;

	private final Pace answers = new Pace(3, Duration.ofSeconds(5));

	private final Disposable deadline;

	private boolean registered;

	private boolean pinged;

	private @Nullable Throwable failure;

	/**
	 * Opens our side of a connection.
	 * @param transport the server
	 * @param settings what the client is told
	 * @param clock the time of what the server gives no time
	 * @param listener who is told what happens
	 */
	public IrcConversation(Transport transport, IrcClientSettings settings, Clock clock,
			ConversationListener listener) {
		this.transport = transport;
		this.settings = settings;
		this.listener = listener;
		IrcLimits limits = settings.limits();
		Self self = new Self(settings.identity().nick());
		Support support = new Support();
		Outbox outbox = new Outbox(transport, limits);
		this.registration = new Registration(transport, outbox, settings, self);
		this.parts = new Parts(support, self, new Channels(support, self, limits.maxChannels(), limits.maxMembers()),
				outbox, new Requests(outbox, transport.eventLoop(), limits), this.registration.capabilities(),
				new EventReader(support, self, clock));
		this.batches = new Batches(this.parts.requests().room());
		this.commands = new Commands(this.parts, transport.eventLoop(), limits.maxPending());
		this.deadline = transport.eventLoop()
			.scheduler()
			.schedule(this::tooLate, limits.registrationTimeout().toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Checks what a server would take for something else.
	 * @param settings what a client is told
	 * @throws IllegalArgumentException if a name has spaces or an end of a line in it
	 */
	public static void check(IrcClientSettings settings) {
		IrcIdentity identity = settings.identity();
		Outgoing.name(identity.nick());
		identity.alternates().forEach(Outgoing::name);
		Outgoing.name(identity.user());
		Outgoing.text(identity.realName());
		if (identity.serverPassword() != null) {
			Outgoing.text(identity.serverPassword());
		}
		settings.channels().forEach((channel) -> Outgoing.name(channel.replaceFirst(" ", "=")));
		Outgoing.text(settings.version());
	}

	@Override
	public Mono<Void> greet() {
		if (!this.transport.isPrivate() && !this.settings.address().plainTextAllowed()) {
			return end(new IrcException(Reason.INSECURE, "The server is on another machine, and there is no TLS"));
		}
		this.listener.told(new IrcEvent.Connected(this.parts.events().now()));
		try {
			return this.registration.begin();
		}
		catch (IrcException ex) {
			return end(ex);
		}
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.framing.received(bytes);
	}

	private Mono<Void> line(ByteBuf line) {
		this.pinged = false;
		IrcMessage message = read(line);
		if (message == null) {
			return Mono.empty();
		}
		try {
			Mono<Void> step = received(message);
			return (step == Mono.<Void>empty()) ? step : step.onErrorResume(IrcException.class, this::end);
		}
		catch (IrcException ex) {
			return end(ex);
		}
	}

	/**
	 * Text that is not UTF-8 is some encoding of one byte a character, as it was usual
	 * before; a line that is none says nothing.
	 */
	private static @Nullable IrcMessage read(ByteBuf line) {
		try {
			return READER.read(line);
		}
		catch (IrcSyntaxException ex) {
			return (ex.kind() == IrcSyntaxException.Kind.NOT_UTF8) ? readBytes(line) : null;
		}
	}

	private static @Nullable IrcMessage readBytes(ByteBuf line) {
		try {
			return IrcReader.read(line.toString(StandardCharsets.ISO_8859_1));
		}
		catch (IrcSyntaxException ex) {
			return null;
		}
	}

	private Mono<Void> received(IrcMessage message) {
		if (message.command().equals("BATCH")) {
			Batches.Batch ended = this.batches.bracket(message);
			if (ended != null) {
				this.parts.requests().received(ended);
				ended.lines().drop();
			}
			return Mono.empty();
		}
		Batches.Batch batch = this.batches.of(message);
		if (batch != null) {
			batch.add(message);
			if (batch.isHistoric()) {
				tell(this.parts.events().read(message, true));
				return Mono.empty();
			}
		}
		Mono<Void> step = answer(message);
		this.parts.channels().follow(message);
		tell(this.parts.events().read(message, false));
		this.parts.requests().received(message);
		letIn();
		return step;
	}

	private Mono<Void> answer(IrcMessage message) {
		switch (message.command()) {
			case "PING" -> {
				return this.parts.outbox().now(IrcMessage.of("PONG", message.parameter(0)));
			}
			case "ERROR" -> this.failure = IrcException.disconnected(message.parameter(0));
			case "005" -> this.parts.support().add(message.parameters());
			default -> {
				return this.registration.received(message);
			}
		}
		return Mono.empty();
	}

	private void letIn() {
		if (!this.registered && this.registration.isDone()) {
			this.registered = true;
			this.deadline.dispose();
			this.listener.registered(this.commands);
			tell(new IrcEvent.Registered(this.parts.events().now(), this.parts.self().nick()));
		}
	}

	private void tell(IrcEvent event) {
		if (event instanceof IrcEvent.Ctcp ctcp && !ctcp.reply() && !ctcp.details().historic()) {
			reply(ctcp);
		}
		this.listener.told(event);
	}

	/** Answers a program, seldom: its question may be sent by many at the same time. */
	private void reply(IrcEvent.Ctcp question) {
		String text = switch (question.command()) {
			case "PING" -> question.text();
			case "VERSION" -> this.settings.version();
			default -> "";
		};
		String nick = question.from().nick();
		boolean own = this.parts.support().isSame(nick, this.parts.self().nick());
		if (!text.isEmpty() && !nick.isEmpty() && !own
				&& this.answers.take(this.transport.eventLoop().scheduler().now(TimeUnit.NANOSECONDS)) == 0) {
			this.parts.outbox().offer(IrcMessage.of("NOTICE", nick, new CtcpText(question.command(), text).toString()));
		}
	}

	/** A server that is silent is asked whether it is still there, once. */
	@Override
	public Mono<Void> idle() {
		if (this.pinged) {
			return Protocol.super.idle();
		}
		this.pinged = true;
		return this.registered ? this.parts.outbox().now(IrcMessage.of("PING", "torsion")) : Mono.empty();
	}

	@Override
	public Mono<Void> leaving() {
		return this.parts.outbox().now(IrcMessage.of("QUIT"));
	}

	private void tooLate() {
		end(new IrcException(Reason.TIMEOUT, "The server has not let us in in time"));
	}

	private Mono<Void> end(Throwable cause) {
		this.failure = cause;
		this.transport.close();
		return Mono.empty();
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		this.deadline.dispose();
		Throwable reason = (this.failure != null) ? this.failure : cause;
		IrcException ended = IrcException.disconnected((reason != null) ? reason.getMessage() : null);
		this.parts.outbox().end(ended);
		this.parts.requests().end(ended);
		this.listener.ended(this.commands);
		this.listener.told(new IrcEvent.Disconnected(this.parts.events().now(), reason));
	}

	/**
	 * What a connection is made of.
	 *
	 * @param support what the server supports
	 * @param self who we are
	 * @param channels where we are
	 * @param outbox lines on their way
	 * @param requests questions that wait
	 * @param capabilities what is in use
	 * @param events reads what to tell
	 */
	record Parts(Support support, Self self, Channels channels, Outbox outbox, Requests requests,
			Capabilities capabilities, EventReader events) {

	}

}
