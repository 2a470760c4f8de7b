package dev.torsion.names.tsig;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A message without the signature at its end.
 */
public final class UnsignedMessage {

	private static final int HEADER = 12;

	private static final int ADDITIONAL_COUNT = 10;

	private UnsignedMessage() {
	}

	/**
	 * Takes the last record away.
	 * @param message a message that was read before, so that it is well-formed, with at
	 * least one additional record
	 * @return a copy without it
	 */
	public static byte[] of(byte[] message) {
		ByteBuffer in = ByteBuffer.wrap(message);
		int questions = in.getShort(4) & 0xffff;
		int records = (in.getShort(6) & 0xffff) + (in.getShort(8) & 0xffff) + (in.getShort(ADDITIONAL_COUNT) & 0xffff);
		in.position(HEADER);
		for (int i = 0; i < questions; i++) {
			skipName(in);
			in.position(in.position() + 4);
		}
		for (int i = 0; i < records - 1; i++) {
			skipName(in);
			in.position(in.position() + 8);
			int length = in.getShort() & 0xffff;
			in.position(in.position() + length);
		}
		ByteBuffer unsigned = ByteBuffer.wrap(Arrays.copyOf(message, in.position()));
		unsigned.putShort(ADDITIONAL_COUNT, (short) (in.getShort(ADDITIONAL_COUNT) - 1));
		return unsigned.array();
	}

	private static void skipName(ByteBuffer in) {
		int length = in.get() & 0xff;
		while (length > 0 && length < 0xc0) {
			in.position(in.position() + length);
			length = in.get() & 0xff;
		}
		if (length != 0) {
			in.get();
		}
	}

}
