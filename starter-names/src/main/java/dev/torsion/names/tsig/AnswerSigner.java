package dev.torsion.names.tsig;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIGRecord;

/**
 * Signs the messages of one answer, each along with the one before it (RFC 8945 section
 * 5.3.1), if the request was signed. To be used by one thread at a time.
 */
public final class AnswerSigner {

	private static final int ADDITIONAL_COUNT = 10;

	private final Signature request;

	private @Nullable TSIGRecord previous;

	private boolean first = true;

	/**
	 * Begins an answer.
	 * @param request the signature of the request
	 */
	public AnswerSigner(Signature request) {
		this.request = request;
		this.previous = request.record();
	}

	/**
	 * Signs the next message.
	 * @param message the message; at most 65,535 bytes along with the signature
	 * @return the signed message; the same if the answer is not to be signed
	 */
	public byte[] sign(byte[] message) {
		TSIGRecord record = this.previous;
		if (record == null || this.request.error() == Rcode.FORMERR) {
			return message;
		}
		TsigKey key = this.request.key();
		// What was forwarded is signed with the id it had first, RFC 8945 section 5.3.1
		TSIGRecord signature = (key != null)
				? key.tsig()
					.generate(new Message(id(message)), message.clone(), this.request.error(), record, this.first)
				: unsigned(record, message);
		this.first = false;
		this.previous = signature;
		return append(message, signature);
	}

	/** The error alone, RFC 8945 section 5.3.2. */
	private TSIGRecord unsigned(TSIGRecord record, byte[] message) {
		return new TSIGRecord(record.getName(), DClass.ANY, 0, record.getAlgorithm(), record.getTimeSigned(),
				record.getFudge(), new byte[0], id(message), this.request.error(), null);
	}

	private static int id(byte[] message) {
		return (message[0] & 0xff) << 8 | (message[1] & 0xff);
	}

	private static byte[] append(byte[] message, TSIGRecord signature) {
		byte[] record = signature.toWire(Section.ADDITIONAL);
		byte[] signed = Arrays.copyOf(message, message.length + record.length);
		System.arraycopy(record, 0, signed, message.length, record.length);
		int count = ((message[ADDITIONAL_COUNT] & 0xff) << 8 | (message[ADDITIONAL_COUNT + 1] & 0xff)) + 1;
		signed[ADDITIONAL_COUNT] = (byte) (count >> 8);
		signed[ADDITIONAL_COUNT + 1] = (byte) count;
		return signed;
	}

}
