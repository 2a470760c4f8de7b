package dev.torsion.conch.server;

import java.util.List;

import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.ConnectionService;

/**
 * What peers may open and ask for once they have logged in: each bean of this type adds
 * some. The first that knows a type of channel, or a global request, decides.
 *
 * @param channels channels, by their types
 * @param requests global requests
 */
public record ConchChannels(List<ChannelFactory> channels, List<RequestHandler<ConnectionService>> requests) {

	public ConchChannels {
		channels = List.copyOf(channels);
		requests = List.copyOf(requests);
	}

}
