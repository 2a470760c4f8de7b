package dev.torsion.mail.crash;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A message, all of which follows from a seed and its number.
 *
 * @param seed the seed
 * @param id its number, which is its Message-ID
 * @param form how it is sent
 * @param lmtp whether it is sent by LMTP
 * @param recipients whom it is for
 * @param size how long it is, about
 */
record Letter(long seed, long id, Form form, boolean lmtp, List<String> recipients, int size) {

	static final String ID_END = "@there.example>";

	static final String ID = "Message-ID: <";

	private static final int SMALL = 8 * 1024;

	private static final int LARGE = 300 * 1024;

	/** A letter of a client that sends by LMTP if its number says so. */
	static Letter of(long seed, long id) {
		Random random = random(seed, id);
		List<String> users = new ArrayList<>(MailProcess.USERS);
		Collections.shuffle(users, random);
		int recipients = Math.max(1, random.nextInt(5) - 1);
		int size = 100 + random.nextInt((random.nextInt(10) > 0) ? SMALL : LARGE);
		return new Letter(seed, id, Form.values()[random.nextInt(Form.values().length)], isLmtp(id),
				List.copyOf(users.subList(0, recipients)), size);
	}

	/** Each client sends ten thousand at most. */
	static boolean isLmtp(long id) {
		return id / 10_000 % 3 == 0;
	}

	private static Random random(long seed, long id) {
		return new Random(31 * seed + id);
	}

	byte[] content() {
		Random random = random(this.seed, this.id);
		ByteArrayOutputStream content = new ByteArrayOutputStream(this.size + 256);
		content.writeBytes(ascii(ID + this.id + ID_END + "\r\nSubject: Letter " + this.id + "\r\n\r\n"));
		while (content.size() < this.size) {
			byte[] line = new byte[random.nextInt(100)];
			random.nextBytes(line);
			if (this.form != Form.BINARY) {
				printable(line);
			}
			content.writeBytes(line);
			content.writeBytes(ascii("\r\n"));
		}
		return content.toByteArray();
	}

	/** Dots begin some lines. */
	private static void printable(byte[] line) {
		for (int i = 0; i < line.length; i++) {
			line[i] = (byte) ('.' + (line[i] & 0x3f));
		}
		if (line.length > 0 && line[0] < 'A') {
			line[0] = '.';
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** How a message is sent. */
	enum Form {

		/** By DATA. */
		DATA,

		/** By BDAT. */
		CHUNKS,

		/** By BDAT, with bytes of any kind and line ends of all kinds. */
		BINARY

	}

}
