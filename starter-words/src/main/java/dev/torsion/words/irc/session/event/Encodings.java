package dev.torsion.words.irc.session.event;

import java.util.Arrays;
import java.util.List;

import dev.torsion.words.ChatEvent;
import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one event as bytes, once for each set of capabilities that makes a
 * difference. For one thread; to be released when all were told.
 */
public final class Encodings {

	private static final int SIZE = 512;

	private final ChatEvent event;

	private final long relevant;

	private long[] keys = new long[4];

	private @Nullable ByteBuf[] encoded = new ByteBuf[4];

	private int count;

	/**
	 * Has nothing encoded yet.
	 * @param event what has happened
	 */
	public Encodings(ChatEvent event) {
		this.event = event;
		this.relevant = EventLines.relevant(event);
	}

	/**
	 * The bytes for a client.
	 * @param caps the bits of the capabilities that it has
	 * @return a view of the bytes, which the caller owns; {@code null} if it is not told
	 */
	public @Nullable ByteBuf bytes(long caps) {
		long key = caps & this.relevant;
		for (int i = 0; i < this.count; i++) {
			if (this.keys[i] == key) {
				return view(this.encoded[i]);
			}
		}
		if (this.count == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, this.count * 2);
			this.encoded = Arrays.copyOf(this.encoded, this.count * 2);
		}
		this.keys[this.count] = key;
		this.encoded[this.count] = encode(EventLines.of(this.event, key));
		return view(this.encoded[this.count++]);
	}

	private static @Nullable ByteBuf view(@Nullable ByteBuf bytes) {
		return (bytes != null && bytes.isReadable()) ? bytes.retainedDuplicate() : null;
	}

	private static ByteBuf encode(List<IrcMessage> lines) {
		if (lines.isEmpty()) {
			return Unpooled.EMPTY_BUFFER;
		}
		ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(SIZE);
		lines.forEach((line) -> IrcWriter.write(line, out));
		return out;
	}

	/**
	 * Gives the bytes back.
	 */
	public void release() {
		for (int i = 0; i < this.count; i++) {
			ByteBuf bytes = this.encoded[i];
			if (bytes != null) {
				bytes.release();
			}
		}
		this.count = 0;
	}

}
