package dev.torsion.words.irc.fuzz;

import java.nio.charset.StandardCharsets;

import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcReader;
import dev.torsion.words.irc.wire.IrcSyntaxException;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as a line: it is refused, or it is the same after it was written and read
 * again, and what is written is one line.
 */
public final class LineFuzzer {

	private LineFuzzer() {
	}

	/**
	 * Reads a line. Called by the fuzzer.
	 * @param input the line without its end
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		IrcMessage message = read(Unpooled.wrappedBuffer(input));
		if (message == null) {
			return;
		}
		ByteBuf out = Unpooled.buffer();
		IrcWriter.write(message, out);
		String line = out.toString(StandardCharsets.UTF_8);
		if (line.indexOf('\r') != line.length() - 2 || line.indexOf('\n') != line.length() - 1
				|| line.indexOf(0) >= 0) {
			throw new IllegalStateException("Not one line: " + line);
		}
		IrcMessage reread = IrcReader.read(line.substring(0, line.length() - 2));
		if (!message.equals(reread) && out.readableBytes() < IrcWriter.MAX_LINE) {
			throw new IllegalStateException("Another message: " + message + ", " + reread);
		}
	}

	private static @Nullable IrcMessage read(ByteBuf line) {
		try {
			return new IrcReader(8191, 510).read(line);
		}
		catch (IrcSyntaxException ex) {
			return null;
		}
	}

}
