package dev.torsion.mail.smtp.fuzz;

import java.nio.charset.StandardCharsets;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.mail.smtp.wire.CommandLine;
import dev.torsion.mail.smtp.wire.PathArgument;
import io.netty.buffer.Unpooled;

/**
 * Any bytes as a path and its parameters: it is refused, or it is the same after it was
 * written and read again.
 */
public final class AddressFuzzer {

	private AddressFuzzer() {
	}

	/**
	 * Reads a path. Called by the fuzzer.
	 * @param input what follows {@code FROM:}
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		MailAddress address;
		try {
			String text = CommandLine.read(Unpooled.wrappedBuffer("FROM:".getBytes(StandardCharsets.US_ASCII), input));
			address = PathArgument.ofMail(text).address();
		}
		catch (MailRefusedException ex) {
			return;
		}
		if (address != null && !address.equals(PathArgument.ofRecipient("TO:<" + address + ">").address())) {
			throw new IllegalStateException("Another address: " + address);
		}
	}

}
