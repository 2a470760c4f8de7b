package dev.torsion.words.room;

import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Why a room does not let somebody do something.
 */
final class Rejection {

	private Rejection() {
	}

	/**
	 * Why something fails.
	 * @param tried what
	 * @return the reason, {@code null} if it does not fail
	 */
	static @Nullable Reason of(Mono<?> tried) {
		@Nullable RoomException failure = catchThrowableOfType(RoomException.class, tried::block);
		return (failure != null) ? failure.reason() : null;
	}

}
