package dev.torsion.words.moderation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.torsion.words.Participant;
import dev.torsion.words.Participants;
import dev.torsion.words.moderation.Sanction.Kind;
import dev.torsion.words.moderation.Sanctions.Imposed;
import dev.torsion.words.moderation.audit.ModerationAudit;
import dev.torsion.words.moderation.audit.ModerationEvent;
import dev.torsion.words.moderation.audit.ModerationEvent.Action;
import reactor.core.publisher.Mono;

/**
 * What those may do who look after the server: impose sanctions, lift them, end
 * somebody's conversation. All of it is told to the audit. Safe to use from any thread.
 */
public final class Moderation {

	private final Sanctions sanctions;

	private final Participants participants;

	private final ModerationAudit audit;

	private final Clock clock;

	/**
	 * Creates it.
	 * @param sanctions those that hold
	 * @param participants who is online
	 * @param audit is told what is done
	 * @param clock tells the time
	 */
	public Moderation(Sanctions sanctions, Participants participants, ModerationAudit audit, Clock clock) {
		this.sanctions = sanctions;
		this.participants = participants;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * The sanctions that hold.
	 * @return the sanctions, the oldest first
	 */
	public List<Sanction> sanctions() {
		return this.sanctions.all();
	}

	/**
	 * Imposes a sanction. It holds, and who is banned and online is ended, whether or not
	 * it can be kept. One that concerns the same takes the place of the other.
	 * @param request the sanction
	 * @return the sanction, when it is kept; fails with a
	 * {@link dev.torsion.words.RoomException} if there are as many as there may be
	 */
	public Mono<Sanction> impose(SanctionRequest request) {
		return Mono.defer(() -> {
			Imposed imposed = this.sanctions.impose(request);
			Sanction sanction = imposed.sanction();
			tell((sanction.kind() == Kind.BAN) ? Action.BANNED : Action.MUTED, sanction.by(), sanction.subject(),
					sanction.reason());
			if (sanction.kind() == Kind.BAN) {
				this.participants.all().forEach(this::endIfBanned);
			}
			return imposed.kept().thenReturn(sanction);
		});
	}

	private void endIfBanned(Participant participant) {
		Sanction ban = this.sanctions.ban(participant.address(), participant.profile().account());
		if (ban != null) {
			end(participant, ban.text());
		}
	}

	/**
	 * Lifts a sanction.
	 * @param id its identifier
	 * @param by who does that
	 * @return the sanction, when it is kept that it was lifted; empty if there is none
	 */
	public Mono<Sanction> lift(String id, String by) {
		return Mono.defer(() -> {
			Imposed lifted = this.sanctions.lift(id);
			if (lifted == null) {
				return Mono.empty();
			}
			tell(Action.LIFTED, by, lifted.sanction().subject(), "");
			return lifted.kept().thenReturn(lifted.sanction());
		});
	}

	/**
	 * Ends somebody's conversation. It may come again.
	 * @param participant who
	 * @param reason why, for it and those around it to read
	 * @param by who does that
	 */
	public void remove(Participant participant, String reason, String by) {
		tell(Action.REMOVED, by, participant.profile().hostMask(), reason);
		end(participant, reason);
	}

	private void end(Participant participant, String reason) {
		participant.remove(reason);
		this.participants.depart(participant, reason);
	}

	private void tell(Action action, String by, String subject, String reason) {
		Instant now = this.clock.instant();
		this.audit.happened(new ModerationEvent(now, action, by, subject, "", reason));
	}

}
