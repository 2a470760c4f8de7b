package dev.torsion.words.irc.client.live;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import dev.torsion.net.Connection;
import dev.torsion.net.NetworkClient;
import dev.torsion.net.NetworkClients;
import dev.torsion.net.Target;
import dev.torsion.net.Traffic;
import dev.torsion.words.irc.client.IrcChannel;
import dev.torsion.words.irc.client.IrcClient;
import dev.torsion.words.irc.client.IrcClientSettings;
import dev.torsion.words.irc.client.IrcEvent;
import dev.torsion.words.irc.client.IrcException;
import dev.torsion.words.irc.client.session.Commands;
import dev.torsion.words.irc.client.session.ConversationListener;
import dev.torsion.words.irc.client.session.IrcConversation;
import dev.torsion.words.irc.wire.IrcMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One client, on one connection after another.
 */
final class LiveClient implements IrcClient, ConversationListener {

	private static final Log logger = LogFactory.getLog(LiveClient.class);

	/** How many messages a bot works on at a time. */
	private static final int AT_A_TIME = 16;

	private final IrcClientSettings settings;

	private final NetworkClient<IrcConversation> connection;

	private final EventHub hub;

	private final WantedChannels wanted;

	private volatile @Nullable Commands commands;

	private Sinks.Empty<Void> registered = Sinks.empty();

	private String lastFailure = "";

	LiveClient(IrcClientSettings settings, NetworkClients network, Target target, Clock clock) {
		IrcConversation.check(settings);
		this.settings = settings;
		this.hub = new EventHub(settings.name(), settings.limits().maxBehind());
		this.wanted = new WantedChannels(settings.channels(), settings.limits().maxChannels());
		this.connection = network.stream(settings.name(), target, settings.backoff(),
				(transport) -> new IrcConversation(transport, settings, clock, this));
	}

	@Override
	public Flux<IrcEvent> events() {
		return this.hub.events();
	}

	@Override
	public Disposable onMessage(Function<? super IrcEvent.Message, ? extends Publisher<?>> bot) {
		return messages()
			.flatMap((message) -> Mono.defer(() -> Flux.from(bot.apply(message)).then()).onErrorResume(this::failed),
					AT_A_TIME)
			.subscribe();
	}

	private Mono<Void> failed(Throwable cause) {
		if (cause instanceof IrcException) {
			logger.debug(this.settings.name() + ": " + cause.getMessage());
		}
		else {
			logger.error(this.settings.name() + ": failed to answer a message", cause);
		}
		return Mono.empty();
	}

	@Override
	public void told(IrcEvent event) {
		if (event instanceof IrcEvent.Disconnected disconnected) {
			complain(disconnected.cause());
		}
		this.hub.tell(event);
		if (event instanceof IrcEvent.Registered) {
			registration().tryEmitEmpty();
		}
	}

	/** The same failure again and again is told once. */
	private synchronized void complain(@Nullable Throwable cause) {
		String text = (cause != null) ? String.valueOf(cause.getMessage()) : "";
		if (cause instanceof IrcException refusal && refusal.reason() != IrcException.Reason.DISCONNECTED
				&& !text.equals(this.lastFailure)) {
			logger.warn(this.settings.name() + ": " + text);
			this.lastFailure = text;
		}
	}

	@Override
	public void registered(Commands commands) {
		begun(commands);
		commands.joinAll(this.wanted.all());
	}

	private synchronized void begun(Commands commands) {
		this.lastFailure = "";
		this.commands = commands;
	}

	@Override
	public synchronized void ended(Commands commands) {
		if (this.commands == commands) {
			this.commands = null;
			this.registered = Sinks.empty();
		}
	}

	@Override
	public Mono<Void> registered() {
		return Mono.defer(() -> registration().asMono());
	}

	private synchronized Sinks.Empty<Void> registration() {
		return this.registered;
	}

	/** What is asked of the connection is asked on its event loop. */
	private <T> Mono<T> ask(Function<Commands, Mono<T>> question) {
		return Mono.defer(() -> {
			Commands now = this.commands;
			if (now == null) {
				return Mono.error(IrcException.disconnected(null));
			}
			Mono<T> asked = Mono.defer(() -> question.apply(now));
			return now.eventLoop().isCurrent() ? asked : asked.subscribeOn(now.eventLoop().scheduler());
		});
	}

	@Override
	public Mono<String> nick() {
		return ask((commands) -> Mono.just(commands.nick()));
	}

	@Override
	public Mono<Void> join(String channel, String key) {
		return ask((commands) -> commands.join(channel, key)).doOnSuccess((nothing) -> this.wanted.add(channel, key));
	}

	@Override
	public Mono<Void> part(String channel, String reason) {
		return Mono.defer(() -> {
			this.wanted.remove(channel);
			return ask((commands) -> commands.part(channel, reason));
		});
	}

	@Override
	public Mono<IrcChannel> channel(String name) {
		return ask((commands) -> commands.channel(name));
	}

	@Override
	public Mono<String> say(String target, String text) {
		return ask((commands) -> commands.say("PRIVMSG", target, text, null));
	}

	@Override
	public Mono<String> notice(String target, String text) {
		return ask((commands) -> commands.say("NOTICE", target, text, null));
	}

	@Override
	public Mono<String> action(String target, String text) {
		return ask((commands) -> commands.say("PRIVMSG", target, text, "ACTION"));
	}

	@Override
	public Mono<Void> raw(IrcMessage message) {
		return ask((commands) -> commands.raw(message));
	}

	@Override
	public Mono<List<IrcMessage>> request(IrcMessage message) {
		return ask((commands) -> commands.request(message));
	}

	@Override
	public Flux<IrcEvent.Message> history(String target, int limit) {
		return ask((commands) -> commands.history(target, limit).collectList()).flatMapIterable((lines) -> lines);
	}

	@Override
	public Mono<Void> close() {
		return Mono.<Void>create((sink) -> stop(sink::success)).doOnTerminate(this.hub::end);
	}

	@Override
	public String name() {
		return this.connection.name();
	}

	@Override
	public Traffic traffic() {
		return this.connection.traffic();
	}

	@Override
	public Collection<Connection> connections() {
		return this.connection.connections();
	}

	@Override
	public void start() {
		this.connection.start();
	}

	@Override
	public void stop() {
		this.connection.stop();
	}

	@Override
	public void stop(Runnable callback) {
		this.connection.stop(callback);
	}

	@Override
	public boolean isRunning() {
		return this.connection.isRunning();
	}

	@Override
	public int getPhase() {
		return this.connection.getPhase();
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
