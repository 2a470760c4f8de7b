package dev.torsion.words.room;

import java.util.List;

import dev.torsion.words.Member;
import dev.torsion.words.Message;
import dev.torsion.words.Participant;
import dev.torsion.words.Role;
import dev.torsion.words.Room;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomException;
import dev.torsion.words.RoomException.Reason;
import dev.torsion.words.RoomFlag;
import dev.torsion.words.RoomRules;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a room let somebody do.
 */
final class RoomGuard {

	private static final char CTCP = '\u0001';

	private static final String ACTION = CTCP + "ACTION";

	private final Roll roll;

	private final RoomSettings settings;

	private final List<RoomPolicy> policies;

	RoomGuard(Roll roll, RoomContext context) {
		this.roll = roll;
		this.settings = context.settings();
		this.policies = context.policies();
	}

	boolean isVisible(RoomRules rules, Participant participant) {
		return participant.isOperator() || this.roll.member(participant) != null
				|| !rules.has(RoomFlag.SECRET) && (rules.role() == null || participant.hasRole(rules.role()));
	}

	void join(Room room, Participant participant, @Nullable String key, boolean invited) {
		if (this.roll.member(participant) != null) {
			throw new RoomException(Reason.ALREADY_A_MEMBER, "You are in that room already");
		}
		if (participant.isOperator()) {
			return;
		}
		if (this.roll.size() >= this.settings.maxMembers()) {
			throw new RoomException(Reason.FULL, "The room is full");
		}
		RoomRules rules = room.rules();
		String account = participant.profile().account();
		if (rules.role() != null && !participant.hasRole(rules.role())) {
			throw new RoomException(Reason.ROLE_MISSING, "Your account may not come in");
		}
		if (rules.has(RoomFlag.REGISTERED_ONLY) && account == null) {
			throw new RoomException(Reason.NOT_LOGGED_IN, "You have to log in first");
		}
		if (!invited && (account == null || !account.equals(room.founder()))) {
			uninvited(rules, participant, key);
		}
		this.policies.forEach((policy) -> policy.join(room, participant));
	}

	private void uninvited(RoomRules rules, Participant participant, @Nullable String key) {
		if (this.roll.isBanned(participant.profile(), false)) {
			throw new RoomException(Reason.BANNED, "You are banned from that room");
		}
		if (rules.has(RoomFlag.INVITE_ONLY) && !this.roll.isInvited(participant.profile())) {
			throw new RoomException(Reason.INVITE_ONLY, "You have to be invited");
		}
		if (rules.key() != null && !rules.key().equals(key)) {
			throw new RoomException(Reason.BAD_KEY, "That is not the key");
		}
		if (rules.limit() > 0 && this.roll.size() >= rules.limit()) {
			throw new RoomException(Reason.FULL, "The room is full");
		}
	}

	void speak(RoomRules rules, Participant participant, Message message) {
		this.settings.check(message);
		if (participant.isOperator()) {
			return;
		}
		Member member = this.roll.member(participant);
		if (member == null && rules.has(RoomFlag.NO_EXTERNAL)) {
			throw new RoomException(Reason.CANNOT_SPEAK, "You are not in that room");
		}
		if (member == null && rules.role() != null && !participant.hasRole(rules.role())) {
			throw new RoomException(Reason.CANNOT_SPEAK, "Your account may not speak there");
		}
		if (rules.has(RoomFlag.NO_CTCP) && isCtcp(message.text())) {
			throw new RoomException(Reason.NO_CTCP, "Plain text only in that room");
		}
		if (member != null && member.isAtLeast(Role.VOICE)) {
			return;
		}
		if (rules.has(RoomFlag.MODERATED)) {
			throw new RoomException(Reason.CANNOT_SPEAK, "Only some may speak in that room");
		}
		if (rules.has(RoomFlag.REGISTERED_SPEAK) && participant.profile().account() == null) {
			throw new RoomException(Reason.CANNOT_SPEAK, "You have to log in to speak in that room");
		}
		if (this.roll.isBanned(participant.profile(), true)) {
			throw new RoomException(Reason.CANNOT_SPEAK, "You are banned in that room");
		}
	}

	private static boolean isCtcp(String text) {
		return !text.isEmpty() && text.charAt(0) == CTCP && !(text.startsWith(ACTION)
				&& (text.length() == ACTION.length() || text.charAt(ACTION.length()) <= ' '));
	}

	void setTopic(RoomRules rules, Participant participant, String text) {
		if (text.length() > this.settings.maxTopic()) {
			throw new RoomException(Reason.MALFORMED, "That topic is too long");
		}
		if (!participant.isOperator()) {
			Member member = member(participant);
			if (rules.has(RoomFlag.TOPIC_PROTECTED) && !member.isAtLeast(Role.HALF_OPERATOR)) {
				throw new RoomException(Reason.NOT_AN_OPERATOR, "You're not channel operator");
			}
		}
	}

	void change(Participant participant, RoomChange change) {
		boolean voice = change instanceof RoomChange.Grant grant && grant.role() == Role.VOICE;
		operator(participant, voice ? Role.HALF_OPERATOR : Role.OPERATOR);
		if (change instanceof RoomChange.Grant grant && this.roll.member(grant.member()) == null) {
			throw new RoomException(Reason.NO_SUCH_MEMBER, "They are not in that room");
		}
	}

	void kick(Participant participant, Participant target) {
		operator(participant, Role.HALF_OPERATOR);
		Member other = this.roll.member(target);
		if (other == null) {
			throw new RoomException(Reason.NO_SUCH_MEMBER, "They are not in that room");
		}
		if (!participant.isOperator() && participant != target && !member(participant).isAtLeast(Role.OPERATOR)
				&& other.isAtLeast(Role.HALF_OPERATOR)) {
			throw new RoomException(Reason.NOT_AN_OPERATOR, "They are no plain member");
		}
	}

	/**
	 * Whether the guest may then come in whatever the rules say: operators alone can let
	 * in who was banned.
	 */
	boolean invite(RoomRules rules, Participant participant, Participant guest) {
		boolean operator = participant.isOperator() || member(participant).isAtLeast(Role.OPERATOR);
		if (rules.has(RoomFlag.INVITE_ONLY) && !operator) {
			throw new RoomException(Reason.NOT_AN_OPERATOR, "You're not channel operator");
		}
		if (this.roll.member(guest) != null) {
			throw new RoomException(Reason.ALREADY_A_MEMBER, "They are in that room already");
		}
		return operator;
	}

	/** A reason as it is told. */
	String reason(String reason) {
		if (!Message.isLine(reason)) {
			throw new RoomException(Reason.MALFORMED, "A reason is one line");
		}
		return this.settings.shortened(reason);
	}

	Member member(Participant participant) {
		Member member = this.roll.member(participant);
		if (member == null) {
			throw new RoomException(Reason.NOT_A_MEMBER, "You're not in that room");
		}
		return member;
	}

	void operator(Participant participant, Role least) {
		if (!participant.isOperator() && !member(participant).isAtLeast(least)) {
			throw new RoomException(Reason.NOT_AN_OPERATOR, "You're not channel operator");
		}
	}

}
