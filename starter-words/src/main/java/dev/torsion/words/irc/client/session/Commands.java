package dev.torsion.words.irc.client.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.torsion.net.EventLoop;
import dev.torsion.words.irc.client.IrcChannel;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.IrcException.Reason;
import dev.torsion.words.irc.client.state.Channels;
import dev.torsion.words.irc.client.state.Self;
import dev.torsion.words.irc.client.state.Support;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * What the application may ask of one connection. Everything here happens on its event
 * loop, on which the results are to be subscribed to.
 */
public final class Commands {

	/** Shorter pieces of a text are of no use. */
	private static final int MIN_PIECE = 64;

	/** How long a line of several channels may get. */
	private static final int MAX_JOIN = 400;

	private final EventLoop eventLoop;

	private final Outbox outbox;

	private final Requests requests;

	private final Capabilities capabilities;

	private final Support support;

	private final Self self;

	private final Channels channels;

	private final EventReader events;

	private final int maxPieces;

	Commands(IrcConversation.Parts parts, EventLoop eventLoop, int maxPieces) {
		this.eventLoop = eventLoop;
		this.outbox = parts.outbox();
		this.requests = parts.requests();
		this.capabilities = parts.capabilities();
		this.support = parts.support();
		this.self = parts.self();
		this.channels = parts.channels();
		this.events = parts.events();
		this.maxPieces = maxPieces;
	}

	/**
	 * Where all this has to be called.
	 * @return the event loop of the connection
	 */
	public EventLoop eventLoop() {
		return this.eventLoop;
	}

	/**
	 * The nickname of now.
	 * @return the nickname
	 */
	public String nick() {
		return this.self.nick();
	}

	/**
	 * A channel we are in.
	 * @param name its name
	 * @return the channel as it is now, empty if we are not in it
	 */
	public Mono<IrcChannel> channel(String name) {
		return Mono.justOrEmpty(this.channels.find(name));
	}

	/**
	 * Sends a line as it is.
	 * @param message the message
	 * @return completes when it was sent
	 */
	public Mono<Void> raw(IrcMessage message) {
		return this.outbox.send(Outgoing.check(message));
	}

	/**
	 * Says something, in as many lines as it takes.
	 * @param command PRIVMSG or NOTICE
	 * @param target a channel or a nickname
	 * @param text one line of text
	 * @param ctcp what kind of message to programs it is, {@code null} if it is for
	 * people
	 * @return the id of the last line, empty if it has none
	 */
	public Mono<String> say(String command, String target, String text, @Nullable String ctcp) {
		Outgoing.name(target);
		Assert.hasLength(Outgoing.text(text), "There must be something to say");
		int frame = 1 + this.self.sourceLength() + 1 + command.length() + 1 + ByteBufUtil.utf8Bytes(target) + 2
				+ ((ctcp != null) ? CtcpText.overhead(ctcp) : 0);
		Assert.isTrue(IrcWriter.MAX_LINE - frame >= MIN_PIECE, "The target is too long");
		List<String> pieces = TextSplitter.split(text, IrcWriter.MAX_LINE - frame);
		if (pieces.size() > this.maxPieces) {
			return Mono.error(new IrcException(Reason.BUSY, "The text has more than " + this.maxPieces + " lines"));
		}
		return Flux.fromIterable(pieces)
			.map((piece) -> (ctcp != null) ? new CtcpText(ctcp, piece).toString() : piece)
			.flatMapSequential((piece) -> sayLine(IrcMessage.of(command, target, piece)), pieces.size())
			.takeLast(1)
			.next();
	}

	private Mono<String> sayLine(IrcMessage message) {
		if (!this.capabilities.has(Capabilities.LABELS)) {
			return this.outbox.send(message).then(Mono.empty());
		}
		return this.requests.ask(message)
			.flatMap((echo) -> Mono.justOrEmpty(echo.isEmpty() ? null : echo.get(0).tags().get("msgid")));
	}

	/**
	 * Joins a channel.
	 * @param channel its name
	 * @param key its key, empty for none
	 * @return completes when we are in it
	 */
	public Mono<Void> join(String channel, String key) {
		return this.requests
			.ask(joining(checkChannel(channel), key), Expectations.joined(channel, this.support, this.self))
			.then();
	}

	private static IrcMessage joining(String channel, String key) {
		return key.isEmpty() ? IrcMessage.of("JOIN", channel) : IrcMessage.of("JOIN", channel, checkKey(key));
	}

	/**
	 * Leaves a channel.
	 * @param channel its name
	 * @param reason why, empty for no reason
	 * @return completes when we have left it
	 */
	public Mono<Void> part(String channel, String reason) {
		IrcMessage message = reason.isEmpty() ? IrcMessage.of("PART", checkChannel(channel))
				: IrcMessage.of("PART", checkChannel(channel), reason);
		return this.requests.ask(Outgoing.check(message), Expectations.parted(channel, this.support, this.self)).then();
	}

	/** What would be several channels, or none and leave all. */
	private String checkChannel(String name) {
		Assert.isTrue(Outgoing.name(name).indexOf(',') < 0 && this.support.isChannel(name), "This is no channel");
		return name;
	}

	private static String checkKey(String key) {
		Assert.isTrue(Outgoing.name(key).indexOf(',') < 0, "This is no key");
		return key;
	}

	/**
	 * Joins channels, and does not wait for it.
	 * @param keys the channels and their keys, empty for none
	 */
	public void joinAll(Map<String, String> keys) {
		List<String> open = new ArrayList<>();
		keys.forEach((channel, key) -> {
			if (key.isEmpty()) {
				open.add(channel);
			}
			else {
				this.outbox.offer(joining(channel, key));
			}
		});
		StringBuilder line = new StringBuilder();
		for (String channel : open) {
			if (line.length() > 0 && line.length() + channel.length() > MAX_JOIN) {
				this.outbox.offer(IrcMessage.of("JOIN", line.toString()));
				line.setLength(0);
			}
			line.append((line.length() > 0) ? "," : "").append(channel);
		}
		if (line.length() > 0) {
			this.outbox.offer(IrcMessage.of("JOIN", line.toString()));
		}
	}

	/**
	 * Asks the server.
	 * @param message the command
	 * @return the lines of the answer
	 */
	public Mono<List<IrcMessage>> request(IrcMessage message) {
		IrcMessage question = new IrcMessage(message.tags(), message.source(),
				message.command().toUpperCase(Locale.ROOT), message.parameters());
		Outgoing.check(question);
		if (this.capabilities.has(Capabilities.LABELS)) {
			return this.requests.ask(question);
		}
		Expectation expectation = Expectations.numerics(question, this.support);
		return (expectation != null) ? this.requests.ask(question, expectation)
				: Mono.error(new IrcException(Reason.UNSUPPORTED,
						"The server has no labels, without which answers to this command are not known"));
	}

	/**
	 * Asks what was said before.
	 * @param target a channel or a nickname
	 * @param limit most messages
	 * @return the messages, oldest first
	 */
	public Flux<IrcEvent.Message> history(String target, int limit) {
		Assert.isTrue(limit > 0, "The limit must be positive");
		if (!this.capabilities.has(Capabilities.HISTORY) || !this.capabilities.has(Batches.TAG)) {
			return Flux.error(new IrcException(Reason.UNSUPPORTED, "The server tells no history"));
		}
		IrcMessage question = IrcMessage.of("CHATHISTORY", "LATEST", Outgoing.name(target), "*",
				String.valueOf(Math.min(limit, mostHistory())));
		Mono<List<IrcMessage>> answer = this.capabilities.has(Capabilities.LABELS) ? this.requests.ask(question)
				: this.requests.ask(question, Expectations.history(target, this.support));
		return answer.flatMapIterable((lines) -> lines)
			.map((line) -> this.events.read(line, true))
			.ofType(IrcEvent.Message.class);
	}

	private int mostHistory() {
		String most = this.support.token("CHATHISTORY", "");
		return most.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(most) : Integer.MAX_VALUE;
	}

}
