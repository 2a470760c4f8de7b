package dev.torsion.enterprise;

import org.jspecify.annotations.Nullable;

/**
 * What came on a channel that was listened to.
 *
 * @param channel the channel
 * @param payload what the sender has sent, {@code null} if nothing
 * @param isResumed whether this is no notification of a sender, but tells that from here
 * on none is missed
 */
public record Notification(String channel, @Nullable String payload, boolean isResumed) {

}
