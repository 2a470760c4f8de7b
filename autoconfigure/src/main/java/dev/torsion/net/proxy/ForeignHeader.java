package dev.torsion.net.proxy;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Refuses a peer that nobody trusts and that pretends to be a proxy. Nothing is held back
 * to find out, because a protocol may have to answer what looks like the beginning of a
 * header (an empty line does); it is the last byte of a signature that does not get
 * through.
 */
public final class ForeignHeader extends ChannelInboundHandlerAdapter {

	private static final byte[][] SIGNATURES = { "PROXY ".getBytes(StandardCharsets.US_ASCII),
			"\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII) };

	private final Runnable found;

	private final boolean[] impossible = new boolean[SIGNATURES.length];

	private int seen;

	private boolean refused;

	/**
	 * Creates the handler of one connection.
	 * @param found called when the peer has pretended; the connection is closed then
	 */
	public ForeignHeader(Runnable found) {
		this.found = found;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf bytes = (ByteBuf) message;
		if (this.refused || isHeader(bytes)) {
			bytes.release();
			refuse(context);
			return;
		}
		if (isDecided()) {
			context.pipeline().remove(this);
		}
		context.fireChannelRead(bytes);
	}

	private boolean isHeader(ByteBuf bytes) {
		for (int i = bytes.readerIndex(); i < bytes.writerIndex() && !isDecided(); i++) {
			for (int s = 0; s < SIGNATURES.length; s++) {
				byte[] signature = SIGNATURES[s];
				this.impossible[s] = this.impossible[s] || signature[this.seen] != bytes.getByte(i);
				if (!this.impossible[s] && this.seen == signature.length - 1) {
					return true;
				}
			}
			this.seen++;
		}
		return false;
	}

	private boolean isDecided() {
		return this.impossible[0] && this.impossible[1];
	}

	private void refuse(ChannelHandlerContext context) {
		if (!this.refused) {
			this.refused = true;
			this.found.run();
			context.close();
		}
	}

}
