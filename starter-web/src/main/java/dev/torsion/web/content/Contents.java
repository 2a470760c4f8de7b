package dev.torsion.web.content;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import dev.torsion.net.EventLoop;
import dev.torsion.web.wire.MediaTypes;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is at each path, from memory where that is recent enough. Half the time it is
 * believed, what is in memory is served without a question; in the other half one request
 * has it looked at again in the background, so that a file in demand costs one look a
 * period, nobody waits for it, and nothing older than the period is ever served.
 */
public final class Contents {

	private static final int LONGEST_KEPT = 512;

	private final Site site;

	private final Resolver resolver;

	private final EventLoop loop;

	private final LongSupplier nanoTime;

	private final long valid;

	private final ClockCache<Resource> found;

	private final ClockCache<Resource> absent;

	private final Map<String, Mono<Resource>> loading = new ConcurrentHashMap<>();

	/**
	 * Creates the contents.
	 * @param site what is mounted
	 * @param types the content types
	 * @param limits the limits of the memory
	 * @param loop where blocking work is done
	 * @param nanoTime the clock, as {@link System#nanoTime}
	 */
	public Contents(Site site, MediaTypes types, Limits limits, EventLoop loop, LongSupplier nanoTime) {
		this.site = site;
		this.resolver = new Resolver(site, types, limits.maxFileSize());
		this.loop = loop;
		this.nanoTime = nanoTime;
		this.valid = limits.valid().toNanos();
		this.found = new ClockCache<>(limits.maxEntries(), limits.maxBytes());
		this.absent = new ClockCache<>(limits.maxEntries(), Long.MAX_VALUE);
	}

	/**
	 * What is mounted.
	 * @return the site
	 */
	public Site site() {
		return this.site;
	}

	/**
	 * What is at a path, if that is known without looking at the file system.
	 * @param path the decoded path
	 * @return what is there, or {@code null} if {@link #load} has to tell
	 */
	public @Nullable Resource recent(String path) {
		ClockCache.Slot<Resource> slot = slot(path);
		if (slot == null) {
			return null;
		}
		long age = slot.age(this.nanoTime.getAsLong());
		if (age >= this.valid) {
			return null;
		}
		if (age >= this.valid / 2 && slot.startRefreshing()) {
			load(path).subscribe((refreshed) -> {
			}, (ex) -> {
				// Whoever asks when the time is up looks again, and is told.
			});
		}
		return slot.value();
	}

	/**
	 * Looks at the file system. Requests that ask while another is looking share what it
	 * finds.
	 * @param path the decoded path
	 * @return what is there
	 */
	public Mono<Resource> load(String path) {
		return this.loading.computeIfAbsent(path,
				(key) -> this.loop.<Resource>blocking(() -> look(key))
					.doFinally((signal) -> this.loading.remove(key))
					.cache());
	}

	private Resource look(String path) throws Exception {
		ClockCache.Slot<Resource> slot = slot(path);
		Resource before = (slot != null) ? slot.value() : null;
		long now = this.nanoTime.getAsLong();
		Resource resource = this.resolver.resolve(path, before);
		if (slot != null && resource.equals(before)) {
			slot.checked(now);
		}
		else {
			keep(path, resource, now);
		}
		return resource;
	}

	private void keep(String path, Resource resource, long now) {
		boolean missing = resource == Missing.MISSING;
		(missing ? this.found : this.absent).remove(path);
		if (path.length() <= LONGEST_KEPT && this.valid > 0) {
			(missing ? this.absent : this.found).put(path, resource, resource.weight() + path.length(), now);
		}
	}

	private ClockCache.@Nullable Slot<Resource> slot(String path) {
		ClockCache.Slot<Resource> slot = this.found.get(path);
		return (slot != null) ? slot : this.absent.get(path);
	}

}
