package dev.torsion.words.irc.client.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.torsion.net.test.Conversation;
import dev.torsion.net.test.RecordingTransport;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClientBuilder;
import dev.torsion.words.irc.client.IrcClientSettings;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcLimits;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of a client with a server that a script plays.
 */
public final class Talk implements ConversationListener {

	static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	final RecordingTransport transport;

	final List<IrcEvent> events = new ArrayList<>();

	@Nullable Commands commands;

	@Nullable Conversation conversation;

	private final IrcClientSettings settings;

	Talk(RecordingTransport transport, UnaryOperator<IrcClientBuilder> client) {
		this.transport = transport;
		List<IrcClientSettings> made = new ArrayList<>();
		IrcClientBuilder builder = new IrcClientBuilder("irc.example", (settings) -> {
			made.add(settings);
			return (IrcClient) java.lang.reflect.Proxy.newProxyInstance(Talk.class.getClassLoader(),
					new Class<?>[] { IrcClient.class }, (proxy, method, arguments) -> null);
		}).nick("bot").limits(IrcLimits.ofDefaults().withPace(1000, Duration.ofNanos(1)));
		client.apply(builder).build();
		this.settings = made.get(0);
	}

	/** A client on a connection with TLS. */
	public static Talk plain(UnaryOperator<IrcClientBuilder> client) {
		return new Talk(new RecordingTransport().secured(), client);
	}

	/** A client that is let in, with capabilities. */
	public static Talk registered(String capabilities) {
		return registered(capabilities, UnaryOperator.identity());
	}

	static Talk registered(String capabilities, UnaryOperator<IrcClientBuilder> client) {
		Talk talk = plain(client);
		String negotiation = capabilities.isEmpty() ? "" : "C: CAP REQ …\nS: :s CAP * ACK :" + capabilities + "\n";
		talk.holds("""
				C: CAP LS 302
				C: NICK bot
				C: USER bot 0 * bot
				S: :s CAP * LS :%s
				%sC: CAP END
				S: :s 001 bot :Welcome
				S: :s 005 bot CHANTYPES=# PREFIX=(qaohv)~&@%%+ CASEMAPPING=ascii STATUSMSG=@+ :are supported
				S: :s 422 bot :No message of the day
				""".formatted(capabilities, negotiation));
		talk.events.clear();
		return talk;
	}

	/** Holds a part of the conversation. */
	public Talk holds(String script) {
		Conversation open = this.conversation;
		if (open == null) {
			open = Conversation.ofClient(this.transport, (transport) -> new IrcConversation(transport, this.settings,
					Clock.fixed(NOW, ZoneOffset.UTC), this));
			this.conversation = open;
		}
		open.holds(script);
		return this;
	}

	/** Lets the server send bytes. */
	public void send(byte[] bytes) {
		if (this.conversation != null) {
			this.conversation.send(bytes);
		}
	}

	/** What the client may be asked for. */
	public Commands commands() {
		if (this.commands == null) {
			throw new AssertionError("The client was not let in");
		}
		return this.commands;
	}

	/** Ends it, whatever else was said. */
	public void end() {
		this.transport.takeWritten();
		holds("<gone>");
	}

	/** The last event of a type. */
	<E extends IrcEvent> E last(Class<E> type) {
		List<E> some = this.events.stream().filter(type::isInstance).map(type::cast).toList();
		if (some.isEmpty()) {
			throw new AssertionError("No " + type.getSimpleName() + " in " + this.events);
		}
		return some.get(some.size() - 1);
	}

	@Override
	public void told(IrcEvent event) {
		this.events.add(event);
	}

	@Override
	public void registered(Commands commands) {
		this.commands = commands;
	}

	@Override
	public void ended(Commands commands) {
		this.commands = null;
	}

}
