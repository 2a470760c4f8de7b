package dev.torsion.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A listener for datagrams, the sibling of {@link NetworkServer}, made by
 * {@link NetworkServers#datagrams}. Where the kernel can spread datagrams over sockets
 * (epoll, io_uring), every event loop has its own.
 */
public final class DatagramServer extends PortListener {

	/** The largest datagram there is, in bytes. */
	static final int MAX_DATAGRAM = 65_507;

	/** How many datagrams are read in one call, where the kernel offers that. */
	private static final int BATCH = 64;

	/** What a batch may take, in bytes. */
	private static final int MAX_BATCH = 128 * 1024;

	/**
	 * The default of Linux, 208 KiB, loses bursts; the kernel may grant less than this.
	 */
	private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;

	private final DatagramProtocol protocol;

	private final int maxLength;

	private @Nullable NetworkServer twin;

	private final Traffic traffic = new Traffic();

	private final AtomicInteger underWay = new AtomicInteger();

	private final List<Channel> bound = new CopyOnWriteArrayList<>();

	DatagramServer(String name, Listener listener, NetworkRuntime runtime, int maxLength, DatagramProtocol protocol) {
		super(name, listener, runtime);
		Assert.isNull(listener.unixSocket(), "A server for datagrams listens on a port");
		Assert.isTrue(maxLength > 0 && maxLength <= MAX_DATAGRAM, "There is no datagram of that length");
		this.maxLength = maxLength;
		this.protocol = protocol;
	}

	/**
	 * Makes a protocol that is spoken over both transports listen on one port, where that
	 * is any free one.
	 * @param twin the listener for streams, started before this one
	 * @return this listener
	 */
	public DatagramServer beside(NetworkServer twin) {
		this.twin = twin;
		return this;
	}

	@Override
	int port() {
		NetworkServer twin = this.twin;
		SocketAddress bound = (super.port() == 0 && twin != null) ? twin.address() : null;
		return (bound instanceof InetSocketAddress address) ? address.getPort() : super.port();
	}

	@Override
	public Traffic traffic() {
		return this.traffic;
	}

	@Override
	public Collection<Connection> connections() {
		return List.of();
	}

	@Override
	SocketAddress bind(SocketAddress address) throws Exception {
		EventLoopGroup group = runtime().workers();
		Channel first = open(group, address, false);
		SocketAddress taken = first.localAddress();
		// Only now: with the option set before, two applications could take the same
		// port.
		if (first.config().setOption(UnixChannelOption.SO_REUSEPORT, true)) {
			for (int i = 1; i < loops(group); i++) {
				open(group, taken, true);
			}
		}
		return taken;
	}

	private Channel open(EventLoopGroup group, SocketAddress address, boolean shared) throws Exception {
		Bootstrap bootstrap = new Bootstrap().group(group)
			.channelFactory(() -> runtime().channel(DatagramChannel.class, group))
			.option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
			.handler(new ChannelInitializer<DatagramChannel>() {

				@Override
				protected void initChannel(DatagramChannel channel) {
					initialize(channel);
				}

			});
		if (shared) {
			bootstrap.option(UnixChannelOption.SO_REUSEPORT, true);
		}
		Channel channel = bootstrap.bind(address).sync().channel();
		this.bound.add(channel);
		return channel;
	}

	private void initialize(DatagramChannel channel) {
		int batch = Math.max(1, Math.min(BATCH, MAX_BATCH / this.maxLength));
		boolean batches = batch > 1
				&& channel.config().setOption(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, this.maxLength);
		channel.config()
			.setRecvByteBufAllocator(new FixedRecvByteBufAllocator(batches ? this.maxLength * batch : this.maxLength));
		channel.pipeline()
			.addLast(new DatagramHandler(this.protocol, this.traffic, name(), this.underWay,
					listener().maxConnections()));
	}

	private static int loops(EventLoopGroup group) {
		int count = 0;
		for (EventExecutor executor : group) {
			count += (executor != null) ? 1 : 0;
		}
		return count;
	}

	@Override
	CompletableFuture<Void> unbind() {
		CompletableFuture<?>[] closed = this.bound.stream().map((channel) -> {
			CompletableFuture<Void> future = new CompletableFuture<>();
			channel.close().addListener((done) -> future.complete(null));
			return future;
		}).toArray(CompletableFuture[]::new);
		this.bound.clear();
		return CompletableFuture.allOf(closed);
	}

}
