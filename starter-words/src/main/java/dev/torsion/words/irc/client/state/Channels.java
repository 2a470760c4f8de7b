package dev.torsion.words.irc.client.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.torsion.words.irc.client.IrcChannel;
import dev.torsion.words.irc.client.IrcUser;
import dev.torsion.words.irc.wire.IrcMessage;

/**
 * The channels we are in.
 */
public final class Channels {

	private final Support support;

	private final Self self;

	private final int maxChannels;

	private final int maxMembers;

	private final Map<String, ChannelState> channels = new HashMap<>();

	/**
	 * Creates the channels of a connection.
	 * @param support what the server supports
	 * @param self who we are; follows its nickname
	 * @param maxChannels most channels that are known
	 * @param maxMembers most members of each that are known
	 */
	public Channels(Support support, Self self, int maxChannels, int maxMembers) {
		this.support = support;
		this.self = self;
		this.maxChannels = maxChannels;
		this.maxMembers = maxMembers;
	}

	/**
	 * A channel we are in.
	 * @param name its name
	 * @return the channel as it is now
	 */
	public Optional<IrcChannel> find(String name) {
		return Optional.ofNullable(this.channels.get(this.support.fold(name))).map(ChannelState::snapshot);
	}

	/**
	 * Follows what the server says.
	 * @param message the message
	 */
	public void follow(IrcMessage message) {
		IrcUser from = IrcUser.parse(message.source());
		switch (message.command()) {
			case "JOIN" -> joined(from, message.parameter(0));
			case "PART" -> left(from.nick(), message.parameter(0));
			case "KICK" -> left(message.parameter(1), message.parameter(0));
			case "QUIT" -> all().forEach((channel) -> channel.leave(from.nick()));
			case "NICK" -> renamed(from.nick(), message.parameter(0));
			case "TOPIC" -> in(message.parameter(0), (channel) -> channel.topic(message.parameter(1)));
			case "MODE" -> modes(message, 0);
			case "CHGHOST" -> moved(from.nick(), message);
			case "324" -> modes(message, 1);
			case "331" -> in(message.parameter(1), (channel) -> channel.topic(""));
			case "332" -> in(message.parameter(1), (channel) -> channel.topic(message.parameter(2)));
			case "353" -> in(message.parameter(2), (channel) -> channel.names(message.parameter(3)));
			default -> {
			}
		}
	}

	private void joined(IrcUser user, String name) {
		String key = this.support.fold(name);
		if (isSelf(user.nick())) {
			this.self.seen(user);
			if (this.channels.size() < this.maxChannels || this.channels.containsKey(key)) {
				this.channels.put(key, new ChannelState(name, this.support, this.maxMembers));
			}
		}
		in(name, (channel) -> channel.join(user.nick(), ""));
	}

	private void left(String nick, String name) {
		if (isSelf(nick)) {
			this.channels.remove(this.support.fold(name));
		}
		in(name, (channel) -> channel.leave(nick));
	}

	private void renamed(String nick, String next) {
		if (isSelf(nick)) {
			this.self.rename(next);
		}
		all().forEach((channel) -> channel.rename(nick, next));
	}

	private void moved(String nick, IrcMessage message) {
		if (isSelf(nick)) {
			this.self.seen(new IrcUser(nick, message.parameter(0), message.parameter(1)));
		}
	}

	private void modes(IrcMessage message, int at) {
		List<String> parameters = message.parameters();
		if (parameters.size() > at + 1) {
			in(parameters.get(at),
					(channel) -> channel.modes(parameters.get(at + 1), parameters.subList(at + 2, parameters.size())));
		}
	}

	private void in(String name, Consumer<ChannelState> change) {
		ChannelState channel = this.channels.get(this.support.fold(name));
		if (channel != null) {
			change.accept(channel);
		}
	}

	private Collection<ChannelState> all() {
		return this.channels.values();
	}

	private boolean isSelf(String nick) {
		return this.support.isSame(nick, this.self.nick());
	}

}
