package dev.torsion.words.irc.client.session;

import java.util.List;
import java.util.Map;

import dev.torsion.words.irc.wire.IrcMessage;
import dev.torsion.words.irc.wire.IrcWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.springframework.util.Assert;

/**
 * What the application wants to send: refused where it would be another line than the one
 * it looks like, whoever has written the text in it.
 */
final class Outgoing {

	/** With the end of the line. */
	private static final int MAX_LINE = IrcWriter.MAX_LINE + 2;

	/** The {@code @} and the space behind are not counted, as message-tags has it. */
	private static final int MAX_TAGS = 4094;

	private Outgoing() {
	}

	/**
	 * Checks a message.
	 * @param message the message
	 * @return the message
	 * @throws IllegalArgumentException if it cannot be sent as it is
	 */
	static IrcMessage check(IrcMessage message) {
		Assert.isTrue(message.source() == null, "A client names no source");
		Assert.isTrue(message.command().matches("[A-Za-z]+|[0-9]{3}"), "This is no command");
		List<String> parameters = message.parameters();
		for (int i = 0; i < parameters.size(); i++) {
			text(parameters.get(i));
			Assert.isTrue(i == parameters.size() - 1 || isWord(parameters.get(i)),
					"Only the last parameter may be empty, begin with a colon or have spaces in it");
		}
		Assert.isTrue(length(message) <= MAX_LINE, "The line is longer than 512 bytes");
		tags(message.tags());
		return message;
	}

	/**
	 * Checks a name: of a channel, somebody, an account.
	 * @param name the name
	 * @return the name
	 * @throws IllegalArgumentException if it is none
	 */
	static String name(String name) {
		text(name);
		Assert.isTrue(isWord(name), "A name must not be empty, begin with a colon or have spaces in it");
		return name;
	}

	/**
	 * Checks a text.
	 * @param text the text
	 * @return the text
	 * @throws IllegalArgumentException if it has more than one line
	 */
	static String text(String text) {
		Assert.isTrue(text.indexOf('\r') < 0 && text.indexOf('\n') < 0 && text.indexOf(0) < 0,
				"A text must be one line, and have no NUL in it");
		return text;
	}

	private static boolean isWord(String text) {
		return !text.isEmpty() && text.charAt(0) != ':' && text.indexOf(' ') < 0;
	}

	private static void tags(Map<String, String> tags) {
		if (tags.isEmpty()) {
			return;
		}
		tags.forEach((name, value) -> {
			Assert.isTrue(name.matches("\\+?[A-Za-z0-9./-]+"), "This is no name of a tag");
			Assert.isTrue(value.indexOf(0) < 0, "The value of a tag must have no NUL in it");
		});
		ByteBuf out = Unpooled.buffer();
		IrcWriter.writeTags(tags, out);
		Assert.isTrue(out.readableBytes() <= MAX_TAGS + 2, "The tags are too long");
	}

	private static int length(IrcMessage message) {
		int length = message.command().length() + 2;
		for (String parameter : message.parameters()) {
			length += 1 + ByteBufUtil.utf8Bytes(parameter);
		}
		int last = message.size() - 1;
		return (last >= 0 && !isWord(message.parameter(last))) ? length + 1 : length;
	}

}
