import java.net.InetAddress;

import dev.torsion.names.DnsController;
import dev.torsion.names.DnsMapping;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.xbill.DNS.Type.A;

/** An application that is nothing but the names starter, with a controller for names below svc.bench.test. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Names {

	public static void main(String[] arguments) {
		long start = System.nanoTime();
		ConfigurableApplicationContext context = SpringApplication.run(Names.class, arguments);
		double seconds = (System.nanoTime() - start) / 1e9;
		if (context.getEnvironment().getProperty("report", Boolean.class, false)) {
			System.gc();
			Runtime runtime = Runtime.getRuntime();
			System.out.printf("started in %.1f s, %d MiB used%n", seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
		}
	}

	@DnsController
	@ConditionalOnBooleanProperty("controller")
	public static class Services {

		private final InetAddress address = InetAddress.getLoopbackAddress();

		@DnsMapping(name = "{instance}.svc.bench.test", type = A)
		public Mono<InetAddress> instance(String instance) {
			return Mono.just(this.address);
		}

	}

}
