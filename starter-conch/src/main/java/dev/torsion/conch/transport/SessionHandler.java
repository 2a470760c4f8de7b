package dev.torsion.conch.transport;

import java.util.function.Function;

import dev.torsion.net.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The event loop's side of a session.
 */
final class SessionHandler extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(SessionHandler.class);

	private final Function<Channel, ChannelSession> opener;

	private final Guard guard;

	private @Nullable ChannelSession session;

	/**
	 * Creates the handler of a channel that is not yet active.
	 * @param opener opens the session when it is
	 * @param guard watches over it
	 */
	SessionHandler(Function<Channel, ChannelSession> opener, Guard guard) {
		this.opener = opener;
		this.guard = guard;
	}

	/** Watches over a session on the event loop. */
	interface Guard {

		/** Nobody. */
		Guard NONE = new Guard() {

			@Override
			public boolean accepts(long total) {
				return true;
			}

			@Override
			public void leaving(ChannelSession session) {
				session.channel().close();
			}

		};

		/**
		 * Whether so much may have been sent by now.
		 * @param total how many bytes were received
		 * @return whether it may; the channel is closed if not
		 */
		boolean accepts(long total);

		/**
		 * The application leaves.
		 * @param session the session, to be ended
		 */
		void leaving(ChannelSession session);

	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.session = this.opener.apply(context.channel());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		ChannelSession session = this.session;
		if (session == null || !this.guard.accepts(session.input().total() + bytes.readableBytes())) {
			bytes.release();
			context.close();
			return;
		}
		session.input().add(bytes);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.session != null && context.channel().isActive()) {
			this.session.input().readComplete();
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (this.session != null && context.channel().isWritable()) {
			this.session.output().flush();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event == Connection.LEAVING) {
			leave(context);
		}
		else if (event instanceof ChannelInputShutdownEvent && this.session != null) {
			this.session.input().end();
		}
	}

	private void leave(ChannelHandlerContext context) {
		if (this.session != null) {
			this.guard.leaving(this.session);
		}
		else {
			context.close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.session != null) {
			this.session.inactive();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug(context.channel() + " has failed", cause);
		context.close();
	}

}
