package dev.torsion.words.irc.client;

import java.util.List;

import dev.torsion.net.Backoff;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * All that a client is told. Made by {@link IrcClientBuilder}.
 *
 * @param name what the client is called: in logs and meters
 * @param address where the network is
 * @param identity who the client wants to be
 * @param login how it logs in, {@code null} for not at all
 * @param channels the channels it is in, each with its key behind a space if it has one
 * @param version what it answers to those who ask for its version, empty for nothing
 * @param backoff how long it waits before connecting again
 * @param limits what it takes and gives
 */
public record IrcClientSettings(String name, IrcAddress address, IrcIdentity identity, @Nullable IrcLogin login,
		List<String> channels, String version, Backoff backoff, IrcLimits limits) {

	/**
	 * Checks the channels.
	 * @throws IllegalArgumentException if there are too many
	 */
	public IrcClientSettings {
		channels = List.copyOf(channels);
		Assert.isTrue(channels.size() <= limits.maxChannels(), "There are too many channels");
	}

}
