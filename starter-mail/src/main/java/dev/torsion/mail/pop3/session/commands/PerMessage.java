package dev.torsion.mail.pop3.session.commands;

import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.function.IntFunction;

import dev.torsion.mail.pop3.session.maildrop.Maildrop;
import dev.torsion.mail.pop3.session.reply.Pop3Reply;

/**
 * A line about one message, or about each.
 */
final class PerMessage {

	private PerMessage() {
	}

	static Pop3Reply of(Maildrop maildrop, String argument, String all, IntFunction<String> line) {
		if (!argument.isBlank()) {
			return Pop3Reply.ok(line.apply(maildrop.find(argument.strip())));
		}
		PrimitiveIterator.OfInt numbers = maildrop.numbers();
		return Pop3Reply.lines(all, new Iterator<String>() {

			@Override
			public boolean hasNext() {
				return numbers.hasNext();
			}

			@Override
			public String next() {
				return line.apply(numbers.nextInt());
			}

		});
	}

}
