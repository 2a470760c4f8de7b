package dev.torsion.names.session;

import java.util.List;
import java.util.stream.Stream;

import dev.torsion.names.DnsExchange;
import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsHandler;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.session.limit.FailureLog;
import dev.torsion.names.wire.Query;
import dev.torsion.names.wire.RecordTypes;
import dev.torsion.names.wire.ServerCookies;
import dev.torsion.names.zone.Records;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Rcode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers messages, however they came: the one way from bytes to bytes. Queries that only
 * zones have a say in are answered at once, on the thread that brings them. Safe for use
 * by many threads.
 */
public final class NameServer {

	private static final Log logger = LogFactory.getLog(NameServer.class);

	private final ServerSettings settings;

	private final ZoneHandler zones;

	private final Chain chain;

	private final List<MessageHandler> messages;

	private final ResponseFormat format;

	private final ResponseLimit limit;

	private final Denial denial;

	private final Chaos chaos;

	private final QueryCounts counts = new QueryCounts();

	private final FailureLog failures = new FailureLog(logger, System::nanoTime);

	/**
	 * Creates the server.
	 * @param settings what it says of itself, and its limits
	 * @param selector chooses the zones for a client
	 * @param filters see all queries, in this order
	 * @param handlers answer queries, in this order, those below {@link DnsHandler#ZONES}
	 * before the zones
	 * @param messages handle what is no plain query
	 */
	public NameServer(ServerSettings settings, ZoneSelector selector, List<DnsFilter> filters,
			List<DnsHandler> handlers, List<MessageHandler> messages) {
		this.settings = settings;
		this.zones = handlers.stream()
			.filter(ZoneHandler.class::isInstance)
			.map(ZoneHandler.class::cast)
			.findFirst()
			.orElseGet(() -> new ZoneHandler(selector));
		this.chain = new Chain(filters, handlers.contains(this.zones) ? handlers
				: Stream.concat(handlers.stream(), Stream.of(this.zones)).toList());
		this.messages = List.copyOf(messages);
		this.format = new ResponseFormat(settings, this.counts);
		this.limit = new ResponseLimit(settings);
		this.denial = new Denial(selector);
		this.chaos = new Chaos(settings);
	}

	/**
	 * What has been answered so far.
	 * @return the counts
	 */
	public QueryCounts counts() {
		return this.counts;
	}

	/**
	 * Answers a message.
	 * @param message the message, valid until this returns
	 * @param origin where it comes from
	 * @return the answer, or the messages of a transfer; after their length if they go
	 * into a stream. Empty for silence; a {@link java.util.concurrent.Callable} if it is
	 * there at once.
	 */
	public Publisher<ByteBuf> answer(ByteBuf message, Origin origin) {
		Worker worker = Worker.current();
		Query.Verdict verdict = worker.query.read(message);
		try {
			return answer(worker, verdict, message, origin);
		}
		catch (RuntimeException ex) {
			this.failures.error("Failed to answer " + worker.query, ex);
			return Mono.just(this.format.answer(worker, origin, Rcode.SERVFAIL, null));
		}
	}

	/**
	 * Answers a message outside a stream; of several only the first is taken.
	 * @param message the message
	 * @param origin where it comes from, not TCP nor TLS
	 * @return the answer; empty for silence
	 */
	public Mono<byte[]> answer(byte[] message, Origin origin) {
		return Flux.from(answer(Unpooled.wrappedBuffer(message), origin)).next().map((answer) -> {
			try {
				return ByteBufUtil.getBytes(answer);
			}
			finally {
				answer.release();
			}
		});
	}

	private Publisher<ByteBuf> answer(Worker worker, Query.Verdict verdict, ByteBuf message, Origin origin) {
		if (verdict == Query.Verdict.IGNORE) {
			this.counts.countIgnored();
			return Mono.empty();
		}
		if (verdict == Query.Verdict.QUERY && worker.query.tsigStart() < 0) {
			return query(worker, message, origin);
		}
		if (verdict == Query.Verdict.QUERY || verdict == Query.Verdict.CONTROL) {
			return control(worker, verdict, message, origin);
		}
		return answer(worker, origin, switch (verdict) {
			case FORMAT_ERROR -> Rcode.FORMERR;
			case BAD_VERSION -> Rcode.BADVERS;
			default -> Rcode.NOTIMP;
		});
	}

	private Mono<ByteBuf> query(Worker worker, ByteBuf message, Origin origin) {
		Query query = worker.query;
		if (this.settings.cookiesRequired() && origin.isDatagram() && !hasCookie(query, origin)) {
			// Without EDNS nobody could read that code, RFC 7873 section 5.2.3
			return Mono.just((query.cookie() != null) ? this.format.answer(worker, origin, Rcode.BADCOOKIE, null)
					: this.format.truncated(worker, origin));
		}
		if (query.dnsClass() != DClass.IN && query.dnsClass() != DClass.ANY) {
			return answer(worker, origin, this.chaos.answer(query));
		}
		if (this.chain.isOnly(this.zones) || isForZones(question(query))) {
			worker.search.find(this.zones.zones(origin), query.name(), query.type(), worker.answer);
			if (this.chain.isLast(this.zones) || isComplete(worker)) {
				return answer(worker, origin);
			}
		}
		return exchange(query, message, origin);
	}

	private boolean isForZones(DnsQuestion question) {
		return this.chain.isFirst(this.zones, question) && !this.chain.isFiltered(question);
	}

	/** Whether no other handler could add to what the zones have. */
	private static boolean isComplete(Worker worker) {
		if (worker.answer.rcode() == Rcode.REFUSED) {
			return false;
		}
		int size = worker.answer.size();
		return size == 0 || worker.answer.set(size - 1).type() != RecordTypes.CNAME;
	}

	private boolean hasCookie(Query query, Origin origin) {
		ServerCookies cookies = this.settings.cookies();
		byte[] cookie = query.cookie();
		return cookies == null || (cookie != null && cookies.isValid(cookie, origin.client().getAddress()));
	}

	private static DnsQuestion question(Query query) {
		return new DnsQuestion(Records.name(query.name().from(0)), query.type(), DClass.IN);
	}

	private Mono<ByteBuf> exchange(Query query, ByteBuf message, Origin origin) {
		DnsExchange exchange = new DnsExchange(question(query), origin.client(), origin.transport(), origin.listener(),
				query.recursionDesired(), query.checkingDisabled(), query.edns());
		ByteBuf kept = Unpooled.wrappedBuffer(ByteBufUtil.getBytes(message));
		return this.chain.handle(exchange)
			.timeout(this.settings.queryTimeout())
			.flatMap((response) -> answer(kept, origin, this.denial.complete(exchange, response)))
			.onErrorResume((ex) -> {
				this.failures.error("Failed to answer " + exchange.question(), ex);
				return answer(kept, origin, DnsResponse.serverFailure());
			});
	}

	/** On whatever thread has the answer, and long after the query was looked at. */
	private Mono<ByteBuf> answer(ByteBuf message, Origin origin, DnsResponse response) {
		Worker worker = Worker.current();
		worker.query.read(message);
		return answer(worker, origin, response);
	}

	private boolean offersRecursion(Origin origin) {
		return this.chain.offersRecursion(origin.client().getAddress());
	}

	private Mono<ByteBuf> answer(Worker worker, Origin origin) {
		return switch (this.limit.check(worker, origin)) {
			case ANSWER -> Mono.just(this.format.answer(worker, origin, offersRecursion(origin)));
			case SLIP -> Mono.just(this.format.truncated(worker, origin));
			case DROP -> Mono.empty();
		};
	}

	private Mono<ByteBuf> answer(Worker worker, Origin origin, int rcode) {
		return switch (this.limit.check(worker, origin, rcode)) {
			case ANSWER -> Mono.just(this.format.answer(worker, origin, rcode, null));
			case SLIP -> Mono.just(this.format.truncated(worker, origin));
			case DROP -> Mono.empty();
		};
	}

	private Mono<ByteBuf> answer(Worker worker, Origin origin, DnsResponse response) {
		return switch (this.limit.check(worker, origin, response)) {
			case ANSWER -> Mono.just(this.format.answer(worker, origin, response, offersRecursion(origin)));
			case SLIP -> Mono.just(this.format.truncated(worker, origin));
			case DROP -> Mono.empty();
		};
	}

	private Publisher<ByteBuf> control(Worker worker, Query.Verdict verdict, ByteBuf message, Origin origin) {
		for (MessageHandler handler : this.messages) {
			if (handler.supports(worker.query)) {
				byte[] kept = ByteBufUtil.getBytes(message);
				return Flux.defer(() -> handler.handle(kept, origin, this)).switchOnFirst((first, all) -> {
					byte[] answer = first.get();
					// Signed queries come here once more, and are counted then
					if (answer != null && verdict == Query.Verdict.CONTROL) {
						this.counts.count(origin.transport(), answer[3] & 0xf);
					}
					return all;
				}).map((bytes) -> {
					ByteBuf out = ByteBufAllocator.DEFAULT.buffer(bytes.length + 2);
					return (origin.isStream() ? out.writeShort(bytes.length) : out).writeBytes(bytes);
				});
			}
		}
		boolean query = worker.query.opcode() == 0 && !(origin.isDatagram() && worker.query.type() == RecordTypes.AXFR);
		return Mono.just(this.format.answer(worker, origin, query ? Rcode.REFUSED : Rcode.NOTIMP,
				query ? ExtendedError.PROHIBITED : null));
	}

}
