package dev.torsion.names.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.torsion.interop.Interop;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.client.cache.CacheSettings;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.iterate.IterationSettings;
import dev.torsion.names.client.iterate.Iterator;
import dev.torsion.names.client.iterate.RootHints;
import dev.torsion.names.client.upstream.UpstreamServer;
import dev.torsion.names.client.upstream.Upstreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the resolver with name servers of others.
 */
@Timeout(120)
class ResolverInteropTests {

	private final ResolverFixture fixture = new ResolverFixture();

	private final LongSupplier clock = () -> this.fixture.eventLoop().scheduler().now(TimeUnit.MILLISECONDS);

	private final DnsCache cache = new DnsCache(CacheSettings.DEFAULTS, this.clock);

	private final Upstreams upstreams = this.fixture.upstreams();

	@TempDir
	Path folder;

	@AfterEach
	void stop() {
		this.fixture.close();
	}

	@Test
	@Interop({ "nsd", "knotd", "named" })
	void findsAnswersOfNsdKnotAndBindFromTheRootOn() throws IOException {
		int port = freePort();
		try (RealAuthorities authorities = new RealAuthorities(this.folder, port)) {
			authorities.startAuthorities();
			ResolvingClient client = client(iterator(port));
			assertThat(address(client, "www.example.org")).isEqualTo("10.0.0.1");
			assertThat(address(client, "any.wild.example.org")).isEqualTo("10.0.0.2");
			assertThat(address(client, "a.b.c.example.org")).isEqualTo("10.0.0.3");
			assertThat(address(client, "alias.example.org")).isEqualTo("10.0.0.1");
			assertThat(address(client, "www.old.example.org")).isEqualTo("10.0.0.4");
			assertThat(query(client, "big.example.org", Type.TXT).answer()).hasSize(1);
			assertThat(this.upstreams.traffic().sentOverTcp().sum()).isPositive();
			assertThat(query(client, "b.c.example.org", Type.A).isNoData()).isTrue();
			assertThat(query(client, "nobody.example.org", Type.A).rcode()).isEqualTo(Rcode.NXDOMAIN);
			assertThat(query(client, "nobody.org", Type.A).rcode()).isEqualTo(Rcode.NXDOMAIN);
			assertThat(query(client, "nobody", Type.A).rcode()).isEqualTo(Rcode.NXDOMAIN);
			assertThat(query(client, "example.org", Type.DS).isNoData()).isTrue();
			assertThat(this.upstreams.traffic().nearMisses().sum()).isZero();
		}
	}

	@Test
	@Interop("unbound")
	void asksUnbound() throws IOException {
		int port = freePort();
		try (RealAuthorities resolver = new RealAuthorities(this.folder, port)) {
			resolver.startResolver();
			ResolvingClient client = client(new Forwarder(this.upstreams,
					List.of(UpstreamServer.plain(new InetSocketAddress(RealAuthorities.RESOLVER, port)))));
			assertThat(address(client, "www.example.org")).isEqualTo("10.0.0.1");
			assertThat(query(client, "big.example.org", Type.TXT).answer()).hasSize(1);
			assertThat(this.upstreams.traffic().sentOverTcp().sum()).isOne();
			assertThat(query(client, "nobody.example.org", Type.A).rcode()).isEqualTo(Rcode.NXDOMAIN);
		}
	}

	private Iterator iterator(int port) throws IOException {
		IterationSettings settings = new IterationSettings(port, true, false, 7, 32, 16, 5, 20);
		String hints = ". 60 IN NS a.root.\na.root. 60 IN A " + RealAuthorities.ROOT + "\n";
		return new Iterator(this.upstreams, settings,
				RootHints.read(new ByteArrayInputStream(hints.getBytes(StandardCharsets.US_ASCII))),
				new Iterator.Memory(this.cache, this.clock));
	}

	private ResolvingClient client(Source source) {
		return new ResolvingClient(List.of(), this.cache, source,
				new ResolvingClient.Pace(this.fixture.eventLoop(), ClientSettings.DEFAULTS));
	}

	/** Free at all addresses. */
	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static String address(ResolvingClient client, String name) {
		List<Record> answer = query(client, name, Type.A).answer();
		assertThat(answer).as(name).isNotEmpty();
		return answer.get(answer.size() - 1).rdataToString();
	}

	private static DnsResponse query(ResolvingClient client, String name, int type) {
		return Objects.requireNonNull(client.query(name, type).block());
	}

}
