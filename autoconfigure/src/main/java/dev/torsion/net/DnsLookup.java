package dev.torsion.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import reactor.core.publisher.Mono;

/**
 * Looks names up with Netty's resolver on the application's loops.
 */
final class DnsLookup implements NameLookup, AutoCloseable {

	private final NetworkRuntime runtime;

	private final DnsAddressResolverGroup resolvers;

	DnsLookup(NetworkRuntime runtime) {
		this.runtime = runtime;
		this.resolvers = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
			.datagramChannelFactory(() -> runtime.channel(DatagramChannel.class, runtime.workers()))
			.socketChannelFactory(() -> runtime.channel(SocketChannel.class, runtime.workers()))
			.resolvedAddressTypes(NetUtil.isIpV4StackPreferred() ? ResolvedAddressTypes.IPV4_ONLY
					: ResolvedAddressTypes.IPV6_PREFERRED)
			// Or the other family would be left out, and nothing to fall back to
			.completeOncePreferredResolved(false));
	}

	@Override
	public Mono<List<InetAddress>> addresses(String host) {
		return Mono.create((sink) -> {
			EventLoopGroup group = this.runtime.workers();
			EventLoop loop = group.next();
			Future<List<InetSocketAddress>> found = this.resolvers.getResolver(loop)
				.resolveAll(InetSocketAddress.createUnresolved(host, 0));
			sink.onCancel(() -> found.cancel(false));
			found.addListener((FutureListener<List<InetSocketAddress>>) (done) -> {
				if (done.isSuccess()) {
					sink.success(done.getNow().stream().map(InetSocketAddress::getAddress).toList());
				}
				else if (!done.isCancelled()) {
					sink.error(done.cause());
				}
			});
		});
	}

	@Override
	public void close() {
		this.resolvers.close();
	}

}
