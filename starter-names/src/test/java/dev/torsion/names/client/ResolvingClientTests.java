package dev.torsion.names.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.torsion.names.DnsQuestion;
import dev.torsion.names.DnsResponse;
import dev.torsion.names.DnsResponse.ExtendedError;
import dev.torsion.names.client.Source.Found;
import dev.torsion.names.client.cache.CacheSettings;
import dev.torsion.names.client.cache.DnsCache;
import dev.torsion.names.client.cache.Finding;
import dev.torsion.names.client.cache.Finding.Kind;
import dev.torsion.names.client.cache.Finding.Trust;
import dev.torsion.names.client.local.SpecialNames;
import dev.torsion.names.client.upstream.UpstreamException;
import dev.torsion.names.client.upstream.UpstreamException.Reason;
import dev.torsion.net.test.VirtualEventLoop;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResolvingClient} with a source that answers as it is told, and time
 * that stands still.
 */
class ResolvingClientTests {

	private static final DnsQuestion WWW = question("www.example.org.");

	private final VirtualEventLoop loop = new VirtualEventLoop();

	private final Map<DnsQuestion, Mono<List<Found>>> known = new HashMap<>();

	private final List<DnsQuestion> asked = new ArrayList<>();

	private final DnsCache cache = new DnsCache(CacheSettings.DEFAULTS,
			() -> this.loop.scheduler().now(TimeUnit.MILLISECONDS));

	private ResolvingClient client = client(ClientSettings.DEFAULTS);

	private ResolvingClient client(ClientSettings settings) {
		return new ResolvingClient(List.of(new SpecialNames(false)), this.cache, this::fetch,
				new ResolvingClient.Pace(this.loop, settings));
	}

	private Mono<List<Found>> fetch(DnsQuestion question, Budget budget) {
		this.asked.add(question);
		return this.known.getOrDefault(question,
				Mono.error(() -> new UpstreamException(Reason.UNREACHABLE, "nobody there")));
	}

	@Test
	void asksOnceAndRemembers() {
		text(WWW, 300, "one");
		assertThat(texts(query(WWW))).containsExactly("one");
		this.loop.advance(Duration.ofSeconds(100));
		DnsResponse again = query(WWW);
		assertThat(again.answer()).extracting(Record::getTTL).containsExactly(200L);
		assertThat(again.recursionAvailable()).isTrue();
		assertThat(again.authoritative()).isFalse();
		assertThat(this.asked).containsExactly(WWW);
	}

	@Test
	void asksOnceForAllWhoWait() {
		text(WWW, 300, "one");
		late(WWW, Duration.ofSeconds(1));
		List<CompletableFuture<DnsResponse>> waiting = IntStream.range(0, 10)
			.mapToObj((i) -> this.client.query(WWW).toFuture())
			.toList();
		waiting.get(0).cancel(true);
		this.loop.advance(Duration.ofSeconds(1));
		assertThat(waiting.subList(1, 10)).allSatisfy((answer) -> assertThat(answer).isCompleted());
		assertThat(this.asked).containsExactly(WWW);
	}

	@Test
	void asksAgainInTheLastTenthOfTheTtl() {
		text(WWW, 300, "one");
		query(WWW);
		text(WWW, 300, "two");
		this.loop.advance(Duration.ofSeconds(280));
		assertThat(texts(query(WWW))).containsExactly("one");
		assertThat(this.asked).hasSize(2);
		assertThat(texts(query(WWW))).containsExactly("two");
	}

	@Test
	void answersWhatIsStaleWhenNobodyAnswers() {
		text(WWW, 300, "one");
		query(WWW);
		this.known.clear();
		this.loop.advance(Duration.ofSeconds(400));
		DnsResponse stale = query(WWW);
		assertThat(texts(stale)).containsExactly("one");
		assertThat(stale.answer()).extracting(Record::getTTL).containsExactly(30L);
		assertThat(stale.error()).isEqualTo(ExtendedError.STALE);
		query(WWW);
		assertThat(this.asked).as("not asked at once again").hasSize(2);
	}

	@Test
	void answersWhatIsStaleAfterEighteenTenthsOfASecond() {
		text(WWW, 300, "one");
		query(WWW);
		text(WWW, 300, "two");
		late(WWW, Duration.ofSeconds(5));
		this.loop.advance(Duration.ofSeconds(400));
		CompletableFuture<DnsResponse> answer = this.client.query(WWW).toFuture();
		this.loop.advance(Duration.ofMillis(1799));
		assertThat(answer).isNotDone();
		this.loop.advance(Duration.ofMillis(1));
		assertThat(texts(now(answer))).containsExactly("one");
		this.loop.advance(Duration.ofSeconds(5));
		assertThat(texts(query(WWW))).as("it was asked to the end").containsExactly("two");
	}

	@Test
	void doesNotAskAtOnceAgainWhatHasFailed() {
		DnsResponse failure = query(WWW);
		assertThat(failure.rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(failure.error()).isEqualTo(ExtendedError.NO_REACHABLE_AUTHORITY);
		assertThat(query(WWW).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.asked).hasSize(1);
		text(WWW, 300, "one");
		this.loop.advance(Duration.ofSeconds(5));
		assertThat(texts(query(WWW))).containsExactly("one");
	}

	@Test
	void givesUpALookUpThatTakesTooLong() {
		this.known.put(WWW, Mono.never());
		CompletableFuture<DnsResponse> answer = this.client.query(WWW).toFuture();
		this.loop.advance(Duration.ofSeconds(10));
		assertThat(now(answer).rcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void followsAliasesAndRemembersEachByItself() {
		DnsQuestion other = question("other.example.org.");
		alias(WWW, other);
		text(other, 300, "one");
		DnsResponse response = query(WWW);
		assertThat(response.answer()).extracting(Record::getType).containsExactly(Type.CNAME, Type.TXT);
		query(WWW);
		query(other);
		assertThat(this.asked).containsExactly(WWW, other);
	}

	@Test
	void answersWithTheAliasItselfIfThatIsAskedFor() {
		DnsQuestion cname = DnsQuestion.of(WWW.name(), Type.CNAME);
		alias(cname, question("other.example.org."));
		assertThat(query(cname).answer()).hasSize(1);
		assertThat(this.asked).containsExactly(cname);
	}

	@Test
	void endsACnameLoop() {
		DnsQuestion other = question("other.example.org.");
		alias(WWW, other);
		alias(other, WWW);
		assertThat(query(WWW).rcode()).isEqualTo(Rcode.SERVFAIL);
		DnsQuestion self = question("self.example.org.");
		alias(self, self);
		assertThat(query(self).rcode()).isEqualTo(Rcode.SERVFAIL);
	}

	@Test
	void endsAnEndlessChain() {
		for (int i = 0; i < 100; i++) {
			alias(question("n" + i + ".example.org."), question("n" + (i + 1) + ".example.org."));
		}
		assertThat(query(question("n0.example.org.")).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.asked).hasSizeLessThanOrEqualTo(12);
	}

	@Test
	void tellsTheOutcomeOfTheLastName() {
		DnsQuestion other = question("other.example.org.");
		alias(WWW, other);
		found(other, Finding.nothing(Kind.NX_DOMAIN, soa(60), Trust.AUTHORITY));
		DnsResponse response = query(WWW);
		assertThat(response.rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(response.answer()).hasSize(1);
		assertThat(response.authority()).singleElement().isInstanceOf(SOARecord.class);
		assertThat(query(question("below.other.example.org.")).rcode()).as("RFC 8020").isEqualTo(Rcode.NXDOMAIN);
		assertThat(this.asked).containsExactly(WWW, other);
	}

	@Test
	void boundsLookUpsUnderWay() {
		this.client = client(new ClientSettings(Duration.ofSeconds(10), Duration.ofSeconds(2), 1, 200));
		this.known.put(WWW, Mono.never());
		CompletableFuture<DnsResponse> waiting = this.client.query(WWW).toFuture();
		text(question("other.example.org."), 300, "one");
		assertThat(query(question("other.example.org.")).rcode()).isEqualTo(Rcode.SERVFAIL);
		assertThat(this.asked).containsExactly(WWW);
		assertThat(waiting).isNotDone();
	}

	@Test
	void doesNotHoldItAgainstANameThatWeWereBusy() {
		this.known.put(WWW, Mono.error(() -> new UpstreamException(Reason.BUSY, "too many queries")));
		assertThat(query(WWW).rcode()).isEqualTo(Rcode.SERVFAIL);
		text(WWW, 300, "one");
		assertThat(texts(query(WWW))).containsExactly("one");
	}

	@Test
	void asksNobodyAboutSpecialNamesAndOtherClasses() {
		assertThat(query(question("www.invalid.")).rcode()).isEqualTo(Rcode.NXDOMAIN);
		assertThat(query(new DnsQuestion(WWW.name(), Type.TXT, DClass.CH)).rcode()).isEqualTo(Rcode.NOTIMP);
		assertThat(this.asked).isEmpty();
	}

	@Test
	void forgetsOnRequest() {
		text(WWW, 300, "one");
		query(WWW);
		this.client.cache().flush(Name.fromConstantString("example.org."));
		query(WWW);
		assertThat(this.asked).hasSize(2);
	}

	private DnsResponse query(DnsQuestion question) {
		return Objects.requireNonNull(this.client.query(question).block());
	}

	private void text(DnsQuestion question, long ttl, String text) {
		found(question,
				Finding.records(List.of(new TXTRecord(question.name(), DClass.IN, ttl, text)), Trust.AUTHORITY));
	}

	private void alias(DnsQuestion question, DnsQuestion target) {
		found(question,
				Finding.alias(new CNAMERecord(question.name(), DClass.IN, 300, target.name()), Trust.AUTHORITY));
	}

	private void found(DnsQuestion question, Finding finding) {
		this.known.put(question, Mono.just(List.of(new Found(question, finding))));
	}

	private void late(DnsQuestion question, Duration delay) {
		this.known.computeIfPresent(question, (key, found) -> found.delayElement(delay, this.loop.scheduler()));
	}

	private static SOARecord soa(long ttl) {
		Name zone = Name.fromConstantString("example.org.");
		return new SOARecord(zone, DClass.IN, ttl, zone, zone, 1, 1, 1, 1, ttl);
	}

	private static List<String> texts(DnsResponse response) {
		return response.answer()
			.stream()
			.filter(TXTRecord.class::isInstance)
			.map((record) -> ((TXTRecord) record).getStrings().get(0))
			.toList();
	}

	private static DnsQuestion question(String name) {
		return DnsQuestion.of(Name.fromConstantString(name), Type.TXT);
	}

	/** The answer that has to be there, since nothing moves the time but the test. */
	private static DnsResponse now(CompletableFuture<DnsResponse> answer) {
		assertThat(answer).isCompleted();
		return answer.join();
	}

}
