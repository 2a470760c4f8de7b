package dev.torsion.names.client.cache;

import java.time.Duration;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.client.cache.Finding.Kind;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

import org.springframework.lang.Contract;

/**
 * Remembers what has been found out, bounded by the memory that it takes. Safe for use by
 * many threads.
 */
public final class DnsCache {

	/** The type under which it is noted that a name does not exist. */
	private static final int NO_NAME = 0;

	private static final int MAX_FAILURES = 10_000;

	private final CacheSettings settings;

	private final LongSupplier clock;

	private final Cache<Key, Entry> entries;

	private final CacheTraffic traffic = new CacheTraffic();

	private final Cache<DnsQuestion, Long> failures = Caffeine.newBuilder()
		.maximumSize(MAX_FAILURES)
		.executor(Runnable::run)
		.build();

	/**
	 * Creates an empty cache.
	 * @param settings what is remembered, and for how long
	 * @param clock the time in milliseconds
	 */
	public DnsCache(CacheSettings settings, LongSupplier clock) {
		this.settings = settings;
		this.clock = clock;
		this.entries = Caffeine.newBuilder()
			.maximumWeight(settings.maxSize().toBytes())
			.<Key, Entry>weigher((key, entry) -> entry.weight(key.name()))
			.executor(Runnable::run)
			.build();
	}

	/**
	 * What is known of a question: its record set, a CNAME, or that there is nothing.
	 * @param question the question
	 * @return what is known, fresh if possible; {@code null} for nothing
	 */
	public @Nullable Hit find(DnsQuestion question) {
		Hit hit = known(question);
		this.traffic.count(hit);
		return hit;
	}

	private @Nullable Hit known(DnsQuestion question) {
		long now = this.clock.getAsLong();
		Entry exact = entry(question.name(), question.type(), now);
		Entry alias = (question.type() != Type.CNAME) ? entry(question.name(), Type.CNAME, now) : null;
		if (isFresh(exact, now)) {
			return exact.at(now);
		}
		if (isFresh(alias, now)) {
			return alias.at(now);
		}
		Entry nothing = nothing(question.name(), now);
		if (isFresh(nothing, now)) {
			return nothing.at(now);
		}
		Entry stale = (exact != null) ? exact : (alias != null) ? alias : nothing;
		return (stale != null) ? stale.at(now) : null;
	}

	@Contract("null, _ -> false")
	private static boolean isFresh(@Nullable Entry entry, long now) {
		return entry != null && !entry.isStale(now);
	}

	private @Nullable Entry entry(Name name, int type, long now) {
		Entry entry = this.entries.getIfPresent(new Key(name, type));
		boolean usable = entry != null && entry.remaining(now) > -this.settings.maxStale().toSeconds();
		return usable ? entry : null;
	}

	/**
	 * Below a name that does not exist there is none either; a stale cut cuts only
	 * itself.
	 */
	private @Nullable Entry nothing(Name name, long now) {
		for (int i = 0; i < name.labels() - 1; i++) {
			Entry entry = entry((i == 0) ? name : new Name(name, i), NO_NAME, now);
			if (entry != null && (i == 0 || !entry.isStale(now))) {
				return entry;
			}
		}
		return null;
	}

	/**
	 * Remembers something, unless something better is known.
	 * @param question the question
	 * @param finding what was found
	 * @return the same with the TTLs that it is remembered for
	 */
	public Finding put(DnsQuestion question, Finding finding) {
		long ttl = Math.min(finding.ttl(), longest(finding).toSeconds());
		Key key = new Key(question.name(), type(question, finding.kind()));
		long now = this.clock.getAsLong();
		Entry known = this.entries.getIfPresent(key);
		if (isFresh(known, now) && known.finding().trust().compareTo(finding.trust()) > 0) {
			return known.at(now).finding();
		}
		Entry entry = new Entry(finding, now, ttl);
		this.failures.invalidate(question);
		if (ttl <= 0) {
			this.entries.invalidate(key);
			return entry.aged(0);
		}
		this.entries.put(key, entry);
		replaceOthers(question, finding.kind());
		return entry.aged(ttl);
	}

	private static int type(DnsQuestion question, Kind kind) {
		return switch (kind) {
			case NX_DOMAIN -> NO_NAME;
			case ALIAS -> Type.CNAME;
			case RECORDS, NO_DATA -> question.type();
		};
	}

	/** What contradicts the newest is not to be found when that is over. */
	private void replaceOthers(DnsQuestion question, Kind kind) {
		if (kind != Kind.NX_DOMAIN) {
			this.entries.invalidate(new Key(question.name(), NO_NAME));
		}
		if (kind != Kind.ALIAS && question.type() != Type.CNAME) {
			this.entries.invalidate(new Key(question.name(), Type.CNAME));
		}
		if (kind == Kind.ALIAS && question.type() != Type.CNAME || kind == Kind.NX_DOMAIN) {
			this.entries.invalidate(new Key(question.name(), question.type()));
		}
	}

	private Duration longest(Finding finding) {
		boolean positive = finding.kind() == Kind.RECORDS || finding.kind() == Kind.ALIAS;
		return positive ? this.settings.maxTtl() : this.settings.maxNegativeTtl();
	}

	/**
	 * Notes that nobody could answer a question.
	 * @param question the question
	 */
	public void failed(DnsQuestion question) {
		this.failures.put(question, this.clock.getAsLong() + this.settings.failureTtl().toMillis());
	}

	/**
	 * Whether a question is not worth being asked now.
	 * @param question the question
	 * @return whether nobody could answer it a moment ago
	 */
	public boolean hasFailed(DnsQuestion question) {
		Long until = this.failures.getIfPresent(question);
		return until != null && until > this.clock.getAsLong();
	}

	/**
	 * Forgets everything.
	 */
	public void flush() {
		this.entries.invalidateAll();
		this.failures.invalidateAll();
	}

	/**
	 * Forgets a name and all below it.
	 * @param name the name
	 */
	public void flush(Name name) {
		this.entries.asMap().keySet().removeIf((key) -> key.name().subdomain(name));
		this.failures.asMap().keySet().removeIf((question) -> question.name().subdomain(name));
	}

	/**
	 * How often something was known.
	 * @return the counters
	 */
	public CacheTraffic traffic() {
		return this.traffic;
	}

	/**
	 * How many record sets, aliases and absences are remembered.
	 * @return the number, about
	 */
	public long size() {
		return this.entries.estimatedSize();
	}

	/** What an entry is found by. */
	private record Key(Name name, int type) {

	}

}
