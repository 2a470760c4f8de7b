package dev.torsion.names.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.torsion.names.DnsTransport;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * A name server for tests of code that uses DNS: on loopback, on a free port, over UDP
 * and TCP, with the records and the {@link DnsFault faults} that the test gives it. It
 * needs no Spring; {@link MockDnsExtension} runs it for tests with JUnit. Names that it
 * has no record of do not exist. Safe for use by many threads; its own are daemons.
 *
 * <pre>
 * try (MockDns dns = new MockDns().start()) {
 *     dns.record("www.example.org. 300 IN A 10.0.0.1");
 *     dns.fault(DnsFault.drop().times(1));
 *     ...
 * }
 * </pre>
 */
public final class MockDns implements AutoCloseable {

	private static final int MAX_QUERIES = 100_000;

	private final MockRecords records = new MockRecords();

	private final List<Struck> faults = new CopyOnWriteArrayList<>();

	private final List<MockQuery> queries = new ArrayList<>();

	private volatile Function<? super Message, ? extends @Nullable Message> answers = this.records::answer;

	private @Nullable MockSockets sockets;

	/**
	 * Starts on a free port of the loopback address.
	 * @return the server
	 * @throws UncheckedIOException if there is none
	 */
	public MockDns start() {
		return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
	}

	/**
	 * Starts at an address.
	 * @param address the address, with port 0 for any free one
	 * @return the server
	 * @throws UncheckedIOException if that is not possible
	 * @throws IllegalStateException if it has been started
	 */
	public synchronized MockDns start(InetSocketAddress address) {
		if (this.sockets != null) {
			throw new IllegalStateException("The server has been started");
		}
		try {
			this.sockets = new MockSockets(address, this::reply);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No socket at " + address, ex);
		}
	}

	/**
	 * Where the server listens, with both UDP and TCP.
	 * @return the address
	 * @throws IllegalStateException if it has not been started
	 */
	public synchronized InetSocketAddress address() {
		if (this.sockets == null) {
			throw new IllegalStateException("The server has not been started");
		}
		return this.sockets.address();
	}

	/**
	 * The address as {@code network.names.resolver.forward} takes it, such as
	 * {@code 127.0.0.1:35353}; made for {@code DynamicPropertyRegistry.add}.
	 * @return address and port
	 * @throws IllegalStateException if it has not been started
	 */
	public String hostAndPort() {
		InetSocketAddress address = address();
		String host = address.getAddress().getHostAddress();
		return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
	}

	/**
	 * Makes clients of Netty's resolver ask this server, without a cache: for
	 * {@code HttpClient.create().resolver((spec) ->
	 * spec.dnsAddressResolverGroupProvider(dns.netty()))}.
	 * @return what makes the resolver of a client
	 */
	public Function<DnsNameResolverBuilder, DnsAddressResolverGroup> netty() {
		return (builder) -> new DnsAddressResolverGroup(
				builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(address()))
					.resolveCache(NoopDnsCache.INSTANCE));
	}

	/**
	 * Adds records, as a zone file has them: name, TTL (300 if left out), class (IN if
	 * left out), type and data. Names need no dot at their end; {@code *} stands for all
	 * names below.
	 * @param lines the records, such as {@code www.example.org. 300 IN A 10.0.0.1}
	 * @return the server
	 * @throws IllegalArgumentException if one of them is no record
	 */
	public MockDns record(String... lines) {
		List.of(lines).forEach(this.records::add);
		return this;
	}

	/**
	 * Answers from code in the place of the records; the faults strike all the same.
	 * Called on threads of the server.
	 * @param answers makes the answer to a query; {@code null} for none
	 * @return the server
	 */
	public MockDns answer(Function<? super Message, ? extends @Nullable Message> answers) {
		this.answers = answers;
		return this;
	}

	/**
	 * An empty answer to a query, to begin with in {@link #answer}: with its id, its
	 * question, RD, and EDNS if the query has it; RA is set.
	 * @param query the query
	 * @return the answer
	 */
	public static Message answerTo(Message query) {
		return MockRecords.answerTo(query);
	}

	/**
	 * Adds a fault. All those that match a query strike it, in the order in which they
	 * were added.
	 * @param fault the fault
	 * @return the server
	 */
	public MockDns fault(DnsFault fault) {
		this.faults.add(new Struck(fault, new AtomicInteger()));
		return this;
	}

	/**
	 * The queries received so far, in their order; at most the first 100,000.
	 * @return the queries
	 */
	public List<MockQuery> queries() {
		synchronized (this.queries) {
			return List.copyOf(this.queries);
		}
	}

	/**
	 * The queries of one name received so far.
	 * @param name the name, in any case, with or without the dot at its end
	 * @return the queries
	 */
	public List<MockQuery> queries(String name) {
		Name wanted = MockRecords.name(name);
		return queries().stream().filter((query) -> query.name().equals(wanted)).toList();
	}

	/**
	 * Forgets records, faults, queries and answers from code; it goes on listening.
	 */
	public void reset() {
		this.records.clear();
		this.faults.clear();
		this.answers = this.records::answer;
		synchronized (this.queries) {
			this.queries.clear();
		}
	}

	private Reply reply(Message message, DnsTransport transport) {
		Record question = Objects.requireNonNull(message.getQuestion());
		MockQuery query = new MockQuery(question.getName(), question.getType(), transport, message);
		synchronized (this.queries) {
			if (this.queries.size() < MAX_QUERIES) {
				this.queries.add(query);
			}
		}
		Reply reply = Reply.of(query, this.answers.apply(message));
		for (Struck fault : this.faults) {
			if (fault.strikes(query)) {
				reply = fault.fault().strike(reply);
			}
		}
		return reply;
	}

	/**
	 * Ends the server. It may be started again, on another port.
	 */
	@Override
	public synchronized void close() {
		if (this.sockets != null) {
			this.sockets.close();
			this.sockets = null;
		}
	}

	/** A fault and how many times it has struck. */
	private record Struck(DnsFault fault, AtomicInteger count) {

		boolean strikes(MockQuery query) {
			return this.fault.scope().matches(query) && this.count.getAndIncrement() < this.fault.scope().times();
		}

	}

}
