package dev.torsion.net.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection of a trusted proxy from the handlers behind until the header of the
 * PROXY protocol has told who the client is. For them the connection becomes active then;
 * of one that ends before they hear nothing.
 */
public final class ProxyHeader extends ChannelInboundHandlerAdapter {

	/**
	 * The most that version 2 may add to the addresses, in bytes: room for the names of a
	 * TLS connection and an identifier. The specification asks for 304.
	 */
	private static final int MAX_EXTENSIONS = 1024;

	private static final Log logger = LogFactory.getLog(ProxyHeader.class);

	private final Duration timeout;

	private final Reception reception;

	private boolean decided;

	private @Nullable Future<?> deadline;

	private ProxyHeader(Duration timeout, Reception reception) {
		this.timeout = timeout;
		this.reception = reception;
	}

	/**
	 * Has a connection wait for its header. Called while its pipeline is set up.
	 * @param pipeline the pipeline
	 * @param after the name of the handler after which to wait
	 * @param timeout how long the header may take
	 * @param reception told what comes of it, on the event loop
	 */
	public static void await(ChannelPipeline pipeline, String after, Duration timeout, Reception reception) {
		pipeline.addAfter(after, null, new ProxyHeader(timeout, reception));
		pipeline.addAfter(after, null, new HAProxyMessageDecoder(MAX_EXTENSIONS));
	}

	/**
	 * What becomes of a connection.
	 */
	public interface Reception {

		/**
		 * The header has come.
		 * @param client who the client is, by its address
		 * @return whether it is let in; if not, nothing of what it sends gets through
		 */
		boolean arrived(Client client);

		/**
		 * There is no header, or no right one, or it did not come in time: the connection
		 * is closed.
		 */
		void failed();

	}

	/**
	 * The client of a proxy.
	 *
	 * @param address its address; {@code null} if the proxy does not say
	 * @param proxy whether it is the proxy itself, who looks after our health
	 */
	public record Client(@Nullable InetSocketAddress address, boolean proxy) {

		static Client of(HAProxyMessage header) {
			boolean proxy = header.command() == HAProxyCommand.LOCAL;
			byte[] address = (proxy || header.sourceAddress() == null) ? null
					: NetUtil.createByteArrayFromIpAddressString(header.sourceAddress());
			try {
				return new Client(
						(address != null)
								? new InetSocketAddress(InetAddress.getByAddress(address), header.sourcePort()) : null,
						proxy);
			}
			catch (UnknownHostException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.deadline = context.executor()
			.schedule(() -> fail(context), this.timeout.toMillis(), TimeUnit.MILLISECONDS);
		context.read();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.decided || !(message instanceof HAProxyMessage header)) {
			ReferenceCountUtil.release(message);
			return;
		}
		Client client = Client.of(header);
		header.release();
		decide();
		if (this.reception.arrived(client)) {
			context.fireChannelActive();
			context.pipeline().remove(this);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		// The decoder has asked for more.
	}

	/**
	 * A peer that stops sending, and an application that stops, end what has not begun.
	 */
	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.close();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException) {
			// A proxy that looks whether somebody listens may leave by a reset.
			context.close();
			return;
		}
		logger.debug("No header of a proxy from " + context.channel().remoteAddress() + ": " + cause);
		fail(context);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		decide();
	}

	private void fail(ChannelHandlerContext context) {
		if (!this.decided) {
			decide();
			this.reception.failed();
		}
		context.close();
	}

	private void decide() {
		this.decided = true;
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
	}

}
