package dev.torsion.conch.transport;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.torsion.conch.transport.startup.Reception;
import dev.torsion.conch.transport.startup.Visit;
import dev.torsion.net.Connection;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.helpers.AbstractSession;

/**
 * Gives the connections of a listener to a server of MINA's, if they may begin at all.
 */
public final class SshChannels implements Consumer<Channel> {

	private final LoopService service;

	private final Reception reception;

	private final ConnectionLimits limits;

	private final SessionSettings settings;

	SshChannels(LoopService service, Reception reception, ConnectionLimits limits, SessionSettings settings) {
		this.service = service;
		this.reception = reception;
		this.limits = limits;
		this.settings = settings;
	}

	/**
	 * Takes a new connection.
	 * @param channel its channel, which is about to become active and does not read by
	 * itself
	 */
	@Override
	public void accept(Channel channel) {
		Connection connection = channel.pipeline().get(Connection.class);
		Visit visit = this.reception.receive(connection.peer());
		Visit.Refusal refusal = visit.refusal();
		if (refusal != null) {
			connection.count(refusal.error());
			refuse(channel, refusal.words());
			return;
		}
		LoginWatch watch = new LoginWatch(visit, this.limits);
		channel.closeFuture().addListener((closed) -> watch.abandoned());
		channel.pipeline().addLast(new SessionHandler((active) -> open(active, connection, watch), watch));
	}

	private static void refuse(Channel channel, String words) {
		channel.eventLoop()
			.execute(() -> channel
				.writeAndFlush(Unpooled.wrappedBuffer((words + "\r\n").getBytes(StandardCharsets.US_ASCII)))
				.addListener(ChannelFutureListener.CLOSE));
	}

	private ChannelSession open(Channel channel, Connection connection, LoginWatch watch) {
		ChannelSession session = new ChannelSession(channel, this.service, new ChannelSession.Endpoints(
				channel.localAddress(), connection.peer(), channel.parent().localAddress()), this.settings);
		watch.start(session);
		session.open(() -> {
			Session speaker = AbstractSession.getSession(session, true);
			if (speaker != null) {
				speaker.addSessionListener(watch);
			}
		});
		return session;
	}

}
