package dev.torsion.mail.smtp.session.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OnLoopTests {

	private final Scheduler loop = Schedulers.newSingle("loop");

	@AfterEach
	void stop() {
		this.loop.dispose();
	}

	@Test
	void comesBackFromOtherThreads() {
		Mono<String> elsewhere = Mono.just("x").publishOn(Schedulers.parallel());
		assertThat(thread(elsewhere)).startsWith("loop");
		assertThat(thread(elsewhere.flatMap((value) -> Mono.error(new IllegalStateException())))).startsWith("loop");
		assertThat(thread(elsewhere.filter(String::isEmpty))).startsWith("loop");
	}

	private String thread(Mono<String> result) {
		Mono<String> name = Mono.fromSupplier(() -> Thread.currentThread().getName());
		return Objects
			.requireNonNull(Mono.defer(() -> OnLoop.of(result, this.loop).then(name).onErrorResume((ex) -> name))
				.subscribeOn(this.loop)
				.block());
	}

	@Test
	void goesOnAtOnceWhereNobodyHasLeftTheLoop() {
		List<String> steps = new ArrayList<>();
		Sinks.One<String> result = Sinks.one();
		OnLoop.of(result.asMono(), this.loop).subscribe(steps::add, null, () -> steps.add("end"));
		result.tryEmitValue("x");
		assertThat(steps).containsExactly("x", "end");
	}

	@Test
	void failsWhereTheLoopHasEnded() {
		this.loop.dispose();
		Mono<String> elsewhere = Mono.just("x").publishOn(Schedulers.parallel());
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> OnLoop.of(elsewhere, this.loop).block());
	}

}
