package dev.torsion.names.autoconfigure.filter;

import dev.torsion.names.DnsFilter;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.Exchanges;
import dev.torsion.names.filter.BlocklistFilter;
import dev.torsion.names.filter.Blocklists;
import dev.torsion.names.filter.QueryLogFilter;
import dev.torsion.net.autoconfigure.NetworkAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FilterAutoConfiguration}.
 */
class FilterAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NetworkAutoConfiguration.class,
				FilterAutoConfiguration.class))
		.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s");

	@Test
	void filtersNothingUnlessItIsTold() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DnsFilter.class));
	}

	@Test
	void blocksTheNamesOfLists() {
		this.runner
			.withPropertyValues("network.names.blocklists[0].names=ads.test, *.ads.test",
					"network.names.blocklists[1].names=seen.test", "network.names.blocklists[1].answer=refused",
					"network.names.blocklists[1].filtered=true", "network.names.blocklists[2].names=fine.ads.test",
					"network.names.blocklists[2].answer=allow",
					"network.names.blocklists[3].file=classpath:dev/torsion/names/filter/ads.txt",
					"network.names.blocklists[3].answer=null-address")
			.run((context) -> {
				DnsFilter filter = context.getBean(BlocklistFilter.class);
				assertThat(context.getBean(Blocklists.class).isRunning()).isTrue();
				assertThat(ask(filter, "ads.test.").rcode()).isEqualTo(Rcode.NXDOMAIN);
				assertThat(ask(filter, "x.ads.test.").rcode()).isEqualTo(Rcode.NXDOMAIN);
				assertThat(ask(filter, "seen.test.").rcode()).isEqualTo(Rcode.REFUSED);
				assertThat(ask(filter, "file.test.").answer()).hasSize(1);
				assertThat(ask(filter, "fine.ads.test.").rcode()).isEqualTo(Rcode.NOTIMP);
			});
	}

	@Test
	void refusesToStartWithoutAList() {
		this.runner.withPropertyValues("network.names.blocklists[0].file=missing.txt")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void logsQueriesBeforeAllOthersIfItIsTold() {
		this.runner
			.withPropertyValues("network.names.query-log.enabled=true", "network.names.blocklists[0].names=ads.test")
			.run((context) -> assertThat(context.getBeanProvider(DnsFilter.class).orderedStream())
				.hasExactlyElementsOfTypes(QueryLogFilter.class, BlocklistFilter.class));
	}

	@Test
	void isSwitchedOffWithTheServer() {
		this.runner.withPropertyValues("network.names.enabled=false", "network.names.blocklists[0].names=ads.test")
			.run((context) -> assertThat(context).doesNotHaveBean(DnsFilter.class));
	}

	private static DnsResponse ask(DnsFilter filter, String name) {
		return filter.filter(Exchanges.udp(name, Type.A), (exchange) -> Mono.just(DnsResponse.of(Rcode.NOTIMP, false)))
			.blockOptional()
			.orElseThrow();
	}

}
