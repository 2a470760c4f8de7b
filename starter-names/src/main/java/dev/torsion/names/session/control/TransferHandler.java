package dev.torsion.names.session.control;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import dev.torsion.names.session.ZoneSelector;
import dev.torsion.names.wire.Edns;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.ResponseWriter;
import dev.torsion.names.wire.SearchName;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.Zone;
import dev.torsion.names.zone.ZoneSet;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives whole zones to whom they are allowed (AXFR, RFC 5936). Who asks for what has
 * changed (IXFR, RFC 1995) gets the whole zone too, or is told that nothing has.
 */
public final class TransferHandler implements ControlHandler {

	private static final Log logger = LogFactory.getLog(TransferHandler.class);

	/** Over UDP no answer is longer, so that no path breaks it into pieces. */
	private static final int PAYLOAD = 1232;

	/** Refusals beyond these are logged for debugging only. */
	private static final int MAX_LOGGED = 1000;

	private final ZoneSelector selector;

	private final Map<WireName, AccessList> allowed;

	private final TransferSettings settings;

	private final EventLoop loop;

	private final AtomicInteger underWay = new AtomicInteger();

	private final Set<String> logged = Collections.newSetFromMap(new ConcurrentHashMap<>());

	/**
	 * Creates the handler.
	 * @param selector chooses the zones for a client
	 * @param allowed who may have a zone, by its name; nobody those that are not there
	 * @param settings the bounds
	 * @param loop measures time
	 */
	public TransferHandler(ZoneSelector selector, Map<WireName, AccessList> allowed, TransferSettings settings,
			EventLoop loop) {
		this.selector = selector;
		this.allowed = Map.copyOf(allowed);
		this.settings = settings;
		this.loop = loop;
	}

	@Override
	public boolean supports(int opcode, int type) {
		return opcode == Opcode.QUERY && (type == Type.AXFR || type == Type.IXFR);
	}

	@Override
	public Flux<byte[]> handle(ControlRequest request) {
		Record question = request.message().getQuestion();
		if (question.getDClass() != DClass.IN) {
			return Replies.of(request, Rcode.NOTAUTH);
		}
		WireName origin = Records.name(question.getName());
		SearchName name = new SearchName();
		name.load(origin);
		ZoneSet.Slot slot = this.selector.zones(request.client(), request.origin().listener())
			.find(name, RecordTypes.SOA);
		if (slot == null || !slot.origin().equals(origin)) {
			return Replies.of(request, Rcode.NOTAUTH);
		}
		if (!this.allowed.getOrDefault(origin, AccessList.NOBODY).permits(request.client(), request.key())) {
			logRefusal(request, origin);
			return Replies.of(request, Rcode.REFUSED);
		}
		Zone zone = slot.zone();
		return (zone == null) ? Replies.of(request, Rcode.SERVFAIL) : transfer(request, zone);
	}

	private void logRefusal(ControlRequest request, WireName origin) {
		String refusal = "Refused to transfer " + origin + " to " + request + ", as 'allow-transfer' of the zone wants";
		if (this.logged.size() < MAX_LOGGED && this.logged.add(refusal)) {
			logger.info(refusal);
		}
		else {
			logger.debug(refusal);
		}
	}

	private Flux<byte[]> transfer(ControlRequest request, Zone zone) {
		boolean incremental = request.message().getQuestion().getType() == Type.IXFR;
		if (incremental && (request.origin().isDatagram() || !isNewer(zone, request))) {
			return Flux.just(ZoneMessages.current(zone, request.bytes(), limit(request)));
		}
		if (!request.origin().isStream()) {
			return Replies.of(request, Rcode.REFUSED);
		}
		return Flux.defer(() -> {
			if (this.underWay.incrementAndGet() > this.settings.maxOutgoing()) {
				this.underWay.decrementAndGet();
				logger.info(request + " has to wait for " + zone.origin() + ": as many transfers are under way as "
						+ "'network.names.transfers.max-outgoing' allows");
				return Replies.of(request, Rcode.SERVFAIL);
			}
			return messages(request, zone).doFinally((signal) -> this.underWay.decrementAndGet());
		});
	}

	private Flux<byte[]> messages(ControlRequest request, Zone zone) {
		Mono<byte[]> tooLate = this.loop.after(this.settings.maxTime())
			.then(Mono.error(() -> new TimeoutException("It took too long to transfer " + zone.origin())));
		return Flux.fromIterable(() -> new ZoneMessages(zone, request.bytes(), limit(request)))
			.takeUntilOther(tooLate)
			.doOnError((ex) -> logger.info("Failed to transfer " + zone + " to " + request + ": " + ex.getMessage()))
			.doOnComplete(() -> logger.info("Transferred " + zone + " to " + request));
	}

	/** Whether the zone is newer than the one that the client has. */
	private static boolean isNewer(Zone zone, ControlRequest request) {
		List<Record> authority = request.message().getSection(Section.AUTHORITY);
		return authority.isEmpty() || !(authority.get(0) instanceof SOARecord soa)
				|| SerialNumbers.isNewer(zone.serial(), (int) soa.getSerial());
	}

	private static int limit(ControlRequest request) {
		int reserved = request.origin().reserved();
		if (!request.origin().isDatagram()) {
			return ResponseWriter.MAX_LENGTH - reserved;
		}
		OPTRecord opt = request.message().getOPT();
		int payload = (opt != null) ? Math.max(Edns.MIN_PAYLOAD, opt.getPayloadSize()) : Edns.MIN_PAYLOAD;
		return Math.min(payload, PAYLOAD) - reserved;
	}

}
