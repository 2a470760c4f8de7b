package dev.torsion.words;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is online, by nickname. Nobody has the nickname of another, in upper or lower case.
 * Safe to use from any thread.
 */
public interface Participants {

	/**
	 * Somebody with a nickname.
	 * @param nick the nickname in upper or lower case
	 * @return who it is, {@code null} if nobody has it
	 */
	@Nullable Participant find(String nick);

	/**
	 * All who are online at this moment.
	 * @return the participants
	 */
	Collection<Participant> all();

	/**
	 * How many are online at this moment.
	 * @return the number
	 */
	int size();

	/**
	 * The most that have been online at a time.
	 * @return the number
	 */
	int most();

	/**
	 * Since when somebody is online.
	 * @param participant who
	 * @return the time, {@code null} if it is not online or that is not known
	 */
	default @Nullable Instant since(Participant participant) {
		return null;
	}

	/**
	 * Makes somebody known under the nickname of its profile.
	 * @param participant who
	 * @return whether nobody else has the nickname; nothing has happened if not
	 * @throws RoomException if that is no nickname: empty, longer than a room may be
	 * called, or with spaces, control characters or any of {@code , * ? ! @ :} in it
	 */
	boolean arrive(Participant participant);

	/**
	 * Changes the profile of somebody who is known, and tells it and everybody who shares
	 * a room with it, once. For the loop of the participant only.
	 * @param participant who
	 * @param change from the profile as it is to what it will be
	 * @return whether it was done: not if somebody else has the nickname, or it is not
	 * known
	 * @throws RoomException if that is no nickname
	 */
	boolean change(Participant participant, UnaryOperator<Profile> change);

	/**
	 * Somebody goes: it leaves all rooms and its nickname, and who has shared a room with
	 * it is told, once. Does nothing for one who is not known.
	 * @param participant who
	 * @param reason why, empty if it has not said so; a line break in it is a space
	 */
	void depart(Participant participant, String reason);

	/**
	 * Everybody who shares a room with somebody, itself not among them.
	 * @param participant who
	 * @return the others, each once
	 */
	Collection<Participant> neighbours(Participant participant);

	/**
	 * Says something to one participant alone. Both are told, whether or not anybody
	 * subscribes.
	 * @param from who says it
	 * @param to to whom
	 * @param message what
	 * @return what was said, with its stamp
	 */
	Mono<Message> whisper(Participant from, Participant to, Message message);

	/**
	 * Makes that what one has said to another alone is to be seen no more. Both are told.
	 * @param by who has said it, with an account
	 * @param to to whom
	 * @param message the identifier of what was said
	 * @param reason why, empty if that is not said
	 * @return completes when it is done
	 */
	Mono<Void> redact(Participant by, Participant to, String message, String reason);

	/**
	 * Tells what is on its way to the loop of somebody. Doors call it before they read
	 * what it wants next, so that who has seen that something has happened elsewhere, and
	 * then asks here, has been told of it before the answer. For that loop only.
	 * @param participant who
	 */
	void catchUp(Participant participant);

	/**
	 * Who comes, goes and is known differently from now on.
	 * @return the changes; one that does not keep up loses the oldest of what it has not
	 * seen
	 */
	Flux<PresenceChange> changes();

	/**
	 * Tells somebody at once who comes, goes and is known differently: on the thread that
	 * causes it, in order for each participant.
	 * @param listener is told; must neither block nor fail
	 */
	void listen(Consumer<PresenceChange> listener);

	/**
	 * Somebody has come, gone, or is known differently.
	 *
	 * @param before how it was known, {@code null} for one who has come
	 * @param after how it is known, {@code null} for one who has gone
	 * @param participant who it is
	 */
	record PresenceChange(@Nullable Profile before, @Nullable Profile after, Participant participant) {

	}

}
