package dev.torsion.names.session.update;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.names.DnsUpdate;
import dev.torsion.names.DnsUpdatePolicy;
import dev.torsion.names.session.control.ControlHandler;
import dev.torsion.names.session.control.ControlRequest;
import dev.torsion.names.session.control.Replies;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneLimits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes zones by messages, RFC 2136. Those of other servers are not passed on to them.
 */
public final class UpdateHandler implements ControlHandler {

	private static final Log logger = LogFactory.getLog(UpdateHandler.class);

	private final JournaledUpdates updates;

	private final DnsUpdatePolicy policy;

	private final ZoneLimits limits;

	/**
	 * Creates the handler, which lets names own anything.
	 * @param updates makes the changes
	 * @param policy decides on them
	 */
	public UpdateHandler(JournaledUpdates updates, DnsUpdatePolicy policy) {
		this(updates, policy, ZoneLimits.NONE);
	}

	/**
	 * Creates the handler.
	 * @param updates makes the changes
	 * @param policy decides on them
	 * @param limits how much a name may own after records were added to it
	 */
	public UpdateHandler(JournaledUpdates updates, DnsUpdatePolicy policy, ZoneLimits limits) {
		this.updates = updates;
		this.policy = policy;
		this.limits = limits;
	}

	@Override
	public boolean supports(int opcode, int type) {
		return opcode == Opcode.UPDATE;
	}

	@Override
	public Flux<byte[]> handle(ControlRequest request) {
		return answer(request).onErrorResume(UpdateException.class, (ex) -> Mono.just(ex.rcode()))
			.onErrorResume(RejectedExecutionException.class, (ex) -> Mono.just(Rcode.SERVFAIL))
			.onErrorResume(IOException.class, (ex) -> failed(request, ex))
			.flatMapMany((rcode) -> Replies.of(request, rcode));
	}

	private static Mono<Integer> failed(ControlRequest request, IOException cause) {
		logger.error("Cannot keep the update of " + request.message().getQuestion().getName(), cause);
		return Mono.just(Rcode.SERVFAIL);
	}

	/** In the order of RFC 2136 section 3, but nothing is told to who may not update. */
	private Mono<Integer> answer(ControlRequest request) {
		Message message = request.message();
		Record zone = message.getQuestion();
		if (message.getHeader().getCount(Section.ZONE) != 1 || zone.getType() != Type.SOA) {
			return Mono.just(Rcode.FORMERR);
		}
		WireName origin = Records.name(zone.getName());
		if (zone.getDClass() != DClass.IN) {
			return Mono.just(Rcode.NOTAUTH);
		}
		if (this.updates.isSecondary(origin)) {
			return Mono.just(Rcode.REFUSED);
		}
		return this.updates.find(origin)
			.flatMap((current) -> permitted(request, zone.getName())
				.flatMap((permitted) -> permitted ? update(request, origin) : Mono.just(refused(request, origin))))
			.defaultIfEmpty(Rcode.NOTAUTH);
	}

	private Mono<Boolean> permitted(ControlRequest request, Name zone) {
		List<DnsUpdate.Change> changes = new ArrayList<>();
		for (Record record : request.message().getSection(Section.UPDATE)) {
			changes.add(new DnsUpdate.Change(record.getName(), record.getType(), record.getDClass() != DClass.IN));
		}
		return this.policy.permits(new DnsUpdate(zone, request.client(), request.key(), changes)).defaultIfEmpty(false);
	}

	private static int refused(ControlRequest request, WireName origin) {
		logger.debug("Refused the update of " + origin + " by " + request);
		return Rcode.REFUSED;
	}

	private Mono<Integer> update(ControlRequest request, WireName origin) {
		List<Record> prerequisites = request.message().getSection(Section.PREREQ);
		List<Record> records = request.message().getSection(Section.UPDATE);
		return this.updates.apply(origin, (zone) -> {
			Prerequisites.check(origin, prerequisites, zone);
			UpdateRecords.scan(origin, records);
			UpdateRecords.apply(records, zone, origin);
			UpdateRecords.limit(records, zone, this.limits);
		}).map((changed) -> updated(request, changed));
	}

	private static int updated(ControlRequest request, Zone changed) {
		logger.debug(request + " has updated " + changed);
		return Rcode.NOERROR;
	}

}
