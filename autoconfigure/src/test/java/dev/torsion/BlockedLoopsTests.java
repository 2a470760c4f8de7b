package dev.torsion;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BlockedLoops} itself.
 */
@Timeout(60)
class BlockedLoopsTests {

	@Test
	void seesWhatBlocksAnEventLoop() {
		EventLoops loops = new EventLoops(IoTransport.AUTO, 1);
		Mono<Boolean> blocking = Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS));
		try (BlockedLoops watch = BlockedLoops.watch()) {
			blocking.subscribeOn(Schedulers.boundedElastic()).block();
			assertThat(watch.seen()).isEmpty();
			blocking.subscribeOn(Schedulers.fromExecutorService(loops.onServer(true).next())).block();
			assertThat(watch.seen()).isNotEmpty();
		}
		finally {
			loops.dispose();
		}
	}

}
