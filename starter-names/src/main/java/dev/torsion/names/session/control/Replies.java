package dev.torsion.names.session.control;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import reactor.core.publisher.Flux;

/**
 * Answers that have no more than an outcome.
 */
public final class Replies {

	private static final int PAYLOAD = 1232;

	private static final int HEADER = 12;

	private Replies() {
	}

	/**
	 * Answers a request with its outcome.
	 * @param request the request
	 * @param rcode the outcome
	 * @return the one message of the answer
	 */
	public static Flux<byte[]> of(ControlRequest request, int rcode) {
		return Flux.just(bytes(request.message(), rcode));
	}

	/** The answer, which repeats the question, or the zone of an update. */
	static byte[] bytes(Message request, int rcode) {
		return bytes(request, rcode, false);
	}

	static byte[] bytes(Message request, int rcode, boolean authoritative) {
		Message reply = new Message(request.getHeader().getID());
		Header header = reply.getHeader();
		header.setFlag(Flags.QR);
		header.setOpcode(request.getHeader().getOpcode());
		header.setRcode(rcode & 0xf);
		if (authoritative) {
			header.setFlag(Flags.AA);
		}
		if (request.getHeader().getFlag(Flags.RD)) {
			header.setFlag(Flags.RD);
		}
		Record question = request.getQuestion();
		if (question != null) {
			reply.addRecord(question, Section.QUESTION);
		}
		if (request.getOPT() != null) {
			reply.addRecord(new OPTRecord(PAYLOAD, rcode >> 4, 0), Section.ADDITIONAL);
		}
		return reply.toWire();
	}

	/** The answer to a request of which not more than the header can be read. */
	static byte[] ofHeader(byte[] request, int rcode) {
		byte[] reply = new byte[HEADER];
		reply[0] = request[0];
		reply[1] = request[1];
		reply[2] = (byte) (0x80 | (request[2] & 0x79));
		reply[3] = (byte) rcode;
		return reply;
	}

}
