/**
 * The demo application: every starter in one runnable jar.
 * <p>
 * It serves the folder {@code htdocs} of its data folder, which it fills from the jar
 * when it starts for the first time ({@link dev.torsion.demo.BundledSite}), beside its
 * own controllers. {@link dev.torsion.demo.SettingsController} is a page behind login
 * that changes the running application; {@link dev.torsion.demo.AdminAccount} makes the
 * one account there is.
 */
@NullMarked
package dev.torsion.demo;

import org.jspecify.annotations.NullMarked;
