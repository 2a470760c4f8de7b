package dev.torsion.names.client.transfer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.torsion.names.store.Turns;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.WireName;
import dev.torsion.names.zone.Records;
import dev.torsion.names.zone.SerialNumbers;
import dev.torsion.names.zone.Zone;
import dev.torsion.net.EventLoop;
import dev.torsion.net.NetworkConnector;
import dev.torsion.net.Target;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

/**
 * Talks with other servers about zones. Safe for use by many threads.
 */
public final class TransferClient {

	/** More than any server has zones. */
	private static final int MAX_WAITING = 100_000;

	private final NetworkConnector connector;

	private final EventLoop loop;

	private final TransferLimits limits;

	private final Turns turns;

	/**
	 * Creates the client.
	 * @param connector makes connections
	 * @param loop measures time, and lends threads for large zones
	 * @param limits the bounds
	 */
	public TransferClient(NetworkConnector connector, EventLoop loop, TransferLimits limits) {
		this.connector = connector;
		this.loop = loop;
		this.limits = limits;
		this.turns = new Turns(limits.maxIncoming(), MAX_WAITING);
	}

	/**
	 * Fetches a zone if there is a newer one.
	 * @param peer the server that has it
	 * @param origin the name of the zone
	 * @param current the zone that we have, {@code null} if we have none
	 * @return the new zone; empty if ours is the newest. Fails with an
	 * {@link java.io.IOException} if the server is not to be had, or does not give the
	 * zone
	 */
	public Mono<Zone> fetch(Peer peer, WireName origin, @Nullable Zone current) {
		return this.turns.take(connected(peer,
				(conversation) -> serial(conversation, peer, origin)
					.flatMap((serial) -> (current == null || SerialNumbers.isNewer(serial, current.serial()))
							? transfer(conversation, peer, origin) : Mono.empty()))
			.timeout(this.limits.maxTime(), this.loop.scheduler()));
	}

	/**
	 * Tells a server that a zone has changed, RFC 1996.
	 * @param peer the server
	 * @param zone the zone
	 * @return completes when the server has understood; fails with an
	 * {@link java.io.IOException} if it has not
	 */
	public Mono<Void> notify(Peer peer, Zone zone) {
		return connected(peer, (conversation) -> {
			Name name = Records.name(zone.origin());
			Message notice = message(name, Type.SOA);
			notice.getHeader().setOpcode(Opcode.NOTIFY);
			notice.getHeader().setFlag(Flags.AA);
			Records.records(zone.origin(), zone.soa()).forEach((soa) -> notice.addRecord(soa, Section.ANSWER));
			PeerRequest request = new PeerRequest(notice, peer.key());
			return conversation.ask(request.bytes(), (bytes) -> {
				request.read(bytes, (message) -> true);
				return true;
			});
		}).timeout(this.limits.timeout(), this.loop.scheduler());
	}

	private <T> Mono<T> connected(Peer peer, Function<ServerConversation, Mono<T>> exchange) {
		Target target = Target.to(peer.address().getAddress().getHostAddress(), peer.address().getPort())
			.withConnectTimeout(this.limits.timeout())
			.withIdleTimeout(this.limits.timeout());
		return Mono.usingWhen(this.connector.connect(target, ServerConversation::new), exchange,
				(conversation) -> Mono.fromRunnable(conversation::close));
	}

	private Mono<Integer> serial(ServerConversation conversation, Peer peer, WireName origin) {
		PeerRequest request = new PeerRequest(message(Records.name(origin), Type.SOA), peer.key());
		AtomicInteger serial = new AtomicInteger();
		return conversation.ask(request.bytes(), (bytes) -> {
			Message answer = request.read(bytes, (message) -> true);
			for (Record record : answer.getSection(Section.ANSWER)) {
				if (record instanceof SOARecord soa && Records.name(soa.getName()).equals(origin)) {
					serial.set((int) soa.getSerial());
					return true;
				}
			}
			throw new TransferException("It does not have the zone");
		}).then(Mono.fromCallable(serial::get));
	}

	private Mono<Zone> transfer(ServerConversation conversation, Peer peer, WireName origin) {
		PeerRequest request = new PeerRequest(message(Records.name(origin), RecordTypes.AXFR), peer.key());
		IncomingZone incoming = new IncomingZone(request, origin, this.limits);
		return conversation.ask(request.bytes(), incoming).then(this.loop.blocking(incoming::zone));
	}

	private static Message message(Name name, int type) {
		Message message = new Message();
		message.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
		return message;
	}

}
