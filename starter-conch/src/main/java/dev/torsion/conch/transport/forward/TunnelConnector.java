package dev.torsion.conch.transport.forward;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

import dev.torsion.conch.SshConnection;
import dev.torsion.conch.forward.ForwardEvent;
import dev.torsion.conch.forward.ForwardEvent.Kind;
import dev.torsion.conch.forward.ForwardEvent.Outcome;
import dev.torsion.conch.forward.ForwardLimits;
import dev.torsion.conch.forward.ForwardRules;
import dev.torsion.net.NameLookup;
import dev.torsion.net.NetworkClients;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Connects to where a client wants to be forwarded to. A name is looked up once, and what
 * was decided on is what is connected to, so that nobody's name servers can change their
 * mind in between.
 */
final class TunnelConnector {

	/** A name may have hundreds of addresses; no more than these are worth the wait. */
	private static final int MAX_ADDRESSES = 8;

	private final NetworkClients clients;

	private final NameLookup names;

	private final ForwardRules rules;

	private final ForwardLimits limits;

	private final Consumer<? super ForwardEvent> events;

	TunnelConnector(NetworkClients clients, NameLookup names, ForwardRules rules, ForwardLimits limits,
			Consumer<? super ForwardEvent> events) {
		this.clients = clients;
		this.names = names;
		this.rules = rules;
		this.limits = limits;
		this.events = events;
	}

	/**
	 * Connects.
	 * @return the socket, of which nothing is read yet; fails with a
	 * {@link TunnelRefusedException}
	 */
	Mono<Channel> connect(SshConnection connection, Session session, String host, long port) {
		return Mono.<Channel>defer(() -> {
			if (port > 65_535 || !this.rules.mayOpen(connection.login(), host, (int) port)) {
				return Mono.error(new TunnelRefusedException(Outcome.DENIED));
			}
			Runnable leave = Tunnels.of(session).admit(this.limits);
			if (leave == null) {
				return Mono.error(new TunnelRefusedException(Outcome.TOO_MANY));
			}
			return allowed(connection, host, (int) port).flatMap(this::first)
				.doOnNext((socket) -> socket.closeFuture().addListener((closed) -> leave.run()))
				.doOnError((ex) -> leave.run())
				.doOnCancel(leave);
		})
			.onErrorMap((ex) -> !(ex instanceof TunnelRefusedException),
					(ex) -> new TunnelRefusedException(Outcome.FAILED))
			.doOnNext((socket) -> tell(connection, host + ":" + port, String.valueOf(socket.remoteAddress()),
					Outcome.ACCEPTED))
			.doOnError(TunnelRefusedException.class, (ex) -> tell(connection, host + ":" + port, null, ex.outcome()));
	}

	private void tell(SshConnection connection, String asked, @Nullable String address, Outcome outcome) {
		this.events.accept(new ForwardEvent(connection, Kind.LOCAL, asked, address, outcome));
	}

	private Mono<List<InetSocketAddress>> allowed(SshConnection connection, String host, int port) {
		return addresses(host).flatMap((found) -> {
			List<InetSocketAddress> allowed = found.stream()
				.map((address) -> new InetSocketAddress(address, port))
				.filter((address) -> this.rules.mayConnect(connection.login(), host, address))
				.limit(MAX_ADDRESSES)
				.toList();
			return allowed.isEmpty() ? Mono.error(new TunnelRefusedException(Outcome.DENIED)) : Mono.just(allowed);
		});
	}

	private Mono<List<InetAddress>> addresses(String host) {
		InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
		return (literal != null) ? Mono.just(List.of(literal))
				: this.names.addresses(host).timeout(this.limits.connectTimeout());
	}

	private Mono<Channel> first(List<InetSocketAddress> addresses) {
		Mono<Channel> socket = Mono.error(new TunnelRefusedException(Outcome.FAILED));
		for (int i = addresses.size() - 1; i >= 0; i--) {
			Mono<Channel> next = socket;
			socket = dial(addresses.get(i)).onErrorResume((ex) -> next);
		}
		return socket;
	}

	private Mono<Channel> dial(InetSocketAddress address) {
		return Mono.create((sink) -> {
			ChannelFuture connecting = this.clients.bootstrap(SocketChannel.class)
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) this.limits.connectTimeout().toMillis())
				.handler(new ChannelInboundHandlerAdapter())
				.option(ChannelOption.AUTO_READ, false)
				.connect(address);
			configure(connecting.channel().config());
			sink.onCancel(() -> connecting.channel().close());
			connecting.addListener((done) -> {
				if (done.isSuccess()) {
					sink.success(connecting.channel());
				}
				else {
					sink.error(done.cause());
				}
			});
		});
	}

	/** Nothing is read unasked, and either direction may end before the other. */
	static void configure(ChannelConfig socket) {
		socket.setAutoRead(false);
		socket.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
		socket.setOption(ChannelOption.TCP_NODELAY, true);
		socket.setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(2));
	}

}
