package dev.torsion.names.filter;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import dev.torsion.files.FileStamp;
import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.wire.SipHash;
import dev.torsion.net.EventLoop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.SmartLifecycle;

/**
 * Names that are not answered as they are, from lists that are read anew when they have
 * changed; every 10 s they are looked at. A change that cannot be read is logged, and
 * what was there before is kept. Safe for use by many threads.
 */
public final class Blocklists implements SmartLifecycle {

	static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Log logger = LogFactory.getLog(Blocklists.class);

	private final List<Blocklist> lists;

	private final EventLoop loop;

	private volatile Contents contents;

	private volatile @Nullable Disposable looking;

	private @Nullable List<@Nullable FileStamp> refused;

	private @Nullable String told;

	/**
	 * Reads lists. Blocks.
	 * @param lists the lists; of two that have a name, the first says what is answered
	 * @param loop looks at the files
	 * @throws FailureAnalyzedException if one cannot be read
	 */
	public Blocklists(List<Blocklist> lists, EventLoop loop) {
		this.lists = List.copyOf(lists);
		this.loop = loop;
		try {
			this.contents = read(stamps());
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException(
					"A list of network.names.blocklists cannot be read: " + ex.getMessage() + ".",
					"Check that it is there, and what is in it.", ex);
		}
	}

	/**
	 * What is answered in the place of the truth.
	 * @param question what is asked
	 * @param name the name that may be on a list: the one asked for, or an alias of it
	 * @return the answer, {@code null} for the truth
	 */
	public @Nullable DnsResponse find(DnsQuestion question, Name name) {
		Contents current = this.contents;
		Policy policy = current.policies().get(current.names().find(name));
		return (policy.answer() != BlockAnswer.ALLOW) ? policy.answer().response(question).withError(policy.error())
				: null;
	}

	private List<@Nullable FileStamp> stamps() throws IOException {
		List<@Nullable FileStamp> stamps = new ArrayList<>();
		for (Blocklist list : this.lists) {
			stamps.add(list.stamp());
		}
		return stamps;
	}

	private Contents read(List<@Nullable FileStamp> stamps) throws IOException {
		NameTable names = new NameTable(SipHash.random(), NameTable.MAX_NAMES);
		List<Policy> policies = new ArrayList<>(List.of(Policy.ALLOW, Policy.ALLOW));
		for (Blocklist list : this.lists) {
			int before = names.size();
			int skipped = new BlocklistReader(list.answer(), (name, below, answer) -> {
				Policy policy = Policy.of(answer, list.filtered());
				if (!policies.contains(policy)) {
					policies.add(policy);
				}
				names.add(name, below, policies.lastIndexOf(policy));
			}).read(list);
			logger.info("Read %d more names from %s, and %d lines that are none".formatted(names.size() - before,
					list.source(), skipped));
		}
		boolean settled = stamps.stream().allMatch((stamp) -> stamp == null || stamp.isSettled());
		return new Contents(names, List.copyOf(policies), stamps, settled);
	}

	private @Nullable Void look() {
		try {
			List<@Nullable FileStamp> stamps = stamps();
			Contents current = this.contents;
			if (!stamps.equals(this.refused) && !(current.settled() && stamps.equals(current.stamps()))) {
				readAnew(stamps);
			}
		}
		catch (IOException ex) {
			tell(ex);
		}
		return null;
	}

	private void readAnew(List<@Nullable FileStamp> stamps) throws IOException {
		try {
			Contents read = read(stamps);
			// Else somebody is writing one
			if (stamps.equals(stamps())) {
				this.contents = read;
				this.refused = null;
				this.told = null;
			}
		}
		catch (IOException ex) {
			this.refused = stamps;
			throw ex;
		}
	}

	private void tell(IOException ex) {
		if (!String.valueOf(ex.getMessage()).equals(this.told)) {
			this.told = String.valueOf(ex.getMessage());
			logger.error("Names are blocked as before, since a list cannot be read: " + ex.getMessage());
		}
	}

	@Override
	public void start() {
		// If the pool is full, the next look will do
		Mono<Void> look = Mono.defer(() -> this.loop.<Void>blocking(this::look))
			.onErrorResume(RejectedExecutionException.class, (ex) -> Mono.empty());
		this.looking = Mono.defer(() -> this.loop.after(INTERVAL)).then(look).repeat().subscribe();
	}

	@Override
	public void stop() {
		Disposable looking = this.looking;
		if (looking != null) {
			looking.dispose();
			this.looking = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.looking != null;
	}

	private record Contents(NameTable names, List<Policy> policies, List<@Nullable FileStamp> stamps, boolean settled) {

	}

	private record Policy(BlockAnswer answer, ExtendedError error) {

		private static final ExtendedError FILTERED = new ExtendedError(17, "");

		static final Policy ALLOW = of(BlockAnswer.ALLOW, false);

		static Policy of(BlockAnswer answer, boolean filtered) {
			return new Policy(answer, (filtered && answer != BlockAnswer.ALLOW) ? FILTERED : ExtendedError.BLOCKED);
		}

	}

}
