package dev.torsion.words.irc.session;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import dev.torsion.net.Transport;
import dev.torsion.words.RoomException;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a client is answered. For the event loop of the connection only.
 */
public abstract sealed class IrcAnswers permits IrcSession {

	private final String server;

	private final Transport transport;

	private final Response response;

	IrcAnswers(String server, Transport transport) {
		this.server = server;
		this.transport = transport;
		this.response = new Response(transport, server);
	}

	/**
	 * The nickname.
	 * @return the nickname, {@value IrcSession#NOBODY} without one
	 */
	public abstract String nick();

	abstract boolean isEnded();

	/**
	 * Answers with a numeric.
	 * @param numeric the numeric
	 * @param parameters what follows the nickname; the last is the text
	 */
	public void reply(Numeric numeric, String... parameters) {
		reply(numeric, Arrays.asList(parameters));
	}

	/**
	 * Answers with a numeric.
	 * @param numeric the numeric
	 * @param parameters what follows the nickname; the last is the text
	 */
	public void reply(Numeric numeric, List<String> parameters) {
		send(numeric(numeric, parameters));
	}

	/**
	 * A numeric for this client.
	 * @param numeric the numeric
	 * @param parameters what follows the nickname; the last is the text
	 * @return the message
	 */
	public IrcMessage numeric(Numeric numeric, List<String> parameters) {
		String[] all = new String[parameters.size() + 1];
		all[0] = nick();
		for (int i = 0; i < parameters.size(); i++) {
			all[i + 1] = parameters.get(i);
		}
		return IrcMessage.from(this.server, numeric.digits(), all);
	}

	/**
	 * Answers that a room does not let the client do something.
	 * @param refused why
	 * @param channel the channel
	 */
	public void refused(RoomException refused, String channel) {
		refused(Refusals.of(refused, channel));
	}

	/**
	 * Answers with what a command was refused with.
	 * @param refused the refusal
	 */
	public void refused(IrcException refused) {
		reply(refused.numeric(), refused.parameters());
	}

	/**
	 * Answers that a command has failed, as IRCv3's standard-replies has it.
	 * @param command the command
	 * @param code what has failed, in upper case
	 * @param context what it concerns, and the text at last
	 */
	public void fail(String command, String code, String... context) {
		String[] all = new String[context.length + 2];
		all[0] = command;
		all[1] = code;
		System.arraycopy(context, 0, all, 2, context.length);
		send(IrcMessage.from(this.server, "FAIL", all));
	}

	/**
	 * Sends a message: as a part of the answer if a command is run, else at once.
	 * @param message the message
	 */
	public void send(IrcMessage message) {
		if (this.response.isOpen()) {
			this.response.add(message);
		}
		else if (!isEnded()) {
			ByteBuf out = Unpooled.buffer(128);
			IrcWriter.write(message, out);
			this.transport.write(out);
		}
	}

	/**
	 * Sends a message that is no answer, for what happens elsewhere.
	 * @param message the message
	 */
	public void push(IrcMessage message) {
		if (!isEnded()) {
			this.response.flush();
			ByteBuf out = Unpooled.buffer(128);
			IrcWriter.write(message, out);
			this.transport.write(out);
		}
	}

	/**
	 * Sends many messages as parts of the answer, as fast as the client takes them.
	 * @param messages the messages
	 * @return completes when all were sent
	 */
	public Mono<Void> sendAll(Iterator<IrcMessage> messages) {
		while (messages.hasNext()) {
			send(messages.next());
			if (this.response.isLarge()) {
				Mono<Void> taken = this.response.flush();
				if (taken != Mono.<Void>empty()) {
					return taken.then(Mono.defer(() -> sendAll(messages)));
				}
			}
		}
		return Mono.empty();
	}

	/**
	 * A name for a batch, with which the client has not seen one yet.
	 * @return the name
	 */
	public String newBatch() {
		return this.response.newBatch();
	}

	/**
	 * Takes away the label of the command that is run, to which nothing is answered then:
	 * the answer is a part of that to a later one.
	 * @return the label, {@code null} if there is none
	 */
	public @Nullable String takeLabel() {
		return this.response.takeLabel();
	}

	/**
	 * Answers an earlier command together with the one that is run.
	 * @param label the label of the earlier one, {@code null} if there is none
	 */
	public void setLabel(@Nullable String label) {
		this.response.setLabel(label);
	}

	Response response() {
		return this.response;
	}

}
