package dev.torsion.words.moderation.audit;

import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes who has done what to the log, under the name of {@link ModerationAudit}.
 */
public final class LogModerationAudit implements ModerationAudit {

	private static final Log logger = LogFactory.getLog(ModerationAudit.class);

	@Override
	public void happened(ModerationEvent event) {
		logger.info(event.by() + " has " + event.action().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
				+ event.subject() + (event.room().isEmpty() ? "" : " in #" + event.room())
				+ (event.reason().isEmpty() ? "" : ": " + event.reason()));
	}

}
