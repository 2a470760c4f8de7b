package dev.torsion.conch.manhole.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;

/**
 * The elements of a publisher that a snippet came to: as many as are printed, and what
 * came of them in time.
 *
 * @param elements the elements
 * @param end why there are no more: empty if it was the publisher that ended
 */
record PublishedValue(List<Object> elements, String end) {

	/**
	 * Subscribes, as who has logged in, and waits.
	 * @param publisher the publisher
	 * @param authentication who has logged in
	 * @param limits how many elements, and how long
	 * @return what has come
	 */
	static PublishedValue of(Publisher<?> publisher, Authentication authentication, Limits limits) {
		Duration timeout = limits.timeout();
		List<Object> elements = new ArrayList<>();
		AtomicBoolean late = new AtomicBoolean();
		Flux<?> source = (publisher instanceof Mono<?> mono) ? mono.flux() : Flux.from(publisher);
		source.take(limits.elements() + 1L)
			.contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication))
			.takeUntilOther(Mono.delay(timeout).doOnNext((tick) -> late.set(true)))
			.doOnNext((element) -> {
				synchronized (elements) {
					elements.add(element);
				}
			})
			.then()
			.block(timeout.plusSeconds(1));
		synchronized (elements) {
			boolean more = elements.size() > limits.elements();
			List<Object> shown = List.copyOf(more ? elements.subList(0, limits.elements()) : elements);
			return new PublishedValue(shown,
					more ? "more follow" : late.get() ? "no more within " + timeout.toMillis() + " ms" : "");
		}
	}

}
