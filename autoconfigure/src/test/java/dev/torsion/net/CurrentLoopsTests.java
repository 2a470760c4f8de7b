package dev.torsion.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.torsion.net.reactor.EventLoops;
import dev.torsion.net.reactor.IoTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class CurrentLoopsTests {

	private final List<EventLoops> made = new ArrayList<>();

	private final CurrentLoops loops = new CurrentLoops(() -> {
		this.made.add(new EventLoops(IoTransport.AUTO, 1));
		return this.made.get(this.made.size() - 1);
	});

	@AfterEach
	void dispose() {
		this.made.forEach((loops) -> loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block());
	}

	@Test
	void areAskedForOnce() {
		assertThat(this.loops.get()).isSameAs(this.loops.get());
		assertThat(this.made).hasSize(1);
	}

	@Test
	void areReplacedWhenTheyHaveEnded() {
		EventLoops first = (EventLoops) this.loops.get();
		first.onServer(true);
		first.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
		assertThat(this.loops.get()).isNotSameAs(first);
	}

	/** It would wait for what waits for it. */
	@Test
	void areNotAskedForByALoopThatEnds() throws Exception {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		resources.setLoopResourcesSupplier(() -> new EventLoops(IoTransport.AUTO, 1));
		resources.setShutdownQuietPeriod(Duration.ofMillis(500));
		resources.start();
		CurrentLoops current = new CurrentLoops(resources::getLoopResources);
		var loop = current.get().onServer(true).next();
		var asked = loop.schedule(() -> {
			while (!current.get().isDisposed()) {
				Thread.onSpinWait();
			}
			return current.get();
		}, 0, TimeUnit.MILLISECONDS);
		resources.stop();
		assertThat(asked.get(10, TimeUnit.SECONDS).isDisposed()).isTrue();
	}

}
