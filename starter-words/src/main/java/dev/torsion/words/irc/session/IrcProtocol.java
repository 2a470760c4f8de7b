package dev.torsion.words.irc.session;

import java.time.Duration;
import java.util.function.Supplier;

import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.Transport;
import dev.torsion.net.framing.LineFraming;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcReader;
import dev.torsion.words.irc.wire.IrcSyntaxException;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * IRC as bytes: from slices to messages, and not too many at a time.
 */
final class IrcProtocol implements Protocol {

	private final Transport transport;

	private final IrcReader reader;

	private final LineFraming lines;

	private final IrcSession session;

	private final Dispatcher dispatcher;

	private final FloodGate flood;

	private final Duration registration;

	private @Nullable Disposable registering;

	private boolean pinged;

	IrcProtocol(IrcServer server, Transport transport) {
		IrcSettings.Limits limits = server.settings().limits();
		this.transport = transport;
		this.reader = new IrcReader(limits.tags(), limits.line() - 2);
		this.lines = new LineFraming(this.reader.maxLine(), this::line, this::tooLong);
		this.session = new IrcSession(server, transport);
		this.dispatcher = new Dispatcher(server, this.session);
		this.flood = new FloodGate(server.settings().flood(), server.world().clock());
		this.registration = limits.registration();
	}

	@Override
	public Mono<Void> greet() {
		this.registering = this.transport.eventLoop().after(this.registration).subscribe(null, null, () -> {
			if (!this.session.isRegistered()) {
				this.session.quit("Registration timeout");
			}
		});
		return Mono.empty();
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		return this.lines.received(bytes);
	}

	private Mono<Void> line(ByteBuf line) {
		this.pinged = false;
		if (this.session.isQuitting()) {
			line.skipBytes(line.readableBytes());
			return Mono.empty();
		}
		IrcMessage message;
		try {
			message = this.reader.read(line);
		}
		catch (IrcSyntaxException ex) {
			line.skipBytes(line.readableBytes());
			return refused(ex);
		}
		if (message == null) {
			return Mono.empty();
		}
		return held(() -> this.dispatcher.run(message));
	}

	/** Lines that are none are held up too: each is answered. */
	private Mono<Void> held(Supplier<Mono<Void>> step) {
		Duration wait = this.session.participant().isOperator() ? Duration.ZERO : this.flood.pass();
		if (wait.isZero()) {
			return step.get();
		}
		this.session.server().counts().held();
		return this.transport.eventLoop().after(wait).then(Mono.defer(step));
	}

	private Mono<Void> refused(IrcSyntaxException ex) {
		return held(() -> {
			answer(ex.kind());
			return Mono.empty();
		});
	}

	private void answer(IrcSyntaxException.Kind kind) {
		switch (kind) {
			case TOO_LONG -> this.session.reply(Numeric.ERR_INPUTTOOLONG, "Input line was too long");
			case NOT_UTF8 -> this.session.fail("*", "INVALID_UTF8", "Message rejected, it is not UTF-8");
			case FORBIDDEN_CHARACTER ->
				this.session.reply(Numeric.ERR_UNKNOWNERROR, "*", "Message rejected, it has CR or NUL in it");
			case NO_COMMAND -> this.session.reply(Numeric.ERR_UNKNOWNCOMMAND, "*", "Unknown command");
		}
	}

	private Mono<Void> tooLong() {
		return refused(IrcSyntaxException.tooLong());
	}

	@Override
	public Mono<Void> idle() {
		if (this.pinged) {
			this.session.quit("Ping timeout");
			return Mono.empty();
		}
		this.pinged = true;
		this.session.send(IrcMessage.of("PING", this.session.server().settings().name()));
		return Mono.empty();
	}

	@Override
	public Mono<Void> leaving() {
		this.session.quit("Server is shutting down");
		return Mono.empty();
	}

	@Override
	public void disconnected(@Nullable Throwable cause) {
		if (this.registering != null) {
			this.registering.dispose();
		}
		this.session.end(reason(cause));
	}

	private static String reason(@Nullable Throwable cause) {
		if (cause == null) {
			return "Remote host closed the connection";
		}
		return (cause instanceof ProtocolException) ? "Protocol error" : "Connection error";
	}

}
