package dev.torsion.names.client.transfer;

import java.io.IOException;
import java.util.function.Predicate;

import dev.torsion.names.tsig.TsigKey;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG.StreamVerifier;

/**
 * A request to a peer, signed if there is a key for that; tells whether messages are the
 * answer to it.
 */
final class PeerRequest {

	private final Message request;

	private final @Nullable StreamVerifier verifier;

	PeerRequest(Message request, @Nullable TsigKey key) {
		this.request = request;
		this.verifier = (key != null) ? key.verifier(key.sign(request)) : null;
	}

	byte[] bytes() {
		return this.request.toWire();
	}

	/**
	 * Reads the next message of the answer.
	 * @param bytes the message
	 * @param last whether it is the last, which has to be signed
	 * @return the message, whose outcome is no error
	 * @throws IOException if it is not the answer, or says no
	 */
	Message read(byte[] bytes, Predicate<Message> last) throws IOException {
		Message answer = new Message(bytes);
		if (answer.getHeader().getID() != this.request.getHeader().getID() || !answer.getHeader().getFlag(Flags.QR)
				|| answer.getHeader().getOpcode() != this.request.getHeader().getOpcode()) {
			throw new TransferException("It answers something else");
		}
		StreamVerifier verifier = this.verifier;
		int error = (verifier != null) ? verifier.verify(answer, bytes, last.test(answer)) : Rcode.NOERROR;
		if (answer.getHeader().getRcode() != Rcode.NOERROR) {
			throw new TransferException("It answers " + Rcode.string(answer.getHeader().getRcode())
					+ ((answer.getTSIG() != null) ? " (" + Rcode.TSIGstring(answer.getTSIG().getError()) + ")" : ""));
		}
		if (error != Rcode.NOERROR) {
			throw new TransferException("Its signature is wrong: " + Rcode.TSIGstring(error));
		}
		if (answer.getHeader().getFlag(Flags.TC)) {
			throw new TransferException("It cuts its answer short");
		}
		return answer;
	}

}
