/**
 * The manhole: Java typed over SSH runs inside the application. {@code Manhole} says who
 * may, and knows who does; {@code ManholeSession} is one of them, {@code Prompt} what he
 * sees; {@code engine} compiles and runs. Nothing runs before {@code ManholeAudit} has
 * kept it.
 */
@NullMarked
package dev.torsion.conch.manhole;

import org.jspecify.annotations.NullMarked;
