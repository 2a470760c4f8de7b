package dev.torsion.words.moderation.audit;

import java.time.Instant;

import dev.torsion.words.Profile;
import dev.torsion.words.RoomChange;
import dev.torsion.words.RoomChange.MaskList;
import dev.torsion.words.RoomEvent;
import dev.torsion.words.moderation.audit.ModerationEvent.Action;
import dev.torsion.words.room.RoomPolicy;

/**
 * Tells the audit of what operators of rooms do. Forbids nothing.
 */
public final class AuditPolicy implements RoomPolicy {

	private final ModerationAudit audit;

	/**
	 * Creates the policy.
	 * @param audit is told
	 */
	public AuditPolicy(ModerationAudit audit) {
		this.audit = audit;
	}

	@Override
	public void happened(RoomEvent event) {
		if (event instanceof RoomEvent.Kicked kicked) {
			tell(event, Action.KICKED, kicked.member().hostMask(), kicked.reason());
		}
		else if (event instanceof RoomEvent.Redacted redacted) {
			tell(event, Action.REDACTED, redacted.message(), redacted.reason());
		}
		else if (event instanceof RoomEvent.RulesChanged changed) {
			changed.changes().forEach((change) -> changed(event, change));
		}
	}

	private void changed(RoomEvent event, RoomChange change) {
		if (change instanceof RoomChange.Listing listing && listing.list() == MaskList.BAN) {
			tell(event, listing.on() ? Action.ROOM_BANNED : Action.ROOM_BAN_LIFTED, listing.mask(), "");
		}
	}

	private void tell(RoomEvent event, Action action, String subject, String reason) {
		Instant time = event.time();
		this.audit.happened(new ModerationEvent(time, action, name(event.by()), subject, event.room().name(), reason));
	}

	private static String name(Profile by) {
		return by.hostMask() + ((by.account() != null) ? " (" + by.account() + ")" : "");
	}

}
