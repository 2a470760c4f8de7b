package dev.torsion.words.autoconfigure.moderation;

import java.util.List;

import dev.torsion.words.moderation.audit.ModerationAudit;
import dev.torsion.words.moderation.audit.ModerationEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;

/**
 * All audits of the application. One that fails keeps neither the others from hearing nor
 * anybody from moderating.
 *
 * @param audits the audits, in their order
 */
record ModerationAudits(List<ModerationAudit> audits) implements ModerationAudit {

	private static final Log logger = LogFactory.getLog(ModerationAudits.class);

	static ModerationAudits of(ObjectProvider<ModerationAudit> audits) {
		return new ModerationAudits(audits.orderedStream().toList());
	}

	@Override
	public void happened(ModerationEvent event) {
		for (ModerationAudit audit : this.audits) {
			try {
				audit.happened(event);
			}
			catch (RuntimeException ex) {
				logger.error("Failed to tell an audit of: " + event, ex);
			}
		}
	}

}
