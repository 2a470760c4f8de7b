package dev.torsion.conch.transport.forward;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.net.NetworkClients;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.util.NetUtil;
import org.apache.sshd.common.session.ConnectionService;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A port on the loopback address whose connections go on at some server of SSH:
 * {@code ssh -L}, from the side of the client.
 */
public final class LocalTunnel {

	private LocalTunnel() {
	}

	/**
	 * Listens.
	 * @param clients whose event loops are used
	 * @param service the connection to the server
	 * @param scheduler where everything of that connection happens
	 * @param host the host to which connections go on from there
	 * @param port the port of that
	 * @param connections how many connections there may be at a time
	 * @return the listener, which ends the tunnel for new connections when it is closed
	 */
	public static Mono<Channel> listen(NetworkClients clients, ConnectionService service, Scheduler scheduler,
			String host, int port, int connections) {
		return Mono.create((sink) -> {
			AtomicInteger open = new AtomicInteger();
			ChannelFuture binding = clients.bootstrap(ServerSocketChannel.class)
				.option(ChannelOption.SO_BACKLOG, 128)
				.handler(new TunnelAcceptor(service, scheduler, new TunnelAcceptor.Goal("direct-tcpip", host, port),
						() -> admit(open, connections)))
				.bind(new InetSocketAddress(NetUtil.LOCALHOST4, 0));
			binding.addListener((done) -> {
				if (done.isSuccess()) {
					sink.success(binding.channel());
				}
				else {
					sink.error(done.cause());
				}
			});
		});
	}

	private static @Nullable Runnable admit(AtomicInteger open, int limit) {
		if (open.getAndUpdate((count) -> Math.min(count + 1, limit)) >= limit) {
			return null;
		}
		return open::decrementAndGet;
	}

}
