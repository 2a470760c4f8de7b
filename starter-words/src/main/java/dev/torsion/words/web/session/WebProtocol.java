package dev.torsion.words.web.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.Protocol;
import dev.torsion.net.ProtocolException;
import dev.torsion.net.Transport;
import dev.torsion.words.Profile;
import dev.torsion.words.RoomException;
import dev.torsion.words.web.wire.EventWriter;
import dev.torsion.words.web.wire.Reply;
import dev.torsion.words.web.wire.ReplyWriter;
import dev.torsion.words.web.wire.Request;
import dev.torsion.words.web.wire.WireException;
import io.netty.buffer.ByteBuf;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The conversation with one page. A slice is a command; the next one is read when it was
 * answered, and not before there is a token for it.
 */
final class WebProtocol implements Protocol {

	private static final Log logger = LogFactory.getLog(WebProtocol.class);

	private static final int ATTEMPTS = 100;

	private final WebDoor door;

	private final Visitor visitor;

	private final Transport transport;

	private final TokenBucket tokens;

	private @Nullable WebParticipant page;

	WebProtocol(WebDoor door, Visitor visitor, Transport transport) {
		this.door = door;
		this.visitor = visitor;
		this.transport = transport;
		this.tokens = new TokenBucket(door.settings().burst(), door.settings().interval(), now());
	}

	@Override
	public Mono<Void> greet() {
		WebParticipant arrived = arrive();
		this.page = arrived;
		if (!this.door.enter(arrived)) {
			return Mono.error(() -> new ProtocolException("The account has too many pages open"));
		}
		return this.transport.write(EventWriter.welcome(arrived.profile()));
	}

	private WebParticipant arrive() {
		Nicks nicks = new Nicks(this.door.settings().maxNick());
		String account = this.visitor.account();
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			String nick = nicks.candidate(account, attempt);
			Profile profile = new Profile(nick, "web", this.door.settings().host(), "", account, null, false);
			WebParticipant candidate = new WebParticipant(this.transport, this.visitor, this.door, profile);
			if (this.door.participants().arrive(candidate)) {
				return candidate;
			}
		}
		throw new ProtocolException("No nickname is free");
	}

	@Override
	public Mono<Void> received(ByteBuf bytes) {
		WebParticipant page = this.page;
		if (page == null) {
			return Mono.error(() -> new ProtocolException("The conversation has not begun"));
		}
		Mono<Void> answered = answer(page, bytes);
		Duration wait = this.tokens.take(now());
		return wait.isZero() ? answered : this.transport.eventLoop().after(wait).then(answered);
	}

	private Mono<Void> answer(WebParticipant page, ByteBuf bytes) {
		try {
			Request request = this.door.reader().read(bytes);
			return Mono.defer(() -> this.door.commands().run(page, request.command()))
				.onErrorResume((ex) -> Mono.just(failed(ex)))
				.flatMap((reply) -> this.transport.write(ReplyWriter.write(request.id(), reply)));
		}
		catch (WireException ex) {
			Reply failed = new Reply.Failed(ex.code(), String.valueOf(ex.getMessage()));
			return Mono.defer(() -> this.transport.write(ReplyWriter.write(ex.id(), failed)));
		}
	}

	private Reply failed(Throwable cause) {
		if (cause instanceof RoomException refused) {
			return PageCommands.refused(refused);
		}
		logger.error("Failed to do what a page of '" + this.visitor.account() + "' wants", cause);
		return new Reply.Failed("internal", "That has failed");
	}

	@Override
	public Mono<Void> leaving() {
		return this.transport.write(EventWriter.goodbye());
	}

	@Override
	public void disconnected() {
		WebParticipant page = this.page;
		if (page != null) {
			this.door.leave(page);
			this.door.participants().depart(page, "");
		}
	}

	private long now() {
		return this.transport.eventLoop().scheduler().now(TimeUnit.MILLISECONDS);
	}

}
