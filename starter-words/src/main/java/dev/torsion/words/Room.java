package dev.torsion.words;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A room. Its methods may be called by any thread. What changes a room is done one after
 * another, at once if nothing else is under way, and its outcome is told on the event
 * loop of who has asked for it, after everybody there was told of the change itself;
 * fails with a {@link RoomException} if it is not let. Nobody needs to subscribe for it
 * to be done. Texts are one line each.
 */
public interface Room {

	/**
	 * Its name, as it was first written.
	 * @return the name, without the {@code #} of IRC
	 */
	String name();

	/**
	 * What it is about.
	 * @return the topic, {@link Topic#NONE} if nothing in particular
	 */
	Topic topic();

	/**
	 * Its rules.
	 * @return the rules
	 */
	RoomRules rules();

	/**
	 * When it was made.
	 * @return the time
	 */
	Instant created();

	/**
	 * The account that it belongs to, whose member always gets to be operator; a room
	 * that belongs to somebody stays when everybody has left it.
	 * @return the account, {@code null} if it belongs to nobody
	 */
	@Nullable String founder();

	/**
	 * Who is in it at this moment.
	 * @return the members
	 */
	List<Member> members();

	/**
	 * How many are in it at this moment.
	 * @return the number
	 */
	int size();

	/**
	 * Somebody as a member.
	 * @param participant who
	 * @return the member, {@code null} if it is not in the room
	 */
	@Nullable Member member(Participant participant);

	/**
	 * Whether somebody may know that there is such a room.
	 * @param participant who
	 * @return whether it may
	 */
	boolean isVisibleTo(Participant participant);

	/**
	 * What is on a list.
	 * @param list the list
	 * @return the entries, the oldest first
	 */
	List<RoomChange.Entry> entries(RoomChange.MaskList list);

	/**
	 * What happens in it from now on, for listeners of the application. A listener that
	 * does not keep up loses the oldest of what it has not seen.
	 * @return what happens; ends when the room does
	 */
	Flux<RoomEvent> events();

	/**
	 * What has happened in it.
	 * @param query which part
	 * @return it, in order, without an origin
	 */
	Mono<List<RoomEvent>> history(HistoryQuery query);

	/**
	 * Somebody comes in.
	 * @param participant who
	 * @param key the word that it knows, {@code null} for none
	 * @return the new member
	 */
	Mono<Member> join(Participant participant, @Nullable String key);

	/**
	 * Somebody leaves.
	 * @param participant who
	 * @param reason why, empty if it does not say so
	 * @return completes when it has left
	 */
	Mono<Void> part(Participant participant, String reason);

	/**
	 * Says something.
	 * @param participant who says it; need not be a member if the rules do not demand it
	 * @param message what
	 * @return what was said, with its stamp
	 */
	default Mono<Message> say(Participant participant, Message message) {
		return say(participant, message, Role.MEMBER);
	}

	/**
	 * Says something to members with some role.
	 * @param participant who says it
	 * @param message what
	 * @param minimum the least role of those who hear it
	 * @return what was said, with its stamp
	 */
	Mono<Message> say(Participant participant, Message message, Role minimum);

	/**
	 * Says something as the application.
	 * @param text what
	 * @return what was said, with its stamp
	 */
	Mono<Message> say(String text);

	/**
	 * Puts what was said differently. Its author may, by the account it has.
	 * @param participant who
	 * @param message the identifier of what was said
	 * @param text what it says from now on
	 * @return what it is now
	 */
	Mono<Message> edit(Participant participant, String message, String text);

	/**
	 * Makes that something that was said is to be seen no more. Its author may, by the
	 * account it has, and operators.
	 * @param participant who
	 * @param message the identifier of what was said
	 * @param reason why, empty if that is not said
	 * @return completes when it is done
	 */
	Mono<Void> redact(Participant participant, String message, String reason);

	/**
	 * Says what the room is about.
	 * @param participant who says so
	 * @param text the text, empty for nothing
	 * @return the topic
	 */
	Mono<Topic> setTopic(Participant participant, String text);

	/**
	 * Changes rules, roles and lists, all at once or nothing of it.
	 * @param participant who
	 * @param changes what
	 * @return what was changed by that: what was so already is left out
	 */
	Mono<List<RoomChange>> change(Participant participant, List<RoomChange> changes);

	/**
	 * Makes a member leave.
	 * @param participant who does that
	 * @param target who has to leave
	 * @param reason why
	 * @return completes when it has left
	 */
	Mono<Void> kick(Participant participant, Participant target, String reason);

	/**
	 * Invites somebody, who may then come in once whatever the lists and rules but those
	 * of its role and account say, if who has invited is an operator. Others can but tell
	 * that one is welcome.
	 * @param participant who invites
	 * @param guest who is invited
	 * @return completes when it is invited
	 */
	Mono<Void> invite(Participant participant, Participant guest);

	/**
	 * Calls the room something else. Its members, rules and history stay; the old name is
	 * free.
	 * @param participant who does that
	 * @param name the new name, without the {@code #} of IRC
	 * @param reason why, empty if that is not said
	 * @return completes when it is done
	 */
	Mono<Void> rename(Participant participant, String name, String reason);

	/**
	 * Makes the room belong to an account, or to nobody.
	 * @param account the account, {@code null} for nobody
	 * @return completes when that is kept
	 */
	Mono<Void> setFounder(@Nullable String account);

}
