package dev.torsion.mail.smtp.session.limit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.mail.MailAddress;
import dev.torsion.mail.MailClient;
import dev.torsion.mail.MailEnvelope;
import dev.torsion.mail.MailRecipient;
import dev.torsion.mail.MailRefusedException;
import dev.torsion.net.address.AddressRanges;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Signal;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RatePolicy}.
 */
class RatePolicyTests {

	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

	private final RatePolicy policy = new RatePolicy(
			new MailRates(3, 5, 2, 4, 100, AddressRanges.of("test", List.of("loopback"))), this.now::get);

	@Test
	void refusesWhatIsTooMuchInAMinute() throws Exception {
		assertThat(sent(client("192.0.2.1"), 10)).isEqualTo(3);
		assertThat(sent(client("192.0.2.2"), 10)).isEqualTo(3);
		advance(Duration.ofSeconds(20));
		assertThat(sent(client("192.0.2.1"), 10)).isOne();
		advance(Duration.ofHours(1));
		assertThat(sent(client("192.0.2.1"), 10)).isEqualTo(3);
	}

	@Test
	void limitsRecipientsForThemselves() throws Exception {
		MailEnvelope envelope = envelope(client("192.0.2.1"));
		MailRecipient bob = MailRecipient.of(new MailAddress("bob", "example.org"));
		int taken = 0;
		while (taken < 10 && !isRefused(this.policy.recipient(bob, envelope).materialize().block())) {
			taken++;
		}
		assertThat(taken).isEqualTo(5);
		assertThat(sent(client("192.0.2.1"), 10)).isEqualTo(3);
	}

	@Test
	void takesAnIpv6NetworkForOneClient() throws Exception {
		assertThat(sent(client("2001:db8::1"), 2)).isEqualTo(2);
		assertThat(sent(client("2001:db8::2"), 10)).isOne();
		assertThat(sent(client("2001:db8:0:1::1"), 10)).isEqualTo(3);
	}

	@Test
	void limitsAnAccountWhereverItIs() throws Exception {
		assertThat(sent(account("192.0.2.1", "ada"), 10)).isEqualTo(2);
		assertThat(sent(account("127.0.0.1", "Ada"), 10)).isZero();
		assertThat(sent(account("192.0.2.1", "bob"), 10)).isEqualTo(2);
		assertThat(sent(client("192.0.2.1"), 10)).isEqualTo(3);
	}

	@Test
	void sparesThoseWhoAreExemptAndLmtp() throws Exception {
		assertThat(sent(client("127.0.0.1"), 10)).isEqualTo(10);
		assertThat(sent(new MailClient(address("192.0.2.1"), "", "LMTP", "lmtp", false, null), 10)).isEqualTo(10);
	}

	@Test
	void remembersNoMoreThanItMay() {
		Buckets buckets = new Buckets(100, this.now::get);
		for (int i = 0; i < 10_000; i++) {
			assertThat(buckets.take(i, 1)).isTrue();
		}
		assertThat(buckets.size()).isEqualTo(100);
		assertThat(buckets.take(9_999, 1)).isFalse();
	}

	private int sent(MailClient client, int wanted) {
		int sent = 0;
		for (int i = 0; i < wanted; i++) {
			sent += isRefused(this.policy.sender(envelope(client)).materialize().block()) ? 0 : 1;
		}
		return sent;
	}

	private static boolean isRefused(@Nullable Signal<Void> signal) {
		return signal != null && signal.getThrowable() instanceof MailRefusedException refused
				&& refused.reply().isTemporary();
	}

	private void advance(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

	private static MailEnvelope envelope(MailClient client) {
		return new MailEnvelope("1", client, null, MailEnvelope.Parameters.NONE, List.of());
	}

	private static MailClient client(String address) throws UnknownHostException {
		return new MailClient(address(address), "there.example", "ESMTP", "smtp", false, null);
	}

	private static MailClient account(String address, String name) throws UnknownHostException {
		return new MailClient(address(address), "there.example", "ESMTPSA", "submission", true,
				UsernamePasswordAuthenticationToken.authenticated(name, null, List.of()));
	}

	private static InetSocketAddress address(String address) throws UnknownHostException {
		return new InetSocketAddress(InetAddress.getByName(address), 1);
	}

}
