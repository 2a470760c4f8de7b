package dev.torsion.words.moderation.audit;

/**
 * Is told who has done what. Declare a bean of this type to keep an audit of your own.
 * Called by any thread, which it must not block.
 */
@FunctionalInterface
public interface ModerationAudit {

	/**
	 * Somebody has done something.
	 * @param event what
	 */
	void happened(ModerationEvent event);

}
