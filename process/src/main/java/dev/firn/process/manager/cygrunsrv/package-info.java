/** cygrunsrv: services of Windows under Cygwin, as parameters of that program, and the driver that installs them. */
@NullMarked
package dev.firn.process.manager.cygrunsrv;

import org.jspecify.annotations.NullMarked;
