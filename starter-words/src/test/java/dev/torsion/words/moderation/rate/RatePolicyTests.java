package dev.torsion.words.moderation.rate;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Profile;
import dev.torsion.words.Room;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.moderation.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RatePolicyTests {

	private static final Message MESSAGE = Message.of("hello");

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1000);

	private final RatePolicy policy = policy(5, 8, 3, 1000);

	private final Room lobby = room("Lobby");

	private RatePolicy policy(int member, int room, int whispers, int remembered) {
		return new RatePolicy(new SpeechRates(member, room, whispers, Duration.ofSeconds(10), remembered),
				this.time::get);
	}

	private static Room room(String name) {
		return (Room) Proxy.newProxyInstance(Room.class.getClassLoader(), new Class<?>[] { Room.class },
				(proxy, method, arguments) -> name);
	}

	private void advance(double seconds) {
		this.time.addAndGet((long) (seconds * 1e9));
	}

	private int said(RatePolicy policy, Room room, Participant participant, int tries) {
		int said = 0;
		for (int i = 0; i < tries; i++) {
			try {
				assertThat(policy.say(room, participant, MESSAGE)).isSameAs(MESSAGE);
				said++;
			}
			catch (RoomException ex) {
				assertThat(ex.reason()).isEqualTo(Reason.TOO_FAST);
			}
		}
		return said;
	}

	@Test
	void limitsWhatOneSaysInARoom() {
		Visitor joe = Visitor.of("joe", null, "192.0.2.1");
		assertThat(said(this.policy, this.lobby, joe, 10)).isEqualTo(5);
		assertThat(said(this.policy, room("other"), joe, 10)).isEqualTo(5);
		advance(2);
		assertThat(said(this.policy, this.lobby, joe, 10)).isEqualTo(1);
		advance(10);
		assertThat(said(this.policy, room("LOBBY"), joe, 10)).isEqualTo(5);
	}

	@Test
	void limitsWhatAllSayInARoom() {
		int said = 0;
		for (int i = 0; i < 10; i++) {
			said += said(this.policy, this.lobby, Visitor.of("joe" + i, null, "192.0.2.1"), 2);
		}
		assertThat(said).isEqualTo(8);
	}

	@Test
	void takesAllWhoHaveLoggedInToAnAccountForOne() {
		assertThat(said(this.policy, this.lobby, Visitor.of("joe", "joe", "192.0.2.1"), 3)).isEqualTo(3);
		assertThat(said(this.policy, this.lobby, Visitor.of("joe2", "joe", "192.0.2.2"), 3)).isEqualTo(2);
	}

	@Test
	void limitsWhatOneSaysToOthersAlone() {
		Visitor joe = Visitor.of("joe", null, "192.0.2.1");
		int said = 0;
		for (int i = 0; i < 10; i++) {
			try {
				this.policy.whisper(joe, Visitor.of("bob" + i, null, null), MESSAGE);
				said++;
			}
			catch (RoomException ex) {
				assertThat(ex.reason()).isEqualTo(Reason.TOO_FAST);
			}
		}
		assertThat(said).isEqualTo(3);
	}

	@Test
	void doesNotLimitProgramsOfTheApplication() {
		Visitor bot = Visitor.of("bot", null, null);
		bot.setProfile(Profile.ofBot("bot", "chat.example"));
		assertThat(said(this.policy, this.lobby, bot, 100)).isEqualTo(100);
		Visitor stranger = Visitor.of("bot", null, "192.0.2.1");
		stranger.setProfile(Profile.ofBot("bot", "chat.example"));
		assertThat(said(this.policy, this.lobby, stranger, 100)).isEqualTo(5);
	}

	@Test
	void limitsNothingWhereThatIsSaid() {
		assertThat(said(policy(0, 0, 0, 1), this.lobby, Visitor.of("joe", null, "192.0.2.1"), 1000)).isEqualTo(1000);
	}

	@Test
	void remembersNoMoreThanItMay() {
		RatePolicy small = policy(5, 0, 5, 100);
		for (int i = 0; i < 10_000; i++) {
			said(small, this.lobby, Visitor.of("joe" + i, null, "192.0.2.1"), 1);
		}
		assertThat(small.remembered()).isLessThanOrEqualTo(100);
	}

	@Test
	void forgetsWhoHasBeenSilent() {
		for (int i = 0; i < 8; i++) {
			said(this.policy, room("room" + i), Visitor.of("joe" + i, null, "192.0.2.1"), 1);
		}
		assertThat(this.policy.remembered()).isEqualTo(16);
		advance(10);
		Visitor joe = Visitor.of("joe", null, "192.0.2.1");
		for (int i = 0; i < 8; i++) {
			said(this.policy, this.lobby, joe, 1);
			advance(2);
		}
		assertThat(this.policy.remembered()).isEqualTo(2);
	}

	@Test
	void takesNoLimitThatMakesNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> policy(-1, 0, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> policy(0, 0, 0, 0));
	}

}
