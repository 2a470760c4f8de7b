package dev.torsion.conch.sftp.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A request to be done.
 *
 * @param number how many came before it
 * @param request how to do it, {@code null} if nobody knows
 * @param id its number
 * @param packet what follows the number; released when it was done
 * @param size what it counts for in the window of the channel, in bytes
 * @param overlap what it touches
 */
record Pending(long number, @Nullable SftpRequest request, int id, ByteBuf packet, int size, Overlap overlap) {

}
