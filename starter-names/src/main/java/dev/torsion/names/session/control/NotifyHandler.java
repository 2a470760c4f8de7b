package dev.torsion.names.session.control;

import dev.torsion.names.client.transfer.Secondaries;
import dev.torsion.names.client.transfer.Secondary;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;

/**
 * Hears that a zone of another server has changed, RFC 1996.
 */
public final class NotifyHandler implements ControlHandler {

	private static final Log logger = LogFactory.getLog(NotifyHandler.class);

	private final Secondaries secondaries;

	/**
	 * Creates the handler.
	 * @param secondaries the zones that are copied
	 */
	public NotifyHandler(Secondaries secondaries) {
		this.secondaries = secondaries;
	}

	@Override
	public boolean supports(int opcode, int type) {
		return opcode == Opcode.NOTIFY;
	}

	@Override
	public Flux<byte[]> handle(ControlRequest request) {
		Message message = request.message();
		Record question = message.getQuestion();
		if (message.getHeader().getCount(Section.QUESTION) != 1 || question.getType() != Type.SOA) {
			return Replies.of(request, Rcode.FORMERR);
		}
		WireName origin = Records.name(question.getName());
		Secondary secondary = (question.getDClass() == DClass.IN) ? this.secondaries.find(origin) : null;
		if (secondary == null) {
			return Replies.of(request, Rcode.NOTAUTH);
		}
		if (!secondary.isTold(request.client(), request.key())) {
			logger.debug("Refused the notice of " + origin + " by " + request);
			return Replies.of(request, Rcode.REFUSED);
		}
		this.secondaries.notified(origin);
		return Flux.just(Replies.bytes(message, Rcode.NOERROR, true));
	}

}
