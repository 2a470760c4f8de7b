package dev.torsion.words.websocket;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.socket.WebSocketMessage;

/**
 * What lines are sent in.
 */
enum FrameType {

	TEXT(WebSocketMessage.Type.TEXT) {

		/** Browsers end a connection on which text comes that is no UTF-8. */
		@Override
		ByteBuf payload(ByteBuf line) {
			if (ByteBufUtil.isText(line, StandardCharsets.UTF_8)) {
				return line;
			}
			try {
				return Unpooled.copiedBuffer(line.toString(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
			}
			finally {
				line.release();
			}
		}

	},

	BINARY(WebSocketMessage.Type.BINARY) {

		@Override
		ByteBuf payload(ByteBuf line) {
			return line;
		}

	};

	private final WebSocketMessage.Type type;

	FrameType(WebSocketMessage.Type type) {
		this.type = type;
	}

	/**
	 * The type that was agreed upon.
	 * @param subprotocol the subprotocol, {@code null} for none
	 */
	static FrameType of(@Nullable String subprotocol) {
		return (subprotocol != null && subprotocol.startsWith("binary.")) ? BINARY : TEXT;
	}

	WebSocketMessage.Type type() {
		return this.type;
	}

	abstract ByteBuf payload(ByteBuf line);

	/**
	 * Takes lines apart. Empty ones are left out.
	 * @param lines the lines, of which this is the owner from here on
	 * @param frames takes over the payload of each
	 */
	void split(ByteBuf lines, Consumer<ByteBuf> frames) {
		try {
			while (lines.isReadable()) {
				int length = lines.bytesBefore((byte) '\n');
				ByteBuf line = lines.readRetainedSlice((length < 0) ? lines.readableBytes() : length);
				lines.skipBytes((length < 0) ? 0 : 1);
				int end = line.writerIndex();
				if (end > 0 && line.getByte(end - 1) == '\r') {
					line.writerIndex(end - 1);
				}
				if (line.isReadable()) {
					frames.accept(payload(line));
				}
				else {
					line.release();
				}
			}
		}
		finally {
			lines.release();
		}
	}

}
