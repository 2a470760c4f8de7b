/**
 * The client: one for the application, {@link dev.torsion.conch.client.SshClients}, whose
 * connections are shared by all that run, read or reach something at the same server. Who
 * a server is, is checked strictly ({@code trust}); nothing of the user that the process
 * runs as is looked at, unless a property names it.
 */
@NullMarked
package dev.torsion.conch.client;

import org.jspecify.annotations.NullMarked;
