package dev.torsion.words.irc.client;

import java.util.List;
import java.util.function.Function;

import dev.torsion.net.ConnectionSource;
import dev.torsion.words.irc.wire.IrcMessage;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.SmartLifecycle;

/**
 * A client on a network of IRC, for as long as the application runs: it connects when it
 * is started, logs in, joins its channels, and does all that again whenever the
 * connection has ended. Declare it as a bean, made by {@link IrcClients}. Safe for use by
 * many threads.
 * <p>
 * What it is asked for while it is not registered fails with an {@link IrcException}; see
 * {@link #registered()}. What has an end of a line, or a space where none may be, is
 * refused with an {@link IllegalArgumentException}, so that nobody's text becomes a
 * command.
 */
public interface IrcClient extends ConnectionSource, SmartLifecycle {

	/**
	 * What happens, from now on, across connections. A subscriber that is more events
	 * behind than {@link IrcLimits#maxBehind()} misses the oldest ones.
	 * @return the events, on the connection's event loop, which must not be blocked
	 */
	Flux<IrcEvent> events();

	/**
	 * What others say, now: no notices, which no program may answer (RFC 2812 section
	 * 3.3.2), nothing of our own and nothing from history.
	 * @return the messages, as {@link #events()} has them
	 */
	default Flux<IrcEvent.Message> messages() {
		return events().ofType(IrcEvent.Message.class)
			.filter((message) -> !message.notice() && !message.own() && !message.details().historic());
	}

	/**
	 * Answers what others say. A bot is a function: what it fails with is logged, and it
	 * is asked again with the next message.
	 * @param bot what to do about each of the {@link #messages()}, at most 16 at a time
	 * @return ends it
	 */
	Disposable onMessage(Function<? super IrcEvent.Message, ? extends Publisher<?>> bot);

	/**
	 * Waits until the client is on the network, with the nickname and the account it has
	 * there.
	 * @return completes when it is, at once if it is already
	 */
	Mono<Void> registered();

	/**
	 * The nickname it has now.
	 * @return the nickname
	 */
	Mono<String> nick();

	/**
	 * Joins a channel, now and after each reconnection.
	 * @param channel its name
	 * @return completes when we are in it, fails if we are not let in
	 */
	default Mono<Void> join(String channel) {
		return join(channel, "");
	}

	/**
	 * Joins a channel, now and after each reconnection.
	 * @param channel its name
	 * @param key its key, empty for none
	 * @return completes when we are in it, fails if we are not let in
	 */
	Mono<Void> join(String channel, String key);

	/**
	 * Leaves a channel.
	 * @param channel its name
	 * @param reason why, empty for no reason
	 * @return completes when we have left it
	 */
	Mono<Void> part(String channel, String reason);

	/**
	 * A channel the client is in.
	 * @param name its name
	 * @return the channel as it is now; empty if the client is not in it
	 */
	Mono<IrcChannel> channel(String name);

	/**
	 * Says something. What is too long for a line is said in several, divided between
	 * words where that is possible.
	 * @param target a channel or a nickname
	 * @param text one line of text
	 * @return the id the server has given to it, to its last line if there are several;
	 * empty if the server gives none. Completes when it was sent, or when the server has
	 * confirmed it if it does so: wait for it before saying more, as only so much may be
	 * waiting
	 */
	Mono<String> say(String target, String text);

	/**
	 * Says something that no program answers.
	 * @param target a channel or a nickname
	 * @param text one line of text
	 * @return as of {@link #say}
	 */
	Mono<String> notice(String target, String text);

	/**
	 * Does something, as in {@code /me waves}.
	 * @param target a channel or a nickname
	 * @param text one line of text
	 * @return as of {@link #say}
	 */
	Mono<String> action(String target, String text);

	/**
	 * Sends a line as it is.
	 * @param message the message, without a source
	 * @return completes when it was sent
	 */
	Mono<Void> raw(IrcMessage message);

	/**
	 * Asks the server, and collects what it answers: any command where the server has
	 * {@code labeled-response}; elsewhere those whose answers can be told from other
	 * lines, such as WHOIS, WHO, NAMES, LIST, TOPIC and MODE.
	 * @param message the command, without a source
	 * @return the lines of the answer; fails if the server refuses
	 */
	Mono<List<IrcMessage>> request(IrcMessage message);

	/**
	 * What was said before, where the server has {@code draft/chathistory}.
	 * @param target a channel or a nickname
	 * @param limit most messages, of which the server may give fewer
	 * @return the latest messages, oldest first; they are among the {@link #events()} too
	 */
	Flux<IrcEvent.Message> history(String target, int limit);

	/**
	 * Leaves the network for good, with a QUIT.
	 * @return completes when the connection has ended
	 */
	Mono<Void> close();

}
